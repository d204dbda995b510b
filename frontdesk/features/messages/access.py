"""What a process keeps of a project's replies, for the panels that ask all the time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features import presence
from frontdesk.features.messages import store
from frontdesk.features.projects.wire.projects import TeamFace
from frontdesk.infra.expiring_cache import ExpiringCache

if TYPE_CHECKING:
    from frontdesk.infra.database import Database
    from frontdesk.kit.clock import Clock
    from frontdesk.kit.ids import ProjectId

KEPT_SECONDS = 60.0
FACES_KEPT_SECONDS = 10.0
_MAX_FACES = 3


class ReplyTimes:
    """How long a first answer usually takes, each at most a minute old."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._kept = ExpiringCache(clock, self._find_now)

    async def usual_seconds(self, project_id: ProjectId) -> int | None:
        """Return the median of a project's latest first answers, if there are enough."""
        return await self._kept.find(project_id, KEPT_SECONDS)

    async def _find_now(self, project_id: ProjectId) -> int | None:
        async with self._database.snapshot() as tx:
            return await store.usual_reply_seconds(tx, project_id)


class TeamFaces:
    """The people behind a project's persona, each list at most some seconds old."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._kept = ExpiringCache(clock, self._find_now)

    async def shown(self, project_id: ProjectId) -> list[TeamFace]:
        """Return at most three: who could answer now, then who answered of late."""
        return await self._kept.find(project_id, FACES_KEPT_SECONDS)

    async def _find_now(self, project_id: ProjectId) -> list[TeamFace]:
        async with self._database.snapshot() as tx:
            here = await presence.find_available(tx, project_id)
            found = await store.find_faces(tx, project_id, here, _MAX_FACES)
        return [TeamFace(name=name, avatar_url=avatar_url) for name, avatar_url in found]
