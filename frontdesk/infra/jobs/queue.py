"""Planning jobs: which kinds exist, and how one gets into the queue.

A job is a row of the transaction that causes it: either both are there or neither. It is
done at least once, whatever dies meanwhile, so its handler decides by the database, under
a lock, whether there is still anything to do.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import msgspec
from pgqueuer.adapters.persistence.qb import QueryQueueBuilder

if TYPE_CHECKING:
    from frontdesk.infra.database import Transaction

Payload = TypeVar("Payload", bound=msgspec.Struct)

_NOW = timedelta()
_KEPT_DAYS = 3
_HELD_DAYS = 30


@dataclass(frozen=True)
class JobKind(Generic[Payload]):
    """A kind of job: its name in the queue, and the shape of what it needs to know."""

    name: str
    shape: type[Payload]

    def planned(
        self, payload: Payload, *, delay: timedelta = _NOW, key: str | None = None
    ) -> Planned:
        """Plan one; of two with the same key, the second is dropped until the first is done."""
        name_and_key = None if key is None else f"{self.name}:{key}"
        return Planned(self.name, msgspec.json.encode(payload), delay, name_and_key)


@dataclass(frozen=True)
class Planned:
    """A job on its way into the queue."""

    name: str
    payload: bytes
    delay: timedelta
    key: str | None


@dataclass(frozen=True)
class JobHandler:
    """Who does the jobs of one kind."""

    kind: JobKind[Any]
    act: Callable[[Any], Awaitable[None]]


def on_job(kind: JobKind[Payload], act: Callable[[Payload], Awaitable[None]]) -> JobHandler:
    """Declare who does a kind of job; its parameter must be the shape the kind carries."""
    return JobHandler(kind, act)


async def enqueue(tx: Transaction, planned: Sequence[Planned]) -> None:
    """Put jobs into the queue, as part of this transaction; one statement for all."""
    if not planned:
        return
    await tx.fetch(
        _ENQUEUE,
        [0 for _ in planned],
        [one.name for one in planned],
        [one.payload for one in planned],
        [one.delay for one in planned],
        [one.key for one in planned],
        [None for _ in planned],
    )


async def forget_finished_jobs(tx: Transaction) -> None:
    """Remove the record of old jobs; called by housekeeping."""
    await tx.execute(_FORGET, _KEPT_DAYS)
    await tx.execute(_FORGET_HELD, _HELD_DAYS)


# The library's own statement, run on our own connection: its methods would open another.
_ENQUEUE = QueryQueueBuilder().build_enqueue_query("skip")

_FORGET = "delete from pgqueuer_log where created < now() - make_interval(days => $1)"
_FORGET_HELD = """
delete from pgqueuer where status = 'failed' and updated < now() - make_interval(days => $1)
"""
