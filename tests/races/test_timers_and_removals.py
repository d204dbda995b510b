"""R26, R28, R36, R44: timers, sweeps and removals meet people, in every order there is."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager

import asyncpg
import pytest

from frontdesk.features.conversations.store import rows
from frontdesk.features.projects import store as projects_store
from frontdesk.features.routing.actions import give
from frontdesk.kit.errors import Conflict, Invalid, NotFound
from tests.races.agents import (
    add_agent,
    claims,
    fall_silent,
    hands_over,
    lets_rest,
    releases,
    removes,
    sweeps,
    takes_next,
)
from tests.races.holders import HELD_BY_NOBODY, NOT_QUEUED
from tests.races.recount import contradictions
from tests.races.schedules import Explored, Race, Work, open_race
from tests.races.seeds import Seed, has_conversation, replies, seed_project, writes

_POINTS = (
    "messages.visitors_held",
    "messages.inserted",
    "messages.before_commit",
    "messages.reply_locked",
    "messages.reply_written",
    "conversations.claim_locked",
    "routing.timer_locked",
    "routing.member_held",
    "routing.give_locked",
    "test.before_commit",
)


async def test_a_message_that_meets_its_timer_always_ends_open(database_url: str) -> None:
    async with _race(database_url, "visitor timer") as race:
        explored = await race.explore(lambda: _message_and_timer(race), {"visitor": 4, "timer": 3})

        assert (explored.count, explored.failures) == (35, [])
        assert await race.monitor.fetch(_RESTS_UNANSWERED) == []
        assert await race.monitor.fetch(_NOT_TOLD_ONCE) == []
        assert await contradictions(race.monitor) == []


async def test_a_timer_run_twice_acts_once(database_url: str) -> None:
    async def works(race: Race) -> Mapping[str, Work]:
        seed, chat, reply = await _answered_long_ago(race)
        rest = lets_rest(seed.project_id, chat, reply)
        return {"one worker": rest, "other worker": rest}

    async with open_race(database_url, ["one worker", "other worker"], _POINTS) as race:
        explored = await race.explore(lambda: works(race), {"one worker": 3, "other worker": 3})

        assert (explored.count, explored.failures) == (20, [])
        assert {sum(one.values()) for one in explored.results} == {1}
        assert await race.monitor.fetch(_NOT_TOLD_ONCE) == []
        assert await contradictions(race.monitor) == []


async def test_two_sweeps_put_a_chat_back_once(database_url: str) -> None:
    async with open_race(database_url, ["one worker", "other worker"], _POINTS) as race:
        explored = await race.explore(
            lambda: _two_sweeps(race), {"one worker": 3, "other worker": 3}
        )

        assert (explored.count, explored.failures) == (20, [])
        assert {sum(one.values()) for one in explored.results} == {1}
        assert await race.monitor.fetch(_NOT_PUT_BACK_ONCE) == []
        assert await contradictions(race.monitor) == []


async def test_a_reply_that_meets_a_sweep_is_stored_and_the_chat_is_not_lost(
    database_url: str,
) -> None:
    async def works(race: Race) -> Mapping[str, Work]:
        seed, chat = await _held_by_silent_grace(race)
        return {
            "grace": replies(seed, chat, "answer"),
            "sweep": sweeps(seed.project_id, chat),
        }

    async with _race(database_url, "grace sweep") as race:
        explored = await race.explore(lambda: works(race), {"grace": 4, "sweep": 3})

        assert (explored.count, explored.failures) == (35, [])
        assert await contradictions(race.monitor) == []


@pytest.mark.parametrize("how", ["claims", "takes next", "is handed one"])
async def test_nobody_removed_has_a_chat(database_url: str, how: str) -> None:
    async with _race(database_url, "agent owner") as race:
        explored = await race.explore(lambda: _removal_and(race, how), {"agent": 4, "owner": 2})

        assert explored.count == 15
        assert _kinds(explored) <= {NotFound, Conflict, Invalid}
        assert await race.monitor.fetch(HELD_BY_NOBODY) == []
        assert await race.monitor.fetch(NOT_QUEUED) == []
        assert await contradictions(race.monitor) == []


async def test_who_give_chats_to_each_other_do_not_lock_up(database_url: str) -> None:
    async with _race(database_url, "grace alan") as race:
        explored = await race.explore(lambda: _to_each_other(race), {"grace": 5, "alan": 5})

        assert (explored.count, explored.failures) == (252, [])
        assert await contradictions(race.monitor) == []


async def test_removals_releases_and_hand_overs_do_not_lock_up(database_url: str) -> None:
    async def works(race: Race) -> Mapping[str, Work]:
        seed, chat, alan, owner = await _held_by_grace(race)
        return {
            "grace": hands_over(seed.project_id, seed.grace.id, chat, alan),
            "owner": removes(seed.project_id, owner, alan),
            "visitor": writes(seed.ada, "second"),
        }

    async with _race(database_url, "grace owner visitor") as race:
        explored = await race.explore(lambda: works(race), {"grace": 3, "owner": 2, "visitor": 2})

        assert explored.count == 210
        assert _kinds(explored) <= {NotFound, Invalid}
        assert await race.monitor.fetch(HELD_BY_NOBODY) == []
        assert await contradictions(race.monitor) == []


async def test_planted_a_timer_that_reads_without_holding_lets_an_unanswered_chat_rest(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "_LOCK_ONE", rows._FIND_ONE)  # noqa: SLF001
    async with _race(database_url, "visitor timer") as race:
        explored = await race.explore(lambda: _message_and_timer(race), {"visitor": 4, "timer": 3})

        resting = await race.monitor.fetch(_RESTS_UNANSWERED)
        assert resting or explored.failures


async def test_planted_sweeps_that_read_without_holding_put_it_back_twice(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "_LOCK_ONE", rows._FIND_ONE)  # noqa: SLF001
    async with open_race(database_url, ["one worker", "other worker"], _POINTS) as race:
        explored = await race.explore(
            lambda: _two_sweeps(race), {"one worker": 3, "other worker": 3}
        )

        assert explored.failures or await race.monitor.fetch(_NOT_PUT_BACK_ONCE)


async def test_planted_a_taker_who_is_not_held_meets_the_foreign_key(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(projects_store, "lock_member_alone", projects_store.find_member)
    async with _race(database_url, "agent owner") as race:
        explored = await race.explore(
            lambda: _removal_and(race, "claims"), {"agent": 4, "owner": 2}
        )

        assert asyncpg.ForeignKeyViolationError in _kinds(explored)


async def test_planted_members_held_in_the_order_of_speech_lock_up(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(give, "sorted", list, raising=False)
    async with _race(database_url, "grace alan") as race:
        order = ["grace", "alan", "grace", "alan"]
        works = await _to_each_other(race)
        result = await race.run(works, order)

        assert asyncpg.DeadlockDetectedError in {type(one) for one in result.values()}


def _race(database_url: str, names: str) -> AbstractAsyncContextManager[Race]:
    return open_race(database_url, names.split(), _POINTS)


def _kinds(explored: Explored) -> set[type]:
    return {
        next((kind for kind in (Conflict, Invalid) if isinstance(one, kind)), type(one))
        for one in explored.failures
    }


async def _message_and_timer(race: Race) -> Mapping[str, Work]:
    seed, chat, reply = await _answered_long_ago(race)
    return {
        "visitor": writes(seed.ada, "second"),
        "timer": lets_rest(seed.project_id, chat, reply),
    }


async def _two_sweeps(race: Race) -> Mapping[str, Work]:
    seed, chat = await _held_by_silent_grace(race)
    sweep = sweeps(seed.project_id, chat)
    return {"one worker": sweep, "other worker": sweep}


async def _removal_and(race: Race, how: str) -> Mapping[str, Work]:
    seed, chat, alan, owner = await _held_by_grace(race)
    project = seed.project_id
    if how != "is handed one":
        await releases(project, seed.grace.id, chat)(race.sessions["agent"].database)
    works = {
        "claims": claims(project, alan, chat),
        "takes next": takes_next(project, alan),
        "is handed one": hands_over(project, seed.grace.id, chat, alan),
    }
    return {"agent": works[how], "owner": removes(project, owner, alan)}


async def _to_each_other(race: Race) -> Mapping[str, Work]:
    seed, chat, alan, _ = await _held_by_grace(race)
    project, database = seed.project_id, race.sessions["grace"].database
    eve = type(seed.ada)(project, "eve", f"the-key-of-eve-in-{project}")
    await writes(eve, "hello")(database)
    other = await race.monitor.fetchval(_NEWEST, project)
    await claims(project, alan, other)(database)
    return {
        "grace": hands_over(project, seed.grace.id, chat, alan),
        "alan": hands_over(project, alan, other, seed.grace.id),
    }


async def _held_by_grace(race: Race) -> tuple[Seed, int, int, int]:
    seed = await seed_project(race.monitor)
    database = next(iter(race.sessions.values())).database
    chat = await has_conversation(database, seed)
    alan = await add_agent(race.monitor, seed.project_id, "Alan")
    owner = await add_agent(race.monitor, seed.project_id, "Olivia", "owner")
    await race.monitor.execute(_GRACE_IS_HERE, seed.project_id, seed.grace.id)
    await claims(seed.project_id, seed.grace.id, chat)(database)
    return seed, chat, alan, owner


async def _held_by_silent_grace(race: Race) -> tuple[Seed, int]:
    seed, chat, _, _ = await _held_by_grace(race)
    await fall_silent(race.monitor, seed.project_id, seed.grace.id)
    return seed, chat


async def _answered_long_ago(race: Race) -> tuple[Seed, int, int]:
    seed, chat, _, _ = await _held_by_grace(race)
    database = next(iter(race.sessions.values())).database
    reply = await replies(seed, chat, "answer")(database)
    await race.monitor.execute(_LONG_AGO, chat)
    return seed, chat, reply.id


_GRACE_IS_HERE = """
insert into agent_presence (project_id, user_id, state) values ($1, $2, 'available')
on conflict do nothing
"""
_LONG_AGO = """
update conversations set agent_replied_at = agent_replied_at - interval '1 hour' where id = $1
"""
_NEWEST = "select max(id) from conversations where project_id = $1"
_RESTS_UNANSWERED = """
select c.id from conversations c join messages m on m.project_id = c.project_id
    and m.conversation_id = c.id and m.seq = c.last_seq
where c.status = 'pending' and m.sender_type = 'visitor'
"""
# As often as it turned pending, members were told; and at most once.
_NOT_TOLD_ONCE = """
select c.id from conversations c
where (select count(*) from outbox o where o.event = 'automation.triggered'
       and (o.payload ->> 'conversationId')::bigint = c.id)
   is distinct from (select count(*) from conversation_events e
       where e.conversation_id = c.id and e.kind = 'auto_pending')
   or (select count(*) from conversation_events e
       where e.conversation_id = c.id and e.kind = 'auto_pending') > 1
"""
_NOT_PUT_BACK_ONCE = """
select c.id from conversations c
where c.tries <> 1 or c.chat_state <> 'waiting_assignment'
   or (select count(*) from conversation_events e
       where e.conversation_id = c.id and e.kind = 'offline') <> 1
   or (select count(*) from assignments a where a.conversation_id = c.id) <> 1
"""
