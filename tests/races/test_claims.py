"""R4, R43: agents who want the same chat, and an agent who wants more than they may have."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import asyncpg
import pytest

from frontdesk.entrypoints.wiring import WIRING
from frontdesk.features.conversations import AtCapacity
from frontdesk.features.conversations.model.conversation import Conversation
from frontdesk.features.conversations.model.transitions import HeldByAnother
from frontdesk.features.conversations.store import rows
from frontdesk.features.projects import store as projects_store
from frontdesk.infra.database import Database
from frontdesk.infra.pause_points import set_gate
from tests.patience import PATIENCE_SECONDS
from tests.races.agents import add_agent, add_waiting, claims, takes_next
from tests.races.recount import contradictions
from tests.races.schedules import Race, Work, open_race
from tests.races.seeds import seed_project

_POINTS = (
    "routing.taker_held",
    "routing.picked",
    "conversations.claim_locked",
    "test.before_commit",
)


@pytest.mark.parametrize(("names", "count"), [("Grace Alan", 6), ("Grace Alan Ivy", 90)])
async def test_of_agents_who_claim_one_chat_one_has_it_and_the_others_hear_who(
    database_url: str, names: str, count: int
) -> None:
    actors = names.split()
    steps = dict.fromkeys(actors, 2)
    async with open_race(database_url, actors, _POINTS) as race:
        explored = await race.explore(lambda: _all_claim(race, actors), steps)

        assert explored.count == count
        for result in explored.results:
            [winner] = [one for one in actors if isinstance(result[one], Conversation)]
            losers = [result[one] for one in actors if one != winner]
            assert {str(one) for one in losers} == {f"{winner} has this chat."}
        assert await race.monitor.fetch(_NOT_ONCE) == []
        assert await contradictions(race.monitor) == []


@pytest.mark.parametrize("claimers", [2, 7, 20, 50])
async def test_fifty_at_once_have_one_winner(database_url: str, claimers: int) -> None:
    async with _opened(database_url, claimers) as (database, connection):
        seed = await seed_project(connection)
        [chat] = await add_waiting(connection, seed.project_id, 1)
        agents = [
            await add_agent(connection, seed.project_id, f"Agent{number}")
            for number in range(claimers)
        ]
        _meet_before("conversations.claim_locked", 1)

        results = await asyncio.gather(
            *(claims(seed.project_id, agent, chat)(database) for agent in agents),
            return_exceptions=True,
        )

        assert sum(isinstance(one, Conversation) for one in results) == 1
        assert sum(isinstance(one, HeldByAnother) for one in results) == claimers - 1
        assert await connection.fetch(_NOT_ONCE) == []


@pytest.mark.parametrize("waiting", [0, 10, 50, 60])
async def test_fifty_who_ask_for_the_next_get_one_each_in_order_and_wait_for_nobody(
    database_url: str, waiting: int
) -> None:
    async with _opened(database_url, 50) as (database, connection):
        seed = await seed_project(connection)
        chats = await add_waiting(connection, seed.project_id, waiting)
        agents = [
            await add_agent(connection, seed.project_id, f"Agent{number}") for number in range(50)
        ]
        _meet_before("test.before_commit", min(waiting, 50))

        async with asyncio.timeout(PATIENCE_SECONDS):
            results = await asyncio.gather(
                *(takes_next(seed.project_id, agent)(database) for agent in agents)
            )

        taken = [one.id for one in results if one is not None]
        assert sorted(taken) == chats[:50]
        assert len({one.assignee_id for one in results if one is not None}) == len(taken)
        assert await contradictions(connection) == []


async def test_two_takes_of_one_agent_never_exceed_their_capacity(database_url: str) -> None:
    steps = {"one window": 4, "other window": 4}
    async with open_race(database_url, list(steps), _POINTS) as race:
        explored = await race.explore(lambda: _both_take(race), steps)

        assert explored.count == 70
        outcomes = {
            tuple(sorted(type(one).__name__ for one in r.values())) for r in explored.results
        }
        assert outcomes == {("AtCapacity", "Conversation")}
        assert await race.monitor.fetch(_OVERLOADED) == []


async def test_fifty_takes_of_one_agent_end_at_their_capacity(database_url: str) -> None:
    async with _opened(database_url, 50) as (database, connection):
        seed = await seed_project(connection)
        await add_waiting(connection, seed.project_id, 60)

        results = await asyncio.gather(
            *(takes_next(seed.project_id, seed.grace.id)(database) for _ in range(50)),
            return_exceptions=True,
        )

        assert sum(isinstance(one, Conversation) for one in results) == 5
        assert sum(isinstance(one, AtCapacity) for one in results) == 45
        assert await connection.fetch(_OVERLOADED) == []


async def test_planted_a_claim_that_reads_without_holding_has_two_winners_or_is_refused(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "_LOCK_ONE", rows._FIND_ONE)  # noqa: SLF001
    async with open_race(database_url, ["Grace", "Alan"], _POINTS) as race:
        explored = await race.explore(
            lambda: _all_claim(race, ["Grace", "Alan"]), {"Grace": 2, "Alan": 2}
        )

        assert {type(one) for one in explored.failures} - {HeldByAnother}


@pytest.mark.parametrize("has_trigger", [True, False], ids=["trigger", "nothing"])
async def test_planted_an_agent_who_is_not_held_takes_too_many_or_the_trigger_refuses(
    database_url: str, monkeypatch: pytest.MonkeyPatch, *, has_trigger: bool
) -> None:
    monkeypatch.setattr(projects_store, "lock_member_alone", projects_store.find_member)
    steps = {"one window": 4, "other window": 4}
    async with open_race(database_url, list(steps), _POINTS) as race:
        if not has_trigger:
            await race.monitor.execute(
                "alter table assignments disable trigger assignments_capacity"
            )
        try:
            explored = await race.explore(lambda: _both_take(race), steps)
            overloaded = await race.monitor.fetch(_OVERLOADED)
        finally:
            await race.monitor.execute(
                "alter table assignments enable trigger assignments_capacity"
            )

        refused = [one for one in explored.failures if isinstance(one, asyncpg.CheckViolationError)]
        assert bool(refused) is has_trigger
        assert bool(overloaded) is not has_trigger


async def _all_claim(race: Race, names: list[str]) -> Mapping[str, Work]:
    seed = await seed_project(race.monitor)
    [chat] = await add_waiting(race.monitor, seed.project_id, 1)
    return {
        name: claims(
            seed.project_id,
            seed.grace.id
            if name == "Grace"
            else await add_agent(race.monitor, seed.project_id, name),
            chat,
        )
        for name in names
    }


async def _both_take(race: Race) -> Mapping[str, Work]:
    seed = await seed_project(race.monitor)
    await race.monitor.execute(
        "update projects set agent_capacity = 1 where id = $1", seed.project_id
    )
    await add_waiting(race.monitor, seed.project_id, 3)
    take = takes_next(seed.project_id, seed.grace.id)
    return {"one window": take, "other window": take}


def _meet_before(point: str, count: int) -> None:
    """Let so many come to this point before anybody passes it."""
    arrived, all_here = 0, asyncio.Event()

    async def gate() -> None:
        nonlocal arrived
        arrived += 1
        if arrived >= count:
            all_here.set()
        await all_here.wait()

    set_gate(point, gate)


class _opened:  # noqa: N801 - reads as what it does
    """A pool of so many connections, and one beside it to look with."""

    def __init__(self, url: str, connections: int) -> None:
        self._url = url
        self._database = Database(url, WIRING, max_connections=connections)

    async def __aenter__(self) -> tuple[Database, asyncpg.Connection[asyncpg.Record]]:
        await self._database.open("race")
        self._connection = await asyncpg.connect(self._url)
        return self._database, self._connection

    async def __aexit__(self, *_: object) -> None:
        await self._connection.close()
        await self._database.close()


_LAST_HELD = "update conversations set last_assignee_id = $2, tries = $3 where id = $1"
_TRIGGER = "alter table assignments {} trigger assignments_capacity"
_ONE_EACH = "update projects set agent_capacity = 1 where id = $1"
# Every chat claimed has one hold, one new version and one announcement.
_NOT_ONCE = """
select c.id from conversations c
where (select count(*) from assignments a where a.conversation_id = c.id) <> 1
   or (select count(*) from conversation_events e
       where e.conversation_id = c.id and e.kind = 'claimed') <> 1
   or (select count(*) from outbox o where o.event = 'conversationUpdated'
       and (o.payload ->> 'conversationId')::bigint = c.id) <> 1
"""
_OVERLOADED = """
select c.project_id, c.assignee_id from conversations c
join projects p on p.id = c.project_id where c.chat_state = 'assigned'
group by 1, 2, p.agent_capacity having count(*) > p.agent_capacity
"""
