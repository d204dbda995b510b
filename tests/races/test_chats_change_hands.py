"""R25, R27: a chat is closed or given away while somebody writes into it.

Whatever the order, the message is either stored where it belongs or refused with its
text kept, and owner and state never come from two different decisions.
"""

from __future__ import annotations

from collections.abc import Mapping

import asyncpg
import pytest

from frontdesk.features import messages, visitors
from frontdesk.features.accounts.model import User
from frontdesk.features.conversations import access, actions
from frontdesk.features.conversations.model.transitions import Finished, Giving, HeldByAnother
from frontdesk.features.conversations.store import rows
from frontdesk.features.conversations.wire import Status
from frontdesk.features.routing.actions import claim_chat
from frontdesk.infra.database import Database
from frontdesk.infra.pause_points import pause_point
from frontdesk.kit.ids import ConversationId, UserId
from tests.races.recount import contradictions
from tests.races.schedules import Race, Work, open_race
from tests.races.seeds import Seed, has_conversation, replies, seed_project, writes

_POINTS = (
    "messages.visitors_held",
    "messages.inserted",
    "messages.before_commit",
    "messages.reply_locked",
    "messages.reply_written",
    "test.given",
    "test.closed",
)


@pytest.mark.parametrize("status", ["solved", "spam"])
@pytest.mark.parametrize("history", ["limit_to_active", "forever"])
async def test_a_message_that_meets_a_close_is_stored_by_the_rule(
    database_url: str, status: Status, history: str
) -> None:
    names = {"visitor": 4, "agent": 2}
    async with open_race(database_url, list(names), _POINTS) as race:
        explored = await race.explore(lambda: _meet_a_close(race, status, history), names)
        lost = await race.monitor.fetch(_SOLVED_WITH_UNANSWERED)

        assert (explored.count, explored.failures) == (15, [])
        assert await contradictions(race.monitor) == []
        assert lost == []


