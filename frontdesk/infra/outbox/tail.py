"""The web process's end of the feed: every entry of the projects it serves, once, in order.

Entries come by subscription. A publication that never arrived (Redis restarted, the
relay died between commit and publish) shows as a gap or as a head that is further than
what was emitted; both are read from the feed table, where nothing is missing.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeAlias

import msgspec
import structlog

from frontdesk.infra.database import AWAY
from frontdesk.infra.notifier import Notifier
from frontdesk.infra.outbox.feed import FeedEntry, feed_after, latest_feed_seqs
from frontdesk.kit.failures import kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from frontdesk.infra.database import Database

log = structlog.get_logger()

Receiver: TypeAlias = "Callable[[FeedEntry], None]"

LOOK_SECONDS = 1.0
_PAGE = 500

_published = msgspec.json.Decoder(list[FeedEntry])


class FeedTail:
    """Follows the feed of some projects and emits each entry exactly once, in order."""

    def __init__(self, database: Database, receivers: Sequence[Receiver]) -> None:
        self._database = database
        self._receivers = receivers
        self._seen: dict[int, int] = {}
        self._notifier = Notifier()

    async def follow(self, project_id: int) -> int:
        """Follow a project from now on; return the number emitted so far.

        A caller that subscribes a socket first and takes a snapshot after this call misses
        nothing: all later entries are emitted.
        """
        if project_id not in self._seen:
            async with self._database.snapshot() as tx:
                latest_seqs = await latest_feed_seqs(tx, [project_id])
            self._seen.setdefault(project_id, latest_seqs.get(project_id, 0))
        return self._seen[project_id]

    def latest_seqs(self) -> dict[int, int]:
        """Return how far each followed project was emitted."""
        return dict(self._seen)

    def receive(self, data: bytes) -> None:
        """Take a publication of the relay; one that can't be read is read from the table."""
        try:
            self._take(_published.decode(data))
        except msgspec.DecodeError:
            # A relay of another version: its table is the same.
            log.warning("A publication of the relay was not understood")
            self._notifier.notify()

    def look(self) -> None:
        """Look into the table soon: something may have been missed."""
        self._notifier.notify()

    async def run(self) -> None:
        """Watch the heads for ever; run as a task."""
        while True:
            await self._notifier.wait(LOOK_SECONDS)
            try:
                await self.catch_up()
            except AWAY as error:
                log.warning("The feed could not be read", error=kind_of(error))
                await asyncio.sleep(LOOK_SECONDS)

    async def catch_up(self) -> None:
        """Read from the table whatever was not emitted yet."""
        if not self._seen:
            return
        async with self._database.snapshot() as tx:
            latest_seqs = await latest_feed_seqs(tx, list(self._seen))
            for project_id, latest_seq in latest_seqs.items():
                while self._seen[project_id] < latest_seq:
                    missed = await feed_after(tx, project_id, self._seen[project_id], _PAGE)
                    # What is not there was pruned while nobody looked: go on behind it.
                    # The sockets' own heads tell them that something is missing.
                    there = missed[0].feed_seq - 1 if missed else latest_seq
                    self._seen[project_id] = max(self._seen[project_id], there)
                    self._take(missed)

    def _take(self, entries: Iterable[FeedEntry]) -> None:
        for entry in entries:
            seen = self._seen.get(entry.project_id)
            if seen is None or entry.feed_seq <= seen:
                continue
            if entry.feed_seq > seen + 1:
                self._notifier.notify()
                return
            self._seen[entry.project_id] = entry.feed_seq
            for receive in self._receivers:
                receive(entry)
