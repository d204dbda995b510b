"""What happens when nobody does anything: each once, and only if it is still so."""

from __future__ import annotations

import pytest

from tests.features.routing.people import (
    agent_was_silent,
    claims,
    history,
    idle_for,
    is_here,
    replies,
    rewind,
    seen_ago,
    shows,
    sweep,
    waits,
)
from tests.feed import until_consumed
from tests.fleet import until
from tests.front_door import Door, Member, Site, Visitor


async def hurry(door: Door, site: Site) -> int:
    """Let the jobs that wait for their time begin now; return how many there were."""
    await until_consumed(door.server.database, site.id)
    return len(await door.rows(_HURRY, site.id))


async def test_an_unanswered_reply_lets_the_conversation_rest(
    door: Door, demo: Site, ada: Visitor, grace: Member, alan: Member
) -> None:
    await alan.joins(demo.id)
    chat = (await ada.writes("Hello?"))["conversationId"]
    reply = await replies(grace, demo, chat)
    await rewind(door, chat, minutes=31)

    assert await hurry(door, demo) == 1
    told = await alan.hears("automation.triggered")
    await sweep(door)

    assert (told["conversationId"], told["type"]) == (chat, "auto_pending")
    assert told["message"] == reply["id"]
    assert (await shows(grace, demo, chat))["status"] == "pending"
    await ada.writes("Oh, sorry!")
    assert (await shows(grace, demo, chat))["status"] == "open"
    reopened = alan.hears("newMessage", lambda one: one["content"] == "Oh, sorry!")
    assert len(await alan.all_heard("automation.triggered", until=reopened)) == 1


@pytest.mark.parametrize("who", ["ada", "grace", "time", "off"])
async def test_a_timer_does_nothing_when_it_is_no_longer_the_last_word(
    door: Door, demo: Site, ada: Visitor, grace: Member, who: str
) -> None:
    chat = (await ada.writes("Hello?"))["conversationId"]
    await replies(grace, demo, chat)
    if who == "ada":
        await ada.writes("One more thing")
    if who == "grace":
        await replies(grace, demo, chat, "And another")
    if who == "off":
        await door.value("update projects set auto_pending_minutes = 0 where id = $1", demo.id)
    if who not in ("time", "grace"):
        await door.value(_REWIND_FIRST_REPLY, chat)

    await hurry(door, demo)
    await until_done(door, demo)

    assert (await shows(grace, demo, chat))["status"] == "open"


async def test_without_its_job_the_sweep_finds_it(
    door: Door, demo: Site, ada: Visitor, grace: Member
) -> None:
    chat = (await ada.writes("Hello?"))["conversationId"]
    await replies(grace, demo, chat)
    await until_consumed(door.server.database, demo.id)
    await door.value("delete from pgqueuer where true")
    await rewind(door, chat, minutes=31)

    await sweep(door)

    assert (await shows(grace, demo, chat))["status"] == "pending"
    told = await door.rows(_TOLD, demo.id, "automation.triggered")
    assert len(told) == 1


async def test_an_agent_who_does_not_begin_loses_the_chat(
    door: Door, demo: Site, ada: Visitor, grace: Member
) -> None:
    chat = (await ada.writes("Hello?"))["conversationId"]
    await claims(grace, demo, chat)
    await agent_was_silent(door, chat)

    await sweep(door)

    shown = await shows(grace, demo, chat)
    assert (shown["chatState"], shown["tries"]) == ("waiting_assignment", 1)
    assert await history(grace, demo, chat) == [(grace.id, "claimed", "no_first_reply")]


async def test_the_timer_of_an_assignment_leaves_the_next_one_alone(
    door: Door, demo: Site, ada: Visitor, grace: Member
) -> None:
    chat = (await ada.writes("Hello?"))["conversationId"]
    await claims(grace, demo, chat)
    await grace.http.post(demo.conversation(chat, "/release"))
    await claims(grace, demo, chat)

    assert await hurry(door, demo) == 2
    await until_done(door, demo)

    assert (await shows(grace, demo, chat))["assigneeId"] == grace.id


