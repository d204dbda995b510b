"""What a process keeps of many conversations for a moment, as every page view asks for it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from frontdesk.features.conversations import store

if TYPE_CHECKING:
    from frontdesk.infra.database import Database
    from frontdesk.kit.clock import Clock
    from frontdesk.kit.ids import ProjectId

KEPT_SECONDS = 60.0
_MAX_KEPT = 10_000


class ReplyTimes:
    """How long a first answer usually takes, each at most a minute old."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Take where to look, and the time."""
        self._database = database
        self._clock = clock
        self._kept: dict[ProjectId, tuple[float, int | None]] = {}
        # One looks, the others wait for what he finds.
        self._looking = asyncio.Lock()

    async def usual_seconds(self, project_id: ProjectId) -> int | None:
        """Return the median of a project's latest first answers, if there are enough."""
        async with self._looking:
            now = self._clock.monotonic()
            kept = self._kept.get(project_id)
            if kept is None or now - kept[0] >= KEPT_SECONDS:
                if len(self._kept) >= _MAX_KEPT:
                    self._kept.clear()
                async with self._database.snapshot() as tx:
                    kept = (now, await store.usual_reply_seconds(tx, project_id))
                self._kept[project_id] = kept
        return kept[1]
