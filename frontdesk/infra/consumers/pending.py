"""The projects a consumer has something to do in, each worked on by one task at a time."""

import asyncio


class PendingProjects:
    """A queue without repetitions. What is added while it is worked on comes again after."""

    def __init__(self) -> None:
        self._queue: asyncio.Queue[int] = asyncio.Queue()
        self._wanted: set[int] = set()
        self._busy: set[int] = set()

    def add(self, project_id: int) -> None:
        """Queue a project, unless it is queued."""
        if project_id in self._wanted:
            return
        self._wanted.add(project_id)
        if project_id not in self._busy:
            self._queue.put_nowait(project_id)

    async def take(self) -> int:
        """Wait for the next project; `done` has to follow."""
        project_id = await self._queue.get()
        self._wanted.discard(project_id)
        self._busy.add(project_id)
        return project_id

    def done(self, project_id: int) -> None:
        """Let a project be taken again."""
        self._busy.discard(project_id)
        if project_id in self._wanted:
            self._queue.put_nowait(project_id)
