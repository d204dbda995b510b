"""How the installation as a whole is doing, asked of PostgreSQL and Redis when somebody looks."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from frontdesk.entrypoints.metrics.exposition import Gauge
from frontdesk.infra.consumers import consumer_states
from frontdesk.infra.database import AWAY
from frontdesk.infra.deliveries import delivery_states
from frontdesk.infra.ingest.counts import count_entries
from frontdesk.infra.redis.link import AWAY as REDIS_AWAY

if TYPE_CHECKING:
    from collections.abc import Sequence

    import asyncpg

    from frontdesk.infra.database import Database
    from frontdesk.infra.redis import RedisLink

_LOOK_SECONDS = 5.0

_OUTBOX = """
select count(*) as entries,
       coalesce(extract(epoch from clock_timestamp() - min(created_at)), 0)::float8 as age
from outbox
"""
_JOBS = """
select entrypoint as kind, count(*) filter (where status = 'queued') as queued,
       count(*) filter (where status = 'picked') as taken,
       count(*) filter (where status = 'failed') as held,
       coalesce(extract(epoch from clock_timestamp()
           - min(execute_after) filter (where status = 'queued')), 0)::float8 as overdue
from pgqueuer group by entrypoint
"""


@dataclass(frozen=True)
class InstallationMetrics:
    """The servers to ask."""

    database: Database
    link: RedisLink
    shards: int

    async def look(self) -> list[Gauge]:
        """Ask both; what is away is said to be, and nothing of what it would have known."""
        database, redis = await asyncio.gather(self._database(), self._redis())
        up = {"postgresql": float(bool(database)), "redis": float(bool(redis))}
        return [Gauge("frontdesk_up", "Whether a server answers.", up, "server"), *database, *redis]

    async def _database(self) -> list[Gauge]:
        try:
            async with (
                asyncio.timeout(_LOOK_SECONDS),
                self.database.connection("frontdesk-metrics") as connection,
            ):
                return await _ask(connection)
        except (*AWAY, TimeoutError):
            return []

    async def _redis(self) -> list[Gauge]:
        try:
            async with asyncio.timeout(_LOOK_SECONDS):
                counts = await count_entries(self.link, self.shards)
        except (*REDIS_AWAY, TimeoutError):
            return []
        return [
            _one("frontdesk_ingest_waiting", "Messages in the streams.", counts.waiting),
            _one("frontdesk_dead_letters", "Messages that could not be stored.", counts.dead),
        ]


async def _ask(connection: asyncpg.Connection[asyncpg.Record]) -> list[Gauge]:
    outbox = await connection.fetchrow(_OUTBOX)
    assert outbox is not None  # noqa: S101 - an aggregate has a row
    return [
        _one("frontdesk_outbox_entries", "Entries nobody has numbered yet.", outbox["entries"]),
        _one("frontdesk_outbox_age_seconds", "How old the oldest of them is.", outbox["age"]),
        *_about_jobs(await connection.fetch(_JOBS)),
        *await _about_consumers(connection),
        *await _about_deliveries(connection),
    ]


def _about_jobs(rows: Sequence[asyncpg.Record]) -> list[Gauge]:
    abouts = {
        "queued": ("frontdesk_jobs_queued", "Jobs that wait, also for their time."),
        "taken": ("frontdesk_jobs_taken", "Jobs that workers are at."),
        "held": ("frontdesk_jobs_given_up", "Jobs that failed for good."),
        "overdue": ("frontdesk_jobs_overdue_seconds", "How late the latest job is."),
    }
    return [
        Gauge(name, said, {row["kind"]: max(0.0, float(row[column])) for row in rows}, "kind")
        for column, (name, said) in abouts.items()
    ]


async def _about_consumers(connection: asyncpg.Connection[asyncpg.Record]) -> list[Gauge]:
    states = await consumer_states(connection)
    lag = {one.name: one.lag_seconds for one in states}
    parked = {one.name: float(one.parked) for one in states}
    return [
        Gauge("frontdesk_feed_lag_seconds", "How far a consumer is behind.", lag, "consumer"),
        Gauge("frontdesk_feed_parked", "Entries a consumer gave up.", parked, "consumer"),
    ]


async def _about_deliveries(connection: asyncpg.Connection[asyncpg.Record]) -> list[Gauge]:
    states = await delivery_states(connection)
    overdue = {one.sender: one.overdue_seconds for one in states}
    given_up = {one.sender: float(one.given_up_today) for one in states}
    return [
        Gauge("frontdesk_deliveries_overdue_seconds", "How late the latest is.", overdue, "sender"),
        Gauge("frontdesk_deliveries_given_up", "Given up in a day.", given_up, "sender"),
    ]


def _one(name: str, said: str, number: float) -> Gauge:
    return Gauge(name, said, {"": float(number)})
