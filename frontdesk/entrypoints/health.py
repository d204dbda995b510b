"""Whether the installation is well."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from litestar import Response, get

from frontdesk.infra.database import AWAY
from frontdesk.infra.http import Inject
from frontdesk.infra.http.openapi import also_answers
from frontdesk.kit.wire import Wire

if TYPE_CHECKING:
    from frontdesk.infra.database import Database
    from frontdesk.infra.redis import RedisLink

_UNAVAILABLE = 503


class HealthWire(Wire):
    """`GET /health/ready`: degraded means that it works, but slower."""

    status: Literal["ok", "degraded", "unavailable"]
    database: Literal["ok", "away", "not_migrated"]
    redis: Literal["ok", "away"]


class LiveWire(Wire):
    """`GET /health/live`."""

    status: Literal["ok"] = "ok"


@dataclass(frozen=True)
class Health:
    """Asks the servers behind this process."""

    database: Database
    link: RedisLink

    async def look(self) -> HealthWire:
        """Ask both servers."""
        database = await self._database()
        redis: Literal["ok", "away"] = "ok" if await self.link.probe() else "away"
        if database != "ok":
            return HealthWire(status="unavailable", database=database, redis=redis)
        status: Literal["ok", "degraded"] = "ok" if redis == "ok" else "degraded"
        return HealthWire(status=status, database=database, redis=redis)

    async def _database(self) -> Literal["ok", "away", "not_migrated"]:
        try:
            async with self.database.snapshot() as tx:
                table = await tx.fetch_value("select to_regclass('feed_cursors')::text")
        except AWAY:
            return "away"
        return "ok" if table else "not_migrated"


@get(["/api/v1/health/ready", "/health/ready"])
@also_answers(_UNAVAILABLE, HealthWire)
async def ready(health: Inject[Health]) -> Response[HealthWire]:
    """Say whether requests can be answered.

    200 when the database answers and is migrated; without Redis it is `degraded`.
    """
    seen = await health.look()
    return Response(seen, status_code=200 if seen.database == "ok" else _UNAVAILABLE)


@get(["/api/v1/health/live", "/health/live"])
async def live() -> LiveWire:
    """Say that the process runs."""
    return LiveWire()


ROUTES = [ready, live]
