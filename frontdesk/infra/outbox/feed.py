"""The feed: every announced event of a project, numbered without gaps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from frontdesk.infra.database import StoredAudience, read_audience
from frontdesk.kit import strict_json

if TYPE_CHECKING:
    import asyncpg

    from frontdesk.infra.database import Transaction


KEPT_DAYS = 30
# What a consumer has not read is kept for longer; after this, `doctor` says what it missed.
KEPT_UNREAD_DAYS = 60


class FeedEntry(msgspec.Struct, frozen=True):
    """One numbered event. `audience` stays inside: it says whom else to tell.

    `payload` is the text that was announced. It is passed on unread, so that a process of
    an older version loses nothing of what a newer one announces.
    """

    project_id: int
    feed_seq: int
    event: str
    payload: msgspec.Raw
    audience: StoredAudience | None
    at: datetime

    def numbered(self, **more: object) -> msgspec.Raw:
        """The payload as clients get it: with its number, and with what else is given."""
        front = strict_json.encode({"feedSeq": self.feed_seq, **more})[:-1]
        rest = bytes(self.payload)[1:]
        return msgspec.Raw(front + (rest if rest == b"}" else b"," + rest))


async def feed_after(tx: Transaction, project_id: int, after: int, limit: int) -> list[FeedEntry]:
    """Read the entries behind a cursor, oldest first."""
    rows = await tx.fetch(_AFTER, project_id, after, limit)
    return [_entry(row) for row in rows]


async def latest_feed_seqs(tx: Transaction, project_ids: Sequence[int]) -> dict[int, int]:
    """Return the newest number of each project."""
    rows = await tx.fetch(_HEADS, list(project_ids))
    return {row["project_id"]: row["feed_seq"] for row in rows}


async def pruned_up_to(tx: Transaction, project_id: int) -> int:
    """Return the number up to which the feed no longer keeps entries."""
    return int(await tx.fetch_value(_PRUNED, project_id) or 0)


async def prune_feed(tx: Transaction) -> None:
    """Forget entries older than the feed keeps, and read by all its consumers."""
    await tx.execute(_PRUNE, KEPT_DAYS, KEPT_UNREAD_DAYS)


async def lock_feed(tx: Transaction, project_id: int) -> None:
    """Let no relay and no consumer take from a project until commit, and wait for one that does.

    They hold the project's cursor or their position and then refer to the project and what is
    in it: who deletes it has to take all that in the same order.
    """
    await tx.execute("select from feed_cursors where project_id = $1 for update", project_id)
    await tx.execute(_LOCK_POSITIONS, project_id)


async def forget_project(tx: Transaction, project_id: int) -> None:
    """Remove what still waits to be told in a project that this transaction has deleted.

    No relay would ever take it, as the project's cursor is gone. Only after the deletion can
    nobody add more: a transaction that writes into a project locks its row.
    """
    await tx.execute("delete from outbox where project_id = $1", project_id)


def _entry(row: asyncpg.Record) -> FeedEntry:
    return FeedEntry(
        project_id=row["project_id"],
        feed_seq=row["feed_seq"],
        event=row["event"],
        payload=msgspec.Raw(row["payload"].encode()),
        audience=read_audience(row["audience"]),
        at=row["created_at"],
    )


_AFTER = """
select project_id, feed_seq, event, payload, audience, created_at from feed
where project_id = $1 and feed_seq > $2 order by feed_seq limit $3
"""

_LOCK_POSITIONS = """
select from feed_positions where project_id = $1 order by consumer for update
"""

_HEADS = "select project_id, feed_seq from feed_cursors where project_id = any($1::bigint[])"

_PRUNED = "select pruned_seq from feed_cursors where project_id = $1"

# The cursor moves in the same statement: a client further behind is told to resync.
# A consumer without a position in a project reads it from the oldest entry.
_PRUNE = """
with aged as (
    select f.project_id, f.feed_seq, f.created_at from feed f
    where f.created_at < now() - make_interval(days => $1)
),
read_by_all as (
    select c.project_id, min(coalesce(k.feed_seq, c.pruned_seq)) as feed_seq
    from feed_consumers r
    cross join feed_cursors c
    left join feed_positions k on k.project_id = c.project_id and k.consumer = r.name
    where c.project_id in (select project_id from aged)
    group by c.project_id
),
old as (
    delete from feed f using aged a left join read_by_all r on r.project_id = a.project_id
    where f.project_id = a.project_id and f.feed_seq = a.feed_seq
      and (a.feed_seq <= coalesce(r.feed_seq, a.feed_seq)
           or a.created_at < now() - make_interval(days => $2))
    returning f.project_id, f.feed_seq
)
update feed_cursors c set pruned_seq = greatest(c.pruned_seq, o.feed_seq)
from (select project_id, max(feed_seq) as feed_seq from old group by project_id) o
where c.project_id = o.project_id
"""
