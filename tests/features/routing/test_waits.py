"""Since when a visitor had waited is kept with the hold that ended the wait."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.features.routing.people import claims, is_here, replies, takes_next, waits
from tests.front_door import Door, Member, Site


@pytest.mark.parametrize("how", ["claimed", "next", "replied"])
async def test_an_assignment_keeps_since_when_its_visitor_waited(
    door: Door, demo: Site, grace: Member, how: str
) -> None:
    await is_here(door, demo, grace)
    chat = await waits(door, demo, "ada")
    since = await door.value(_SINCE, chat)

    if how == "claimed":
        await claims(grace, demo, chat)
    elif how == "next":
        await takes_next(grace, demo)
    else:
        await replies(grace, demo, chat)

    assert since is not None
    assert await _held(door, chat) == [(how, since)]


async def test_a_reply_keeps_the_wait_of_what_an_answered_visitor_asked_next(
    door: Door, demo: Site, grace: Member
) -> None:
    """The wait is the chat's own, and no older message that nobody was credited with."""
    ada = await door.visitor(demo, "ada")
    chat = (await ada.writes("Hello?"))["conversationId"]
    await door.value(_ANSWERED_BY_NOBODY, chat)
    await ada.writes("And now?")
    since = await door.value(_SINCE, chat)

    await replies(grace, demo, chat)

    assert await _held(door, chat) == [("replied", since)]


async def test_a_chat_handed_on_has_no_wait_of_its_own(
    door: Door, demo: Site, grace: Member, alan: Member
) -> None:
    olivia = await door.member(demo, "olivia", "manager")
    await is_here(door, demo, grace, alan)
    chat = await waits(door, demo, "ada")
    await claims(grace, demo, chat)

    answer = await olivia.http.post(
        demo.conversation(chat, "/reassign"), json={"assigneeId": alan.id}
    )

    assert answer.status_code == 200, answer.text
    assert [since is None for _, since in await _held(door, chat)] == [False, True]


async def _held(door: Door, chat: int) -> list[tuple[str, datetime | None]]:
    return [(row["how"], row["waited_since"]) for row in await door.rows(_HELD, chat)]


_SINCE = "select waiting_since from conversations where id = $1"
_HELD = "select how, waited_since from assignments where conversation_id = $1 order by id"
_ANSWERED_BY_NOBODY = """
update conversations
set chat_state = 'waiting_real_user_reply', waiting_since = null, queued_at = null
where id = $1
"""
