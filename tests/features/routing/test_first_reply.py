"""An agent has a time to begin an answer, as far as somebody waits for one."""

from __future__ import annotations

import pytest

from tests.features.routing.people import (
    agent_was_silent,
    claims,
    history,
    is_here,
    replies,
    rewind,
    shows,
    sweep,
    takes_next,
)
from tests.front_door import Door, Member, Site, Visitor


@pytest.mark.parametrize("how", ["types", "looks"])
async def test_an_agent_who_types_or_looks_at_it_does_not_lose_the_chat_before_twice_the_time(
    door: Door, demo: Site, ada: Visitor, grace: Member, how: str
) -> None:
    await grace.joins(demo.id)
    chat = (await ada.writes("Hello?"))["conversationId"]
    await claims(grace, demo, chat)
    await agent_was_silent(door, chat)
    if how == "types":
        await grace.http.post(demo.conversation(chat, "/typing"), json={"isTyping": True})
    else:
        await looks_at(grace, demo, chat)

    await sweep(door)
    while_at_it = await shows(grace, demo, chat)
    await door.value(_FIVE_MINUTES_MORE, chat)
    await sweep(door)

    assert (while_at_it["chatState"], while_at_it["assigneeId"]) == ("assigned", grace.id)
    assert await history(grace, demo, chat) == [(grace.id, "claimed", "no_first_reply")]


@pytest.mark.parametrize("how", ["looks elsewhere", "touches nothing", "a minute ago"])
async def test_who_does_something_else_loses_the_chat_in_its_time(
    door: Door, demo: Site, ada: Visitor, grace: Member, how: str
) -> None:
    await grace.joins(demo.id)
    chat = (await ada.writes("Hello?"))["conversationId"]
    await claims(grace, demo, chat)
    await agent_was_silent(door, chat)
    match how:
        case "looks elsewhere":
            await looks_at(grace, demo, chat + 1)
        case "touches nothing":
            await looks_at(grace, demo, chat, active=False)
        case _:
            await looks_at(grace, demo, chat)
            await door.value(_A_MINUTE_AGO, chat)

    await sweep(door)

    assert await history(grace, demo, chat) == [(grace.id, "claimed", "no_first_reply")]


async def test_a_chat_given_after_its_answer_is_not_lost_while_nobody_waits(
    door: Door, demo: Site, ada: Visitor, grace: Member, alan: Member
) -> None:
    await is_here(door, demo, alan)
    olivia = await door.member(demo, "Olivia", "manager")
    chat = (await ada.writes("Hello?"))["conversationId"]
    await replies(grace, demo, chat)
    given = await olivia.http.post(
        demo.conversation(chat, "/reassign"), json={"assigneeId": alan.id}
    )
    assert given.json()["chatState"] == "assigned"
    await agent_was_silent(door, chat)

    await sweep(door)
    kept = await shows(alan, demo, chat)
    released = await alan.http.post(demo.conversation(chat, "/release"), json={})

    assert (kept["chatState"], kept["assigneeId"]) == ("assigned", alan.id)
    shown = released.json()
    assert (shown["chatState"], shown["waitingSince"], shown["tries"]) == (
        "waiting_real_user_reply",
        None,
        0,
    )
    assert (await takes_next(grace, demo)).status_code == 204


async def test_a_chat_handed_over_after_its_answer_still_goes_pending_in_its_time(
    door: Door, demo: Site, ada: Visitor, grace: Member, alan: Member
) -> None:
    await is_here(door, demo, alan)
    olivia = await door.member(demo, "Olivia", "manager")
    chat = (await ada.writes("Hello?"))["conversationId"]
    await replies(grace, demo, chat)
    await olivia.http.post(demo.conversation(chat, "/reassign"), json={"assigneeId": alan.id})
    await rewind(door, chat, minutes=31)

    await sweep(door)

    shown = await shows(alan, demo, chat)
    assert (shown["status"], shown["chatState"], shown["assigneeId"]) == (
        "pending",
        "assigned",
        alan.id,
    )


async def looks_at(agent: Member, site: Site, chat: int, *, active: bool = True) -> None:
    beat = {"projectId": site.id, "state": "available", "active": active, "viewing": chat}
    assert (await agent.ask("agentPresence", beat))["ok"]


_FIVE_MINUTES_MORE = """
update conversations set assigned_at = assigned_at - interval '5 minutes',
    waiting_since = waiting_since - interval '5 minutes' where id = $1
"""
_A_MINUTE_AGO = """
update agent_presence set attention =
    jsonb_build_object($1::bigint::text, extract(epoch from now()) - 61)
where attention ? $1::bigint::text
"""
