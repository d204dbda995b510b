"""What a process keeps of many conversations for a moment, as every page view asks for it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Generic, TypeVar

from frontdesk.features import presence
from frontdesk.features.conversations import store
from frontdesk.features.projects.wire import TeamFace

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from frontdesk.infra.database import Database, Transaction
    from frontdesk.kit.clock import Clock
    from frontdesk.kit.ids import ProjectId

KEPT_SECONDS = 60.0
FACES_KEPT_SECONDS = 10.0
_MAX_KEPT = 10_000
_MAX_FACES = 3

T = TypeVar("T")


class _Kept(Generic[T]):
    """What was found out about each project, and when."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        look: Callable[[Transaction, ProjectId], Awaitable[T]],
    ) -> None:
        """Take where to look, the time, and what to look for."""
        self._database = database
        self._clock = clock
        self._look = look
        self._kept: dict[ProjectId, tuple[float, T]] = {}
        # One looks, the others wait for what he finds.
        self._looking = asyncio.Lock()

    async def find(self, project_id: ProjectId, kept_seconds: float) -> T:
        """Return what is known, looked up again once it is too old."""
        async with self._looking:
            now = self._clock.monotonic()
            kept = self._kept.get(project_id)
            if kept is None or now - kept[0] >= kept_seconds:
                if len(self._kept) >= _MAX_KEPT:
                    self._kept.clear()
                async with self._database.snapshot() as tx:
                    kept = (now, await self._look(tx, project_id))
                self._kept[project_id] = kept
        return kept[1]


class ReplyTimes:
    """How long a first answer usually takes, each at most a minute old."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Take where to look, and the time."""
        self._kept = _Kept(database, clock, store.usual_reply_seconds)

    async def usual_seconds(self, project_id: ProjectId) -> int | None:
        """Return the median of a project's latest first answers, if there are enough."""
        return await self._kept.find(project_id, KEPT_SECONDS)


class TeamFaces:
    """The people behind a project's persona, each list at most some seconds old."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Take where to look, and the time."""
        self._kept = _Kept(database, clock, _find_faces)

    async def shown(self, project_id: ProjectId) -> list[TeamFace]:
        """Return at most three: who could answer now, then who answered of late."""
        return await self._kept.find(project_id, FACES_KEPT_SECONDS)


async def _find_faces(tx: Transaction, project_id: ProjectId) -> list[TeamFace]:
    here = await presence.find_available(tx, project_id)
    found = await store.find_faces(tx, project_id, here, _MAX_FACES)
    return [TeamFace(name=name, avatar_url=avatar_url) for name, avatar_url in found]
