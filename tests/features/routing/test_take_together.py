"""Agents who ask at the same moment: one round, at the cost of a few statements for all."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import asyncpg

from frontdesk.entrypoints.wiring import WIRING
from frontdesk.features.routing import actions
from frontdesk.features.routing.http import desk as desks
from frontdesk.infra.database import Database
from frontdesk.kit.ids import ProjectId, UserId
from tests.races.agents import add_agent, add_waiting
from tests.races.scene import set_scene

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    import pytest
    from asyncpg.connection import LoggedQuery

    from frontdesk.infra.database import Transaction


async def test_a_large_round_takes_no_more_statements_than_a_small_one(database_url: str) -> None:
    async with _office(database_url, agents=30) as office:
        # The first round also asks the server about its types.
        await office.statements_of_round(2)

        small = await office.statements_of_round(3)
        large = await office.statements_of_round(30)

        assert await office.held() == 35
        assert large == small


async def test_every_hold_of_a_round_has_a_timer_of_its_own(database_url: str) -> None:
    async with _office(database_url, agents=4) as office:
        await office.statements_of_round(4)

        armed = await office.monitor.fetch(_ARMED)
        due = [json.loads(row["payload"]) for row in armed]
        timers = {(one["conversation_id"], one["agent_id"]) for one in due}
        holds = await office.monitor.fetch(_HOLDS)
        assert len(armed) == 4
        assert timers == {(row["id"], row["assignee_id"]) for row in holds}
        assert {row["minutes"] for row in armed} == {5}


async def test_no_hold_has_a_timer_where_the_project_wants_none(database_url: str) -> None:
    async with _office(database_url, agents=4) as office:
        await office.monitor.execute("update projects set first_reply_minutes = 0")

        await office.statements_of_round(4)

        assert await office.held() == 4
        assert await office.monitor.fetch(_ARMED) == []


async def test_whoever_asks_in_the_same_moment_is_in_the_same_round(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rounds: list[int] = []

    async def take_together(
        tx: Transaction, agent_ids: Sequence[UserId], project_id: ProjectId
    ) -> object:
        rounds.append(len(agent_ids))
        return await actions.take_together(tx, agent_ids, project_id)

    async with _office(database_url, agents=9) as office:
        monkeypatch.setattr(desks, "actions", _Replaced(take_together))
        desk = desks.NextDesk(office.database)

        await asyncio.gather(*(desk.take_next(one, office.project_id) for one in office.agents))

        assert rounds == [9]
        assert await office.held() == 9


async def test_a_hold_is_looked_for_by_its_chat_before_the_tables_have_statistics(
    database_url: str,
) -> None:
    async with _office(database_url, agents=1) as office:
        await office.monitor.execute(_NEW_TABLE)
        await office.monitor.execute(_LOOK_FOR_HOLD)
        await office.monitor.execute("set plan_cache_mode = force_generic_plan")

        plan = await office.monitor.fetchval("explain (format json) execute hold (1, 1)")

        assert "conversation_id" in json.loads(plan)[0]["Plan"]["Index Cond"]


class _Replaced:
    """The verbs of routing, with one of them watched."""

    AskAlone = actions.AskAlone
    take_next = staticmethod(actions.take_next)

    def __init__(self, take_together: object) -> None:
        self.take_together = take_together


class _Office:
    """A project with agents and a queue, where statements are counted."""

    def __init__(
        self,
        database: Database,
        monitor: asyncpg.Connection[asyncpg.Record],
        project_id: ProjectId,
        agents: list[UserId],
    ) -> None:
        self.database = database
        self.monitor = monitor
        self.project_id = project_id
        self.agents = agents

    async def statements_of_round(self, size: int) -> int:
        """Let so many agents take a chat each in one round; count what PostgreSQL was told."""
        told: list[str] = []

        def note(record: LoggedQuery) -> None:
            told.append(record.query)

        async with self.database.transaction() as tx:
            connection = tx._connection  # noqa: SLF001 - to count what passes
            connection.add_query_logger(note)
            await actions.take_together(tx, self.agents[:size], self.project_id)
            connection.remove_query_logger(note)
        return len(told)

    async def held(self) -> int:
        return len(await self.monitor.fetch(_HOLDS))


@asynccontextmanager
async def _office(url: str, *, agents: int) -> AsyncIterator[_Office]:
    database = Database(url, WIRING, max_connections=1)
    await database.open("test")
    monitor = await asyncpg.connect(url)
    scene = await set_scene(monitor)
    await add_waiting(monitor, scene.project_id, agents * 2)
    ids = [await add_agent(monitor, scene.project_id, f"Agent{one}") for one in range(agents)]
    try:
        yield _Office(database, monitor, ProjectId(scene.project_id), ids)
    finally:
        await monitor.close()
        await database.close()


_HOLDS = "select id, assignee_id from conversations where chat_state = 'assigned'"
_ARMED = """
select convert_from(payload, 'UTF8') as payload,
       round(extract(epoch from execute_after - created) / 60)::int as minutes
from pgqueuer where entrypoint = 'routing.first_reply_due'
"""
# Other tests' rows have left statistics behind on the table itself.
_NEW_TABLE = "create temporary table fresh (like assignments including all)"
# As the triggers look for it that compare the two ways in which a holder is written down.
_LOOK_FOR_HOLD = """
prepare hold (bigint, bigint) as
select agent_id from fresh
where project_id = $1 and conversation_id = $2 and released_at is null
"""
