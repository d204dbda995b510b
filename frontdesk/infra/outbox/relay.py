"""The relay: takes what transactions left in the outbox, numbers it, keeps it, publishes it.

Any number of relays may run. Each takes the projects whose cursor row it can lock and
skips those another relay holds. Numbering, keeping and emptying the outbox are one
statement, so a number given once belongs to one event for ever; publishing comes after,
and a process that misses a publication finds the entry in the feed.
"""

from __future__ import annotations

import asyncio
from itertools import groupby
from typing import TYPE_CHECKING

import msgspec
import structlog

from frontdesk.infra.batch_window import BatchWindow
from frontdesk.infra.database import AWAY
from frontdesk.infra.notifier import Notifier
from frontdesk.infra.pause_points import pause_point
from frontdesk.kit.failures import kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import asyncpg

    from frontdesk.infra.database import Database
    from frontdesk.infra.redis import RedisLink

log = structlog.get_logger()

FEED_CHANNEL = "fd:feed"
BATCH = 500
SWEEP_SECONDS = 1.0
_WINDOW = (0.01, 0.02, 0.0005)


class Relay:
    """Empties the outbox into the feed."""

    def __init__(self, database: Database, link: RedisLink) -> None:
        self._database = database
        self._link = link
        self._connection = link.dedicated_connection()
        self._window = BatchWindow(*_WINDOW)
        self.notifier = Notifier()
        self._after_numbering: list[Callable[[list[tuple[int, str]]], None]] = []

    def when_numbered(self, receive: Callable[[list[tuple[int, str]]], None]) -> None:
        """Call `receive` with the project and event of each entry, once they are in the feed."""
        self._after_numbering.append(receive)

    async def run(self) -> None:
        """Relay for ever; run as a task. Without a notification it looks once a second."""
        while True:
            await self.notifier.wait(SWEEP_SECONDS)
            try:
                await self._window.wait()
                while count := await self.relay_once():
                    self._window.note(count)
                    await self._window.wait()
            except AWAY as error:
                log.warning("The relay could not read the outbox", error=kind_of(error))
                await asyncio.sleep(SWEEP_SECONDS / 4)

    async def relay_once(self) -> int:
        """Number one batch and publish it; return how many entries it was."""
        async with self._database.transaction() as tx:
            rows = await tx.fetch(_NUMBER, BATCH)
            await pause_point("relay.numbered")
        if not rows:
            return 0
        await pause_point("relay.committed")
        # Sockets first: somebody waits in front of a screen, and nobody for a consumer.
        if self._link.is_up:
            await self._publish(rows)
        for receive in self._after_numbering:
            receive([(row["project_id"], row["event"]) for row in rows])
        return len(rows)

    async def _publish(self, rows: Sequence[asyncpg.Record]) -> None:
        """Send each project's entries to the web processes, as `FeedEntry` reads them."""
        commands: list[tuple[str, str, bytes]] = []
        for _, entries in groupby(rows, key=lambda row: row["project_id"]):
            published = [
                {
                    "project_id": row["project_id"],
                    "feed_seq": row["feed_seq"],
                    "event": row["event"],
                    "payload": msgspec.Raw(row["payload"]),
                    "audience": msgspec.Raw(row["audience"] or "null"),
                    "at": row["created_at"],
                }
                for row in entries
            ]
            commands.append(("PUBLISH", FEED_CHANNEL, msgspec.json.encode(published)))
        await self._link.attempt(self._connection.run_all(commands))


# `pending` hops from project to project along the primary key, so its cost grows with the
# projects that wait, not with the rows. `locked` sees the newest cursor even when
# another relay moved it meanwhile; rows that relay already took are simply gone.
_NUMBER = """
with recursive pending (project_id) as (
    (select project_id from outbox order by project_id limit 1)
    union all
    select (select o.project_id from outbox o where o.project_id > p.project_id
            order by o.project_id limit 1)
    from pending p where p.project_id is not null
),
locked as (
    select c.project_id, c.feed_seq from feed_cursors c
    where c.project_id in (select project_id from pending where project_id is not null)
    order by c.project_id
    for update skip locked
),
oldest as (
    select o.project_id, o.id from locked l
    cross join lateral (
        select project_id, id from outbox where project_id = l.project_id order by id limit $1
    ) o
),
taken as (
    delete from outbox using oldest
    where outbox.project_id = oldest.project_id and outbox.id = oldest.id
    returning outbox.*
),
numbered as (
    select t.project_id,
           l.feed_seq + row_number() over (partition by t.project_id order by t.id) as feed_seq,
           t.event, t.payload, t.audience, t.created_at
    from taken t join locked l using (project_id)
),
moved as (
    update feed_cursors c set feed_seq = n.feed_seq
    from (select project_id, max(feed_seq) as feed_seq from numbered group by project_id) n
    where c.project_id = n.project_id
),
kept as (
    insert into feed (project_id, feed_seq, event, payload, audience, created_at)
    select project_id, feed_seq, event, payload, audience, created_at from numbered
)
select * from numbered order by project_id, feed_seq
"""
