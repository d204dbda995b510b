"""Whether the installation is well."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from litestar import Response, get

from frontdesk.infra.database import AWAY
from frontdesk.infra.http import Inject
from frontdesk.infra.http.openapi import also_answers
from frontdesk.infra.ingest.counts import has_readers
from frontdesk.infra.redis.link import AWAY as REDIS_AWAY
from frontdesk.kit.wire import Wire

if TYPE_CHECKING:
    from frontdesk.infra.database import Database
    from frontdesk.infra.redis import RedisLink

_UNAVAILABLE = 503
# A standby that was not promoted, or a server whose operator stopped the writing. Our own
# transaction is read-only in any case.
_IS_READ_ONLY = """
select pg_is_in_recovery() or current_setting('default_transaction_read_only')::boolean
"""


class HealthWire(Wire):
    """`GET /health/ready`.

    `degraded` means that messages are stored, and that people hear of them later or slower:
    Redis is away, or no worker reads some of what comes in. `unavailable` means that nothing
    can be stored. Whether there are workers is `unknown` without Redis.
    """

    status: Literal["ok", "degraded", "unavailable"]
    database: Literal["ok", "away", "not_migrated", "read_only"]
    redis: Literal["ok", "away"]
    workers: Literal["ok", "missing", "unknown"]


class LiveWire(Wire):
    """`GET /health/live`."""

    status: Literal["ok"] = "ok"


@dataclass(frozen=True)
class Health:
    """Asks the servers behind this process."""

    database: Database
    link: RedisLink
    shards: int

    async def look(self) -> HealthWire:
        """Ask both servers."""
        database = await self._database()
        redis: Literal["ok", "away"] = "ok" if await self.link.probe() else "away"
        workers = await self._workers() if redis == "ok" else "unknown"
        is_whole = redis == "ok" and workers == "ok"
        status: Literal["ok", "degraded", "unavailable"] = "ok" if is_whole else "degraded"
        if database != "ok":
            status = "unavailable"
        return HealthWire(status=status, database=database, redis=redis, workers=workers)

    async def _database(self) -> Literal["ok", "away", "not_migrated", "read_only"]:
        try:
            async with self.database.snapshot() as tx:
                table = await tx.fetch_value("select to_regclass('feed_cursors')::text")
                is_read_only = await tx.fetch_value(_IS_READ_ONLY)
        except AWAY:
            return "away"
        if is_read_only:
            return "read_only"
        return "ok" if table else "not_migrated"

    async def _workers(self) -> Literal["ok", "missing", "unknown"]:
        try:
            return "ok" if await has_readers(self.link, self.shards) else "missing"
        except REDIS_AWAY:
            return "unknown"


@get(["/api/v1/health/ready", "/health/ready"])
@also_answers(_UNAVAILABLE, HealthWire)
async def ready(health: Inject[Health]) -> Response[HealthWire]:
    """Say whether requests can be answered.

    200 when the database answers, takes writes and is migrated; without Redis, or while no
    worker reads what comes in, it is `degraded`.
    """
    seen = await health.look()
    return Response(seen, status_code=200 if seen.database == "ok" else _UNAVAILABLE)


@get(["/api/v1/health/live", "/health/live"])
async def live() -> LiveWire:
    """Say that the process runs."""
    return LiveWire()


ROUTES = [ready, live]
