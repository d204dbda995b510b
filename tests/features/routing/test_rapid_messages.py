"""The three test cases of the document this came from, by name, in each routing mode."""

from __future__ import annotations

from typing import Any

import pytest

from frontdesk.features.routing.jobs import push_everywhere
from tests.features.routing.people import history, is_here, replies, shows, takes_next
from tests.front_door import Door, Member, Site, Visitor

HOW = {"queue": "next", "sticky": "next", "push": "pushed"}


class Case:
    """Ada has asked, and an operator has her chat."""

    def __init__(self, door: Door, site: Site, ada: Visitor, operator: Member, chat: int) -> None:
        self.door, self.site, self.ada, self.operator, self.chat = door, site, ada, operator, chat

    async def shown(self) -> dict[str, Any]:
        return await shows(self.operator, self.site, self.chat)

    async def held(self) -> list[tuple[int, str, str | None]]:
        return await history(self.operator, self.site, self.chat)


async def case_in(door: Door, mode: str) -> Case:
    site = await door.project(routing_mode=mode)
    operator = await door.member(site, "Grace")
    ada = await door.visitor(site, "ada")
    chat = (await ada.writes("hey"))["conversationId"]
    assert (await shows(operator, site, chat))["chatState"] == "waiting_assignment"
    if mode == "push":
        await is_here(door, site, operator)
        await push_everywhere(door.server.web.database)
    else:
        taken = await takes_next(operator, site)
        assert taken.json()["id"] == chat
    return Case(door, site, ada, operator, chat)


@pytest.mark.parametrize("mode", ["queue", "sticky", "push"])
async def test_case_1_rapid_user_messages(door: Door, mode: str) -> None:
    case = await case_in(door, mode)
    before = await case.shown()

    await case.ada.writes("how are you?")

    after = await case.shown()
    assert (after["chatState"], after["assigneeId"]) == ("assigned", case.operator.id)
    assert (after["assignedAt"], after["version"]) == (before["assignedAt"], before["version"])
    assert await case.held() == [(case.operator.id, HOW[mode], None)]


async def test_case_2_user_reply_after_operator_in_queue_mode(door: Door) -> None:
    case = await case_in(door, "queue")
    other = await door.member(case.site, "Alan")
    await replies(case.operator, case.site, case.chat)
    resting = await case.shown()

    await case.ada.writes("thanks, and then?")

    waiting = await case.shown()
    assert resting["chatState"] == "waiting_real_user_reply"
    assert (resting["assigneeId"], resting["lastAssigneeId"]) == (None, case.operator.id)
    assert (waiting["chatState"], waiting["assigneeId"]) == ("waiting_assignment", None)
    taken = await takes_next(other, case.site)
    assert (taken.json()["id"], taken.json()["assigneeId"]) == (case.chat, other.id)
    assert await case.held() == [
        (case.operator.id, "next", "replied"),
        (other.id, "next", None),
    ]


@pytest.mark.parametrize("mode", ["sticky", "push"])
async def test_case_2_user_reply_after_operator_where_the_agent_keeps_the_chat(
    door: Door, mode: str
) -> None:
    case = await case_in(door, mode)
    await replies(case.operator, case.site, case.chat)
    resting = await case.shown()

    await case.ada.writes("thanks, and then?")

    assert resting["chatState"] == "waiting_real_user_reply"
    assert resting["assigneeId"] == case.operator.id
    answered = await case.shown()
    assert (answered["chatState"], answered["assigneeId"]) == ("assigned", case.operator.id)
    assert await case.held() == [(case.operator.id, HOW[mode], None)]


@pytest.mark.parametrize("mode", ["queue", "sticky", "push"])
async def test_case_3_stats_verification(door: Door, mode: str) -> None:
    case = await case_in(door, mode)
    await case.ada.writes("how are you?")
    counted = await door.row(_COUNTS, case.chat)

    await replies(case.operator, case.site, case.chat, "Fine, and you?")

    assert counted == {"open": 1, "assignments": 1, "from_visitor": 2}
    stats = await door.row(_STATS, case.site.id, case.operator.id)
    assert stats == {"messages_sent": 1, "chats_handled": 1, "first_replies": 1, "replies": 1}
    handled = await door.rows(_HANDLED_BY, case.chat)
    assert [row["handled_by_id"] for row in handled] == [case.operator.id] * 3
    after = await door.row(_COUNTS, case.chat)
    assert (after["assignments"], after["from_visitor"]) == (1, 2)


_COUNTS = """
select (select count(*) from assignments where conversation_id = $1
            and released_at is null) as open,
       (select count(*) from assignments where conversation_id = $1) as assignments,
       (select count(*) from messages where conversation_id = $1
            and sender_type = 'visitor') as from_visitor
"""
_STATS = """
select messages_sent, chats_handled, first_replies, replies from agent_daily_stats
where project_id = $1 and agent_id = $2 and day = (now() at time zone 'UTC')::date
"""
_HANDLED_BY = "select handled_by_id from messages where conversation_id = $1 order by seq"
