"""How far each consumer has read in each project: the SQL."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from frontdesk.infra.consumers.declaring import Consumed, FeedConsumer

if TYPE_CHECKING:
    import asyncpg

    from frontdesk.infra.database import Transaction


@dataclass(frozen=True, slots=True)
class Position:
    """Where a consumer stands in a project; its row is locked until commit."""

    project_id: int
    consumer: str
    feed_seq: int
    head: int
    attempts: int


@dataclass(frozen=True, slots=True)
class ReadEntry:
    """An entry as it was read: a body, or the reason why there is none."""

    project_id: int
    feed_seq: int
    event: str
    consumed: Consumed[Any] | None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Parked:
    """An entry that is passed over, and why."""

    feed_seq: int
    reason: str
    attempts: int


async def register(tx: Transaction, consumer: FeedConsumer) -> None:
    """Make a consumer known; the first time, set where it begins in today's projects."""
    is_new = await tx.execute(_REGISTER, consumer.name)
    if is_new and consumer.begin == "head":
        await tx.execute(_BEGIN_AT_HEAD, consumer.name)


async def find_behind(tx: Transaction, consumers: Sequence[FeedConsumer]) -> list[tuple[str, int]]:
    """Return which consumer has something to read in which project."""
    rows = await tx.fetch(_BEHIND, [one.name for one in consumers])
    return [(row["consumer"], row["project_id"]) for row in rows]


async def skip_unwanted(tx: Transaction, consumer: FeedConsumer) -> None:
    """Move past entries the consumer does not read, in all projects where those are all there is.

    It would get there by itself, but one transaction for each project.
    """
    await tx.execute(_SKIP, consumer.name, list(consumer.handlers))


async def lock(tx: Transaction, project_id: int, consumer: str) -> Position | None:
    """Take a consumer's position; None if another worker has it, or there is nothing to do yet.

    What was pruned before it was read is counted as missed, for `doctor` to report.
    """
    row = await tx.fetch_one(_LOCK, project_id, consumer)
    if row is None:
        return None
    if row["feed_seq"] < row["pruned_seq"]:
        await tx.execute(_MISS, project_id, consumer, row["pruned_seq"])
    at = max(row["feed_seq"], row["pruned_seq"])
    return Position(project_id, consumer, at, row["head"], row["attempts"])


async def make(tx: Transaction, project_id: int, consumer: str) -> bool:
    """Let a consumer begin in a project; return whether it had no position there.

    In a transaction of its own: who makes the same row at the same time waits for this commit,
    and should not wait for a handler.
    """
    return bool(await tx.execute(_MAKE, project_id, consumer))


async def read(
    tx: Transaction, consumer: FeedConsumer, position: Position, limit: int
) -> list[ReadEntry]:
    """Read up to `limit` of the entries that the consumer wants, oldest first."""
    rows = await tx.fetch(
        _READ,
        position.project_id,
        position.feed_seq,
        position.head,
        list(consumer.handlers),
        limit,
    )
    return [_read(consumer, row) for row in rows]


async def move(tx: Transaction, position: Position, feed_seq: int) -> None:
    """Note that everything up to a number is done with."""
    await tx.execute(_MOVE, position.project_id, position.consumer, feed_seq)


async def back_off(
    tx: Transaction, position: Position, feed_seq: int, attempts: int, pause_seconds: float
) -> None:
    """Note that the entry behind a number failed, and when to try it again."""
    await tx.execute(
        _BACK_OFF, position.project_id, position.consumer, feed_seq, attempts, pause_seconds
    )


async def park(tx: Transaction, position: Position, entries: Collection[Parked]) -> None:
    """Set entries aside with their reasons."""
    await tx.execute(
        _PARK,
        position.project_id,
        position.consumer,
        [one.feed_seq for one in entries],
        [one.reason for one in entries],
        [one.attempts for one in entries],
    )


async def take_parked(tx: Transaction, consumer: FeedConsumer) -> ReadEntry | None:
    """Take a parked entry that an operator wants handled again; its row is locked."""
    row = await tx.fetch_one(_TAKE_PARKED, consumer.name, list(consumer.handlers))
    return _read(consumer, row) if row else None


async def unpark(tx: Transaction, entry: ReadEntry, consumer: str) -> None:
    """Forget that an entry was parked, as it is handled now."""
    await tx.execute(_UNPARK, entry.project_id, entry.feed_seq, consumer)


