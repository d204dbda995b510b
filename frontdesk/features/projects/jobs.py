"""What a process keeps of a project for a moment, so that it need not ask for each message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features.projects import access
from frontdesk.kit.errors import NotFound
from frontdesk.kit.ids import ProjectId

if TYPE_CHECKING:
    from frontdesk.features.projects.model import Project
    from frontdesk.infra.database import Database
    from frontdesk.kit.clock import Clock

KEPT_SECONDS = 5.0
_MAX_KEPT = 10_000


class ProjectCache:
    """Projects, each at most a few seconds old: a changed setting holds soon after."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Take where to look, and the time."""
        self._database = database
        self._clock = clock
        self._kept: dict[int, tuple[float, Project]] = {}

    async def find(self, project_id: int) -> Project:
        """Return a project; raise `NotFound` when there is none."""
        now = self._clock.monotonic()
        at, project = self._kept.get(project_id, (0.0, None))
        if project is not None and now - at < KEPT_SECONDS:
            return project
        async with self._database.snapshot() as tx:
            project = await access.find_public(tx, ProjectId(project_id))
        if project is None:
            self._kept.pop(project_id, None)
            raise NotFound
        if len(self._kept) >= _MAX_KEPT:
            self._kept.clear()
        self._kept[project_id] = (now, project)
        return project
