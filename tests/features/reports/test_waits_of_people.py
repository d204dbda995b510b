"""Numbers about people count from what nobody, person or assistant, had answered."""

from __future__ import annotations

import pytest

from frontdesk.features.messages.store import usual_reply_seconds
from frontdesk.kit.ids import ProjectId
from tests.features.routing.people import (
    assistant_answers,
    claims,
    history,
    replies,
    shows,
    takes_next,
)
from tests.front_door import Door, Member, Site, Visitor


async def test_a_reply_counts_from_what_the_assistant_had_not_answered(
    door: Door, demo: Site, ada: Visitor, grace: Member
) -> None:
    chat = (await ada.writes("When do you open?"))["conversationId"]
    await assistant_answers(door, demo, chat)
    await door.value(_HOURS_EARLIER, chat)
    await ada.writes("And on Sundays?")

    await replies(grace, demo, chat)

    assert await door.row(_REPLY, chat) == {"is_first": True, "is_quick": True, "stored": True}
    waited = await door.row(_WAITED, chat)
    assert waited == {"how": "replied", "is_quick": True}


async def test_who_answers_after_the_assistant_is_not_credited_with_what_it_answered(
    door: Door, demo: Site, ada: Visitor, grace: Member
) -> None:
    chat = (await ada.writes("When do you open?"))["conversationId"]
    await assistant_answers(door, demo, chat)
    await ada.writes("And on Sundays?")

    await replies(grace, demo, chat)

    credited = await door.rows(_CREDITED, chat)
    assert [row["handled_by_id"] for row in credited] == [None, None, grace.id, grace.id]


async def test_who_was_handed_over_by_the_assistant_waits_since_then(
    door: Door, demo: Site, ada: Visitor, grace: Member
) -> None:
    chat = (await ada.writes("When do you open?"))["conversationId"]
    await assistant_answers(door, demo, chat)
    await door.value(_HOURS_EARLIER, chat)
    await ada.ask("requestHuman", {})

    await replies(grace, demo, chat)

    assert await door.row(_REPLY, chat) == {"is_first": True, "is_quick": True, "stored": True}


async def test_the_usual_reply_time_leaves_out_what_the_assistant_answered(
    door: Door, demo: Site, grace: Member
) -> None:
    for uid in ("ada", "eve", "ivy"):
        visitor = await door.visitor(demo, uid)
        chat = (await visitor.writes("When do you open?"))["conversationId"]
        await assistant_answers(door, demo, chat)
        await door.value(_HOURS_EARLIER, chat)
        await visitor.writes("And on Sundays?")
        await replies(grace, demo, chat)

    async with door.server.web.database.snapshot() as tx:
        usual = await usual_reply_seconds(tx, ProjectId(demo.id))

    assert usual is not None
    assert usual < _AN_HOUR


@pytest.mark.parametrize("mode", ["queue", "sticky", "push"])
async def test_a_reply_after_the_assistants_takes_the_chat(door: Door, mode: str) -> None:
    site = await door.project(routing_mode=mode)
    grace = await door.member(site, "Grace")
    ada = await door.visitor(site, "ada")
    chat = (await ada.writes("When do you open?"))["conversationId"]
    await assistant_answers(door, site, chat)

    await replies(grace, site, chat, "On Sundays, too.")
    await replies(grace, site, chat, "Until noon.")

    shown, is_queue = await shows(grace, site, chat), mode == "queue"
    assert shown["chatState"] == "waiting_real_user_reply"
    assert shown["assigneeId"] == (None if is_queue else grace.id)
    ended = "replied" if is_queue else None
    assert await history(grace, site, chat) == [(grace.id, "replied", ended)]


@pytest.mark.parametrize("mode", ["queue", "sticky", "push"])
async def test_a_chat_that_waits_for_its_visitor_names_its_last_agent(
    door: Door, mode: str
) -> None:
    site = await door.project(routing_mode=mode)
    grace, alan = await door.member(site, "Grace"), await door.member(site, "Alan")
    ada = await door.visitor(site, "ada")
    chat = (await ada.writes("hey"))["conversationId"]
    await claims(grace, site, chat)

    await replies(grace, site, chat)

    shown = await shows(alan, site, chat)
    assert (shown["lastAssigneeId"], shown["agentRepliedAt"] is not None) == (grace.id, True)
    assert (await takes_next(alan, site)).status_code == 204


_AN_HOUR = 3_600
_HOURS_EARLIER = """
update messages set created_at = created_at - interval '3 hours' where conversation_id = $1
"""
_REPLY = """
select r.is_first, r.reply_ms < 60000 as is_quick,
       exists (select from agent_daily_stats s where s.project_id = r.project_id
                   and s.agent_id = r.agent_id and s.reply_ms = r.reply_ms
                   and s.first_reply_ms = r.reply_ms and s.replies = 1) as stored
from agent_replies r where r.conversation_id = $1
"""
_WAITED = """
select how, waited_since > now() - interval '1 minute' as is_quick
from assignments where conversation_id = $1
"""
_CREDITED = "select handled_by_id from messages where conversation_id = $1 order by seq"