async def park_again(tx: Transaction, entry: ReadEntry, consumer: str, reason: str) -> None:
    """Leave an entry parked, with the reason of the last attempt."""
    await tx.execute(_PARK_AGAIN, entry.project_id, entry.feed_seq, consumer, reason)


def _read(consumer: FeedConsumer, row: asyncpg.Record) -> ReadEntry:
    project_id, feed_seq, event = row["project_id"], row["feed_seq"], row["event"]
    try:
        body = msgspec.json.decode(row["payload"], type=consumer.handlers[event].shape)
    except msgspec.ValidationError as error:
        # Only where it does not fit: the rest of the sentence may quote the payload.
        place = str(error).partition(" - at `")[2].rstrip("`")
        return ReadEntry(project_id, feed_seq, event, None, f"unreadable at {place or '$'}")
    consumed = Consumed(project_id, feed_seq, row["created_at"], body)
    return ReadEntry(project_id, feed_seq, event, consumed)


_REGISTER = "insert into feed_consumers (name) values ($1) on conflict do nothing"

_BEGIN_AT_HEAD = """
insert into feed_positions (project_id, consumer, feed_seq)
select project_id, $1, feed_seq from feed_cursors
on conflict do nothing
"""

_BEHIND = """
select n.consumer, c.project_id
from feed_cursors c
cross join unnest($1::text[]) as n (consumer)
left join feed_positions k on k.project_id = c.project_id and k.consumer = n.consumer
where c.feed_seq > coalesce(k.feed_seq, 0) and coalesce(k.retry_at <= now(), true)
"""

# Those that a worker reads right now are left to it. A consumer that has failed
# stands before an entry it wants, so it is never moved past that one.
_SKIP = """
with idle as (
    select k.project_id, c.feed_seq from feed_positions k
    join feed_cursors c on c.project_id = k.project_id
    where k.consumer = $1 and c.feed_seq > k.feed_seq and k.feed_seq >= c.pruned_seq
      and not exists (
          select from feed f where f.project_id = k.project_id and f.feed_seq > k.feed_seq
            and f.feed_seq <= c.feed_seq and f.event = any($2::text[]))
    for update of k skip locked
)
update feed_positions k set feed_seq = i.feed_seq
from idle i where k.project_id = i.project_id and k.consumer = $1
"""

_MAKE = """
insert into feed_positions (project_id, consumer, feed_seq)
select project_id, $2, pruned_seq from feed_cursors where project_id = $1
on conflict do nothing
"""

# When another worker has moved the position since this statement began, the newest is seen
# beside a head that may be older: then there seems to be nothing to do, and the sweep looks
# again. Entries are read only after the lock is held.
_LOCK = """
select k.feed_seq, k.attempts, c.feed_seq as head, c.pruned_seq
from feed_positions k join feed_cursors c on c.project_id = k.project_id
where k.project_id = $1 and k.consumer = $2 and c.feed_seq > k.feed_seq
  and coalesce(k.retry_at <= now(), true)
for update of k skip locked
"""

_MISS = """
update feed_positions set missed = missed + $3 - feed_seq, feed_seq = $3
where project_id = $1 and consumer = $2
"""

_READ = """
select project_id, feed_seq, event, payload, created_at from feed
where project_id = $1 and feed_seq > $2 and feed_seq <= $3 and event = any($4::text[])
order by feed_seq limit $5
"""

_MOVE = """
update feed_positions set feed_seq = $3, attempts = 0, retry_at = null
where project_id = $1 and consumer = $2
"""

_BACK_OFF = """
update feed_positions set feed_seq = $3, attempts = $4,
       retry_at = now() + make_interval(secs => $5)
where project_id = $1 and consumer = $2
"""

_PARK = """
insert into parked_entries (project_id, feed_seq, consumer, reason, attempts)
select $1, feed_seq, $2, reason, attempts
from unnest($3::bigint[], $4::text[], $5::integer[]) as t (feed_seq, reason, attempts)
on conflict do nothing
"""

_TAKE_PARKED = """
select f.project_id, f.feed_seq, f.event, f.payload, f.created_at
from parked_entries p join feed f on f.project_id = p.project_id and f.feed_seq = p.feed_seq
where p.consumer = $1 and p.again and f.event = any($2::text[])
order by p.project_id, p.feed_seq limit 1
for update of p skip locked
"""

_UNPARK = "delete from parked_entries where project_id = $1 and feed_seq = $2 and consumer = $3"

_PARK_AGAIN = """
update parked_entries set again = false, reason = $4, attempts = attempts + 1
where project_id = $1 and feed_seq = $2 and consumer = $3
"""