async def test_an_agent_who_answered_keeps_the_chat(
    door: Door, demo: Site, ada: Visitor, grace: Member
) -> None:
    chat = (await ada.writes("Hello?"))["conversationId"]
    await claims(grace, demo, chat)
    await replies(grace, demo, chat)
    await ada.writes("And then?")
    await agent_was_silent(door, chat)

    await sweep(door)

    shown = await shows(grace, demo, chat)
    assert (shown["chatState"], shown["assigneeId"]) == ("assigned", grace.id)


@pytest.mark.parametrize("reason", ["offline", "idle"])
async def test_an_agent_who_falls_silent_loses_their_chats_once(
    door: Door, demo: Site, ada: Visitor, alan: Member, reason: str
) -> None:
    answered = await waits(door, demo, "eve")
    chat = (await ada.writes("Hello?"))["conversationId"]
    await replies(alan, demo, answered)
    await claims(alan, demo, chat)
    await agent_was_silent(door, chat)
    await agent_was_silent(door, answered)
    await door.value("update projects set first_reply_minutes = 0 where id = $1", demo.id)
    if reason == "offline":
        await seen_ago(door, demo, alan, minutes=4)
    else:
        await idle_for(door, demo, alan, minutes=11)
    since = (await shows(alan, demo, chat))["waitingSince"]

    await sweep(door)

    shown = await shows(alan, demo, chat)
    assert (shown["chatState"], shown["tries"]) == ("waiting_assignment", 1)
    assert shown["waitingSince"] == since
    resting = await shows(alan, demo, answered)
    assert (resting["chatState"], resting["assigneeId"]) == ("waiting_real_user_reply", None)
    assert (await history(alan, demo, chat))[-1] == (alan.id, "claimed", reason)
    assert (await history(alan, demo, answered))[-1][2] == reason


async def test_an_agent_who_is_away_keeps_their_chats(
    door: Door, demo: Site, ada: Visitor, grace: Member
) -> None:
    chat = (await ada.writes("Hello?"))["conversationId"]
    await claims(grace, demo, chat)
    await is_here(door, demo, grace, state="away")

    await sweep(door)

    assert (await shows(grace, demo, chat))["assigneeId"] == grace.id


async def test_a_chat_lost_too_often_is_urgent_managers_hear_of_it_and_so_does_the_visitor(
    door: Door, demo: Site, ada: Visitor, grace: Member, alan: Member
) -> None:
    await alan.joins(demo.id)
    chat = (await ada.writes("Hello?"))["conversationId"]

    for _ in range(4):
        await claims(grace, demo, chat)
        await agent_was_silent(door, chat)
        await sweep(door)

    shown = await shows(grace, demo, chat)
    assert (shown["chatState"], shown["priority"], shown["tries"]) == (
        "waiting_assignment",
        "urgent",
        4,
    )
    assert shown["queuedAt"] is not None
    alert = await alan.hears("managersAlerted")
    assert (alert["conversationId"], alert["reason"]) == (chat, "too_many_reassignments")
    line = await ada.hears("agentReplied")
    assert line["sender"]["type"] == "system"
    assert "still in line" in line["content"]
    all_told = door.hears_all(demo, alan)
    assert len(await alan.all_heard("managersAlerted", until=all_told)) == 1
    assert len(await ada.all_heard("agentReplied", until=door.hears_all(demo, alan))) == 1
    assert (await ada.hears("queuePosition", lambda told: told["position"]))["position"] == 1


async def until_done(door: Door, site: Site) -> None:
    async def is_done() -> bool:
        return not await door.rows(_WAITING, site.id)

    await until(is_done)


_HURRY = """
update pgqueuer set execute_after = now()
where convert_from(payload, 'utf8')::json ->> 'project_id' = $1::bigint::text
returning id
"""
_WAITING = """
select id from pgqueuer
where convert_from(payload, 'utf8')::json ->> 'project_id' = $1::bigint::text
"""
_REWIND_FIRST_REPLY = """
update conversations set agent_replied_at = agent_replied_at - interval '31 minutes' where id = $1
"""
_TOLD = """
select 1 from (select project_id, event from feed
               union all select project_id, event from outbox) told
where project_id = $1 and event = $2
"""
