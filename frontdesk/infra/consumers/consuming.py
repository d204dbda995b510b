"""Handling what one consumer has not read yet in one project: one transaction a batch."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

import structlog

from frontdesk.infra.consumers import positions
from frontdesk.infra.consumers.positions import Parked, Position, ReadEntry
from frontdesk.infra.database import is_connection_lost
from frontdesk.infra.pause_points import pause_point
from frontdesk.kit.errors import Unavailable
from frontdesk.kit.failures import place_of

if TYPE_CHECKING:
    from frontdesk.infra.consumers.declaring import FeedConsumer
    from frontdesk.infra.database import Database, Transaction

log = structlog.get_logger()

BATCH = 100
MAX_ATTEMPTS = 8
LONGEST_PAUSE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class _Failure:
    """The entry a handler could not get past, and its error."""

    entry: ReadEntry
    error: Exception


async def consume_batch(database: Database, consumer: FeedConsumer, project_id: int) -> bool:
    """Handle the next entries of a project; return whether there may be more to do at once."""
    async with database.transaction() as tx:
        position = await positions.lock(tx, project_id, consumer.name)
        if position is None:
            return await positions.make(tx, project_id, consumer.name)
        # What has failed is tried alone, so that only its own error counts against it.
        limit = 1 if position.attempts else BATCH
        entries = await positions.read(tx, consumer, position, limit)
        failure = await _handle(tx, consumer, entries)
        await pause_point("consumers.handled")
        # Behind a failure nothing is done with.
        end = math.inf if failure is None else failure.entry.feed_seq
        unreadable = [one for one in entries if one.consumed is None and one.feed_seq < end]
        if unreadable:
            await _park_unreadable(tx, position, unreadable)
        if failure is None:
            is_all = len(entries) < limit
            await positions.move(tx, position, position.head if is_all else entries[-1].feed_seq)
            has_more = not is_all
        else:
            has_more = await _note_failure(tx, position, failure)
    await pause_point("consumers.committed")
    return has_more


async def handle_parked(database: Database, consumer: FeedConsumer) -> bool:
    """Handle one of the parked entries that an operator wants handled again, if there is one."""
    async with database.transaction() as tx:
        entry = await positions.take_parked(tx, consumer)
        if entry is None:
            return False
        failure = await _handle(tx, consumer, [entry])
        if failure is not None:
            await positions.park_again(tx, entry, consumer.name, _reason(failure.error))
        elif entry.consumed is None:
            await positions.park_again(tx, entry, consumer.name, entry.problem)
        else:
            await positions.unpark(tx, entry, consumer.name)
    return True


async def _handle(
    tx: Transaction, consumer: FeedConsumer, entries: Sequence[ReadEntry]
) -> _Failure | None:
    """Handle all at once; if that fails, one after the other up to the one that fails."""
    if await _attempt(tx, consumer, entries) is None:
        return None
    for entry in entries:
        error = await _attempt(tx, consumer, [entry])
        if error is not None:
            return _Failure(entry, error)
    return None


async def _attempt(
    tx: Transaction, consumer: FeedConsumer, entries: Sequence[ReadEntry]
) -> Exception | None:
    try:
        async with tx.attempt():
            for event, alike in groupby(entries, key=lambda entry: entry.event):
                readable = [one.consumed for one in alike if one.consumed is not None]
                if readable:
                    await consumer.handlers[event].handle(tx, readable)
    except Exception as error:
        # The edge of a consumer: it is tried again, or parked. Without a connection nothing
        # can be noted, and nothing was done.
        if is_connection_lost(error):
            raise
        return error
    return None


async def _park_unreadable(
    tx: Transaction, position: Position, unreadable: Sequence[ReadEntry]
) -> None:
    await positions.park(tx, position, [Parked(one.feed_seq, one.problem, 0) for one in unreadable])
    for one in unreadable:
        log.error(
            "An entry of the feed cannot be read and is parked",
            consumer=position.consumer,
            project=position.project_id,
            feed_seq=one.feed_seq,
            event_name=one.event,
            reason=one.problem,
        )


async def _note_failure(tx: Transaction, position: Position, failure: _Failure) -> bool:
    """Try the entry again later, or park it and go on; return whether to go on now."""
    entry, error = failure.entry, failure.error
    attempts = position.attempts + 1
    fields = {
        "consumer": position.consumer,
        "project": position.project_id,
        "feed_seq": entry.feed_seq,
        "event_name": entry.event,
        "attempts": attempts,
        "error": type(error).__name__,
        "at": place_of(error),
    }
    # A server that is away comes back: that is no reason to pass an entry over.
    if attempts >= MAX_ATTEMPTS and not isinstance(error, Unavailable):
        log.error("A consumer failed for good on an entry, which is parked", **fields)
        await positions.park(tx, position, [Parked(entry.feed_seq, _reason(error), attempts)])
        await positions.move(tx, position, entry.feed_seq)
        return True
    log.warning("A consumer failed and tries again", **fields)
    pause = min(2.0 ** min(attempts - 1, 16), LONGEST_PAUSE_SECONDS)
    await positions.back_off(tx, position, entry.feed_seq - 1, attempts, pause)
    return False


def _reason(error: Exception) -> str:
    place = place_of(error)
    return f"{type(error).__name__} at {place[-1]}" if place else type(error).__name__
