"""R1, R5, R30, R45: replies, read marks and a visitor's messages, in every order there is.

After each schedule the books must balance: the chat state follows from the last message,
every counter equals a recount, every status is the furthest it was moved to.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pytest

from frontdesk.features import messages
from frontdesk.features.conversations import access
from frontdesk.features.conversations import actions as conversations
from frontdesk.features.conversations.store import rows
from frontdesk.features.messages.store import rows as messages_store
from frontdesk.infra.database import Database
from frontdesk.infra.pause_points import pause_point
from frontdesk.kit.ids import ConversationId
from tests.races.recount import contradictions
from tests.races.schedules import Race, Work, open_race
from tests.races.seeds import Seed, has_conversation, replies, seed_project, writes

_POINTS = (
    "messages.visitors_held",
    "messages.inserted",
    "messages.before_commit",
    "messages.reply_locked",
    "messages.reply_written",
    "test.marked",
)


async def test_a_message_and_a_reply_at_once_leave_the_state_of_the_last(
    database_url: str,
) -> None:
    async def works(race: Race) -> Mapping[str, Work]:
        seed = await seed_project(race.monitor)
        conversation_id = await has_conversation(race.sessions["visitor"].database, seed)
        return {
            "visitor": writes(seed.ada, "second"),
            "agent": replies(seed, conversation_id, "answer"),
        }

    explored = await _explore(database_url, works, {"visitor": 4, "agent": 4})

    assert explored.count == 70
    assert explored.broken == []


async def test_a_message_that_arrives_while_an_agent_reads_stays_unread(
    database_url: str,
) -> None:
    async def works(race: Race) -> Mapping[str, Work]:
        seed = await seed_project(race.monitor)
        conversation_id = await has_conversation(race.sessions["visitor"].database, seed)
        return {
            "visitor": writes(seed.ada, "second", "third"),
            "agent": _reads(seed, conversation_id, up_to_seq=1),
        }

    explored = await _explore(database_url, works, {"visitor": 4, "agent": 2})

    assert explored.count == 15
    assert explored.broken == []


async def test_delivered_never_overwrites_read(database_url: str) -> None:
    async with _race(database_url, _TWO_TABS) as race:
        explored = await race.explore(lambda: _two_tabs(race), _TWO_TABS)
        statuses = await race.monitor.fetch(_STATUSES)

        assert (explored.count, explored.failures) == (6, [])
        assert [row["status"] for row in statuses] == ["read"]
        assert await contradictions(race.monitor) == []


@pytest.mark.parametrize("is_trigger_there", [True, False])
async def test_planted_a_status_set_to_an_old_reading_takes_read_back(
    database_url: str, monkeypatch: pytest.MonkeyPatch, *, is_trigger_there: bool
) -> None:
    """Planted: an free row, and a status set to what one saw; then no trigger behind it, too."""
    monkeypatch.setattr(rows, "_LOCK_ONE", rows._FIND_ONE)  # noqa: SLF001
    monkeypatch.setattr(messages_store, "_MOVE_FORWARD", _SET_STATUS)
    async with _race(database_url, ["one tab", "other tab"]) as race:
        if not is_trigger_there:
            await race.monitor.execute("alter table messages disable trigger user")
        try:
            explored = await race.explore(lambda: _two_tabs(race), _TWO_TABS)
            statuses = await race.monitor.fetch(_STATUSES)
        finally:
            await race.monitor.execute("alter table messages enable trigger user")

    refused = [type(one).__name__ for one in explored.failures]
    assert ("CheckViolationError" in refused) is is_trigger_there
    assert ({row["status"] for row in statuses} == {"read"}) is is_trigger_there


@pytest.mark.parametrize("agent", ["replies", "reads"])
async def test_a_planted_bug_is_found_by_the_recount(
    database_url: str, monkeypatch: pytest.MonkeyPatch, agent: str
) -> None:
    """Planted: the agent's side trusts a copy of the row, read without locking it.

    A reply counts on from that copy. A read mark patches its own columns only, so even then
    it takes nothing back that a message wrote.
    """

    async def works(race: Race) -> Mapping[str, Work]:
        seed = await seed_project(race.monitor)
        conversation_id = await has_conversation(race.sessions["visitor"].database, seed)
        return {
            "visitor": writes(seed.ada, "second"),
            "agent": replies(seed, conversation_id, "answer")
            if agent == "replies"
            else _reads(seed, conversation_id, up_to_seq=1),
        }

    monkeypatch.setattr(rows, "_LOCK_ONE", rows._FIND_ONE)  # noqa: SLF001
    explored = await _explore(database_url, works, {"visitor": 4, "agent": 2})

    assert explored.count == 15
    assert (explored.broken != []) is (agent == "replies")


_TWO_TABS = {"one tab": 2, "other tab": 2}
_STATUSES = "select distinct status::text from messages where sender_type = 'agent'"
_SET_STATUS = """
update messages set status = $5::message_status
where project_id = $1 and conversation_id = $2 and seq > $3 and seq <= $4
  and (sender_type = 'visitor') = $6
"""


@dataclass(frozen=True)
class _Outcome:
    count: int
    broken: list[str]


def _race(database_url: str, names: Iterable[str]) -> Any:  # noqa: ANN401 - a context manager
    return open_race(database_url, list(names), _POINTS)


async def _explore(
    database_url: str,
    works: Callable[[Race], Awaitable[Mapping[str, Work]]],
    steps: Mapping[str, int],
) -> _Outcome:
    async with _race(database_url, steps) as race:
        explored = await race.explore(lambda: works(race), steps)
        failed = [type(one).__name__ for one in explored.failures]
        return _Outcome(explored.count, [*failed, *await contradictions(race.monitor)])


async def _two_tabs(race: Race) -> Mapping[str, Work]:
    seed = await seed_project(race.monitor)
    database = race.sessions["one tab"].database
    conversation_id = await has_conversation(database, seed)
    await replies(seed, conversation_id, "answer")(database)
    return {
        "one tab": _receives(seed, conversation_id, "delivered"),
        "other tab": _receives(seed, conversation_id, "read"),
    }


def _reads(seed: Seed, conversation_id: int, *, up_to_seq: int) -> Work:
    async def work(database: Database) -> None:
        async with database.transaction() as tx:
            found = await access.lock_for_posting(
                tx, seed.project_id, ConversationId(conversation_id)
            )
            await pause_point("test.marked")
            await conversations.mark_read_by_agent(tx, found, up_to_seq, messages)

    return work


def _receives(seed: Seed, conversation_id: int, mark: Literal["delivered", "read"]) -> Work:
    async def work(database: Database) -> None:
        async with database.transaction() as tx:
            await conversations.mark_received_by_visitor(
                tx, seed.project_id, ConversationId(conversation_id), 2, mark
            )
            await pause_point("test.marked")

    return work
