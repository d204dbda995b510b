"""Fifty agents who ask for the next chat, as fast as they can, of a short queue and a long one.

What is measured is the claim itself: the transaction behind `POST /queue/next`, with its
hold, its history, its timer and its announcement. Capacity is off.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import asyncpg

from bench.figures import Figure, percentile
from frontdesk.entrypoints.wiring import WIRING
from frontdesk.features.routing import actions
from frontdesk.infra.database import Database
from frontdesk.kit.ids import ProjectId, UserId

if TYPE_CHECKING:
    from bench.server import BenchServer

PART = "queue/next, 50 agents at once, 100,000 waiting"
SHORT, LONG = 1_000, 100_000
AGENTS = 50
# As many as a web process has.
_CONNECTIONS = 10


async def measure(server: BenchServer, seconds: float) -> list[Figure]:
    """Claim most of a short queue, then as long as asked from a long one."""
    server.stop_processes()
    short, _ = await _claims(server, SHORT, SHORT * 9 // 10, seconds)
    long, per_second = await _claims(server, LONG, LONG, seconds)
    growth = percentile(long, 95) / percentile(short, 95)
    return [
        Figure(PART, "claims", per_second, "/s", 500, "more"),
        Figure(PART, "claim, p50", percentile(long, 50), "ms"),
        Figure(PART, "claim, p95", percentile(long, 95), "ms"),
        Figure(PART, "p95, times that of 1,000 waiting", growth, "", 1.5),
    ]


async def _claims(
    server: BenchServer, waiting: int, at_most: int, seconds: float
) -> tuple[list[float], float]:
    """Let all agents take one after another; return each wait in ms, and claims per second."""
    project_id, agents = await _seed(server.database_url, waiting)
    database = Database(server.database_url, WIRING, max_connections=_CONNECTIONS)
    await database.open("bench")
    clock = time.perf_counter
    began = clock()
    waits: list[float] = []

    async def take_one_after_another(agent_id: UserId) -> None:
        while len(waits) < at_most and clock() - began < seconds:
            asked = clock()
            async with database.transaction() as tx:
                taken = await actions.take_next(tx, agent_id, project_id)
            waits.append((clock() - asked) * 1_000)
            if taken is None:
                return

    await asyncio.gather(*(take_one_after_another(one) for one in agents))
    took = clock() - began
    await database.close()
    return waits, len(waits) / took


async def _seed(database_url: str, waiting: int) -> tuple[ProjectId, list[UserId]]:
    connection = await asyncpg.connect(database_url)
    project_id = await connection.fetchval(_PROJECT)
    rows = await connection.fetch(_AGENTS, project_id, AGENTS)
    await connection.execute(_WAITING, project_id, waiting)
    await connection.execute("vacuum analyze conversations")
    await connection.execute("vacuum analyze visitors")
    await connection.close()
    return ProjectId(project_id), [UserId(row["user_id"]) for row in rows]


_PROJECT = """
insert into projects (name, persona_name, agent_capacity) values ('Queue', 'Bench', 1000)
returning id
"""
_AGENTS = """
with people as (
    insert into users (email, name, password_hash)
    select 'agent' || n || '@' || $1::bigint || '.test', 'Agent ' || n, '-'
    from generate_series(1, $2::int) n returning id
), places as (
    insert into members (project_id, user_id, role) select $1, id, 'agent' from people
    returning user_id
)
select user_id from places
"""
_WAITING = """
with written as (
    insert into visitors (project_id, uid, token_key)
    select $1, 'visitor-' || n, 'the-key-of-visitor-' || n from generate_series(1, $2::int) n
    returning id
)
insert into conversations (project_id, visitor_id, waiting_since, queued_at, last_message_at,
                           last_seq, customer_count, priority)
select $1, id, now() - make_interval(secs => $2 - row_number() over ()), now(), now(), 1, 1,
       (array['urgent', 'high', 'normal', 'low'])[1 + (id % 4)]
from written
"""
