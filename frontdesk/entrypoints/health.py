"""Whether this process can do its work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from frontdesk.infra.database import AWAY
from frontdesk.kit.wire import Wire

if TYPE_CHECKING:
    from frontdesk.infra.database import Database
    from frontdesk.infra.redis import RedisLink


class HealthWire(Wire):
    """`GET /health/ready`: degraded means that it works, but slower."""

    status: Literal["ok", "degraded", "unavailable"]
    database: Literal["ok", "away", "not_migrated"]
    redis: Literal["ok", "away"]


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
