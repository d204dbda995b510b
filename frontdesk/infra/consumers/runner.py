"""Running consumers: woken by the relay, with a sweep behind it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog

from frontdesk.infra.batch_window import BatchWindow
from frontdesk.infra.consumers import positions
from frontdesk.infra.consumers.consuming import consume_batch, handle_parked
from frontdesk.infra.database import AWAY
from frontdesk.infra.notifier import Notifier
from frontdesk.kit.failures import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from frontdesk.infra.consumers.declaring import FeedConsumer
    from frontdesk.infra.database import Database

log = structlog.get_logger()

SWEEP_SECONDS = 2.0
# Projects of one consumer at once: a slow one does not stop the others, nor take all connections.
AT_ONCE = 2
_AGAIN_SECONDS = 0.5
_WINDOW = (0.02, 0.2, 0.001)


class PendingProjects:
    """The projects a consumer has something to do in, each worked on by one task at a time.

    A queue without repetitions: what is added while it is worked on comes again after.
    """

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


class ConsumerRunner:
    """Runs every consumer of this process, each by tasks of its own."""

    def __init__(self, database: Database, consumers: Sequence[FeedConsumer]) -> None:
        self._database = database
        self._consumers = {one.name: one for one in consumers}
        self._pending = {one.name: PendingProjects() for one in consumers}
        self._received: set[tuple[str, int]] = set()
        self._notifier = Notifier()
        self._window = BatchWindow(*_WINDOW)

    def receive(self, numbered: Iterable[tuple[int, str]]) -> None:
        """Take what a relay of this process has put into the feed: projects and events."""
        for project_id, event in numbered:
            for consumer in self._consumers.values():
                if event in consumer.handlers:
                    self._received.add((consumer.name, project_id))
        if self._received:
            self._notifier.notify()

    async def run(self) -> None:
        """Consume for ever; run as a task."""
        await self._register()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._pass_on())
            tasks.create_task(self._keep_sweeping())
            for consumer in self._consumers.values():
                for _ in range(AT_ONCE):
                    tasks.create_task(self._keep_consuming(consumer))

    async def _register(self) -> None:
        while True:
            try:
                async with self._database.transaction() as tx:
                    for consumer in self._consumers.values():
                        await positions.register(tx, consumer)
            except AWAY as error:
                log.warning("Consumers have to wait", error=kind_of(error))
                await asyncio.sleep(_AGAIN_SECONDS)
            else:
                return

    async def _pass_on(self) -> None:
        """Queue what was received: a round costs a transaction, so under load they are few."""
        while True:
            await self._notifier.wait()
            await self._window.wait()
            received, self._received = self._received, set()
            self._window.note(len(received))
            for name, project_id in received:
                self._pending[name].add(project_id)

    async def _keep_sweeping(self) -> None:
        """Find what was not received: what others relayed, ended pauses, parked entries."""
        while True:
            try:
                await self._sweep()
            except AWAY as error:
                log.warning("Consumers could not look around", error=kind_of(error))
            await asyncio.sleep(SWEEP_SECONDS)

    async def _sweep(self) -> None:
        consumers = list(self._consumers.values())
        async with self._database.transaction() as tx:
            for consumer in consumers:
                await positions.skip_unwanted(tx, consumer)
            behind = await positions.find_behind(tx, consumers)
        for name, project_id in behind:
            self._pending[name].add(project_id)
        for consumer in consumers:
            while await handle_parked(self._database, consumer):
                pass

    async def _keep_consuming(self, consumer: FeedConsumer) -> None:
        pending = self._pending[consumer.name]
        while True:
            project_id = await pending.take()
            try:
                if await consume_batch(self._database, consumer, project_id):
                    pending.add(project_id)
            except AWAY as error:
                log.warning("A consumer has to wait", consumer=consumer.name, error=kind_of(error))
                await asyncio.sleep(_AGAIN_SECONDS)
            finally:
                pending.done(project_id)
