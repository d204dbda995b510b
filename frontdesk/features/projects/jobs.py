"""What a process keeps of a project for a moment, so that it need not ask for each message."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from frontdesk.features.projects import access
from frontdesk.kit.errors import NotFound, Unavailable
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
        self._database = database
        self._clock = clock
        self._kept: dict[int, tuple[float, Project]] = {}
        # One looks, the others wait for the result: a project's visitors all come to the
        # end of those seconds at the same moment.
        self._looking = asyncio.Lock()

    async def find(self, project_id: int) -> Project:
        """Return a project; raise `NotFound` when there is none."""
        project = self._still_kept(project_id)
        if project is None:
            async with self._looking:
                project = self._still_kept(project_id) or await self._look(project_id)
        return project

    def _still_kept(self, project_id: int) -> Project | None:
        at, project = self._kept.get(project_id, (0.0, None))
        return project if self._clock.monotonic() - at < KEPT_SECONDS else None

    async def _look(self, project_id: int) -> Project:
        now = self._clock.monotonic()
        try:
            async with self._database.snapshot() as tx:
                project = await access.find_public(tx, ProjectId(project_id))
        except Unavailable:
            # What was true a moment ago will do while nobody can say what is true now. A
            # message that is refused here would be overtaken by the one behind it.
            if project_id in self._kept:
                return self._kept[project_id][1]
            raise
        if project is None:
            self._kept.pop(project_id, None)
            raise NotFound
        if len(self._kept) >= _MAX_KEPT:
            self._kept.clear()
        self._kept[project_id] = (now, project)
        return project