async def test_a_planted_close_over_a_message_is_seen(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Planted: who closes trusts a copy of the row, and holds neither it nor the visitor's."""

    async def lock_nobody(*_: object) -> None:
        return

    monkeypatch.setattr(visitors, "lock_by_id", lock_nobody)
    monkeypatch.setattr(rows, "_LOCK_ONE", rows._FIND_ONE)  # noqa: SLF001
    names = {"visitor": 4, "agent": 2}
    async with open_race(database_url, list(names), _POINTS) as race:
        explored = await race.explore(lambda: _meet_a_close(race, "solved", "forever"), names)
        lost = await race.monitor.fetch(_SOLVED_WITH_UNANSWERED)

        assert explored.count == 15
        assert lost != []
        # The counters are not among what a close changes, so it cannot take them back.
        assert "counters that differ" not in str(await contradictions(race.monitor))


async def test_a_reply_that_meets_a_reassignment_is_stored_before_it_or_refused(
    database_url: str,
) -> None:
    async def works(race: Race) -> Mapping[str, Work]:
        seed, alan = await _held_by_grace(race)
        chat = await race.monitor.fetchval(
            "select id from conversations where project_id = $1", seed.project_id
        )
        return {
            "grace": replies(seed, chat, "answer"),
            "manager": _gives(seed, chat, alan),
        }

    names = {"grace": 4, "manager": 2}
    async with open_race(database_url, list(names), _POINTS) as race:
        explored = await race.explore(lambda: works(race), names)

        assert explored.count == 15
        assert {type(one) for one in explored.failures} == {HeldByAnother}
        assert await race.monitor.fetch(_MIXED) == []


async def test_a_reply_that_meets_a_close_is_stored_before_it_or_refused(
    database_url: str,
) -> None:
    async def works(race: Race) -> Mapping[str, Work]:
        seed, _ = await _held_by_grace(race)
        chat = await race.monitor.fetchval(
            "select id from conversations where project_id = $1", seed.project_id
        )
        return {"grace": replies(seed, chat, "answer"), "alan": _closes(seed, chat, "solved")}

    names = {"grace": 4, "alan": 2}
    async with open_race(database_url, list(names), _POINTS) as race:
        explored = await race.explore(lambda: works(race), names)

        assert {type(one) for one in explored.failures} == {Finished}
        assert await contradictions(race.monitor) == []


async def test_a_planted_bug_mixes_two_decisions(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Planted: who gives the chat away trusts a copy of the row, read without locking it."""

    async def works(race: Race) -> Mapping[str, Work]:
        seed, alan = await _held_by_grace(race)
        chat = await race.monitor.fetchval(
            "select id from conversations where project_id = $1", seed.project_id
        )
        return {"grace": replies(seed, chat, "answer"), "manager": _gives(seed, chat, alan)}

    monkeypatch.setattr(rows, "_LOCK_ONE", rows._FIND_ONE)  # noqa: SLF001
    names = {"grace": 4, "manager": 2}
    async with open_race(database_url, list(names), _POINTS) as race:
        explored = await race.explore(lambda: works(race), names)
        mixed = await race.monitor.fetch(_MIXED)
        unbalanced = await contradictions(race.monitor)

        # The planted bug shows in the books, or the triggers refuse what it would do.
        refused = [one for one in explored.failures if isinstance(one, asyncpg.PostgresError)]
        assert mixed or unbalanced or refused


async def _meet_a_close(race: Race, status: Status, history: str) -> Mapping[str, Work]:
    seed = await seed_project(race.monitor)
    await race.monitor.execute(
        "update projects set history_visibility = $2 where id = $1", seed.project_id, history
    )
    chat = await has_conversation(race.sessions["visitor"].database, seed)
    return {"visitor": writes(seed.ada, "second"), "agent": _closes(seed, chat, status)}


async def _held_by_grace(race: Race) -> tuple[Seed, UserId]:
    seed = await seed_project(race.monitor)
    database = next(iter(race.sessions.values())).database
    chat = await has_conversation(database, seed)
    alan = UserId(await race.monitor.fetchval(_ALAN, f"alan{seed.project_id}@demo.test"))
    await race.monitor.execute(_MEMBER, seed.project_id, alan)
    await _takes(database, seed, chat, seed.grace)
    return seed, alan


async def _takes(database: Database, seed: Seed, chat: int, agent: User) -> None:
    async with database.transaction() as tx:
        await claim_chat(tx, UserId(agent.id), seed.project_id, ConversationId(chat))


def _gives(seed: Seed, chat: int, to: UserId) -> Work:
    async def work(database: Database) -> None:
        async with database.transaction() as tx:
            await actions.lock_assignee(tx, seed.project_id, to)
            held = await access.lock_for_posting(tx, seed.project_id, ConversationId(chat))
            await pause_point("test.given")
            await actions.assign_chat(tx, UserId(seed.grace.id), held, Giving(to, "reassigned"))

    return work


def _closes(seed: Seed, chat: int, status: Status) -> Work:
    async def work(database: Database) -> None:
        async with database.transaction() as tx:
            held = await access.lock_for_change(tx, seed.project_id, ConversationId(chat))
            await pause_point("test.closed")
            await actions.set_status(tx, UserId(seed.grace.id), held, status, messages)

    return work


_ALAN = "insert into users (email, name, password_hash) values ($1, 'Alan', '-') returning id"
_MEMBER = "insert into members (project_id, user_id, role) values ($1, $2, 'agent')"

# A visitor's message behind the moment of closing, in a conversation that stayed solved. It
# is asked of the messages: who overwrites a conversation overwrites its last number as well.
_SOLVED_WITH_UNANSWERED = """
select distinct c.id from conversations c
join conversation_events e on e.project_id = c.project_id and e.conversation_id = c.id
    and e.kind = 'status_solved'
join messages m on m.project_id = c.project_id and m.conversation_id = c.id
where c.status = 'solved' and m.seq > e.after_seq and m.sender_type = 'visitor'
"""

# Either Grace answered first, and Alan has a chat that waits for nobody; or Alan has it
# and nothing of Grace's is in it. She never answers in Alan's chats.
_MIXED = """
select c.id, c.chat_state, c.assignee_id, m.sender_id
from conversations c
join users u on u.id = c.assignee_id
left join messages m on m.project_id = c.project_id and m.conversation_id = c.id
    and m.sender_type = 'agent'
join assignments a on a.project_id = c.project_id and a.conversation_id = c.id
    and a.released_at is null
where u.name <> 'Alan' or c.chat_state <> 'assigned' or a.agent_id <> c.assignee_id
   or m.created_at > a.assigned_at
"""
