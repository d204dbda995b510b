"""Doing jobs: any number of workers, each job by one of them, taken over when that one dies.

A worker that holds a job says every few seconds that it lives. When it stops, another
takes the job within `TAKEN_OVER_SECONDS` and the seconds between two looks. A worker that
was only frozen may then do it, too: handlers decide by the database what is left to do.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import asyncpg
import msgspec
import structlog
from pgqueuer import QueueManager
from pgqueuer.domain.errors import FailingListenerError, RetryRequested
from pgqueuer.queries import Queries
from pgqueuer.types import Channel

from frontdesk.infra.database import AWAY
from frontdesk.infra.pause_points import pause_point
from frontdesk.kit.errors import Unavailable
from frontdesk.kit.failures import kind_of, place_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pgqueuer.models import Job

    from frontdesk.infra.database import Database
    from frontdesk.infra.jobs.queue import JobHandler

log = structlog.get_logger()

TAKEN_OVER_SECONDS = 5.0
LOOK_SECONDS = 1.0
MAX_ATTEMPTS = 8
# Said, not left to the library, which would read it from the environment.
_CHANNEL = Channel("ch_pgqueuer")
# A turn of the responder waits for its model most of the time, and holds nothing meanwhile.
# That a job lives is said for all of them in one statement, a few times a second.
_AT_ONCE = 1_200
_BATCH = 10
_LONGEST_PAUSE_SECONDS = 60.0
_AGAIN_SECONDS = 0.5
# What still runs when the process is told to end gets this long.
_GRACE_SECONDS = 5.0


class JobFailed(Exception):
    """What is kept of an error: its kind and its place, never its text."""


class JobWorker:
    """Takes jobs from the queue and does them."""

    def __init__(self, database: Database, handlers: Sequence[JobHandler]) -> None:
        self._database = database
        self._handlers = handlers

    async def run(self) -> None:
        """Work for ever, whatever happens to PostgreSQL; run as a task."""
        while True:
            try:
                await self._work()
            except (*AWAY, FailingListenerError) as error:
                log.warning("Jobs have to wait", error=kind_of(error))
            await asyncio.sleep(_AGAIN_SECONDS)

    async def _work(self) -> None:
        async with self._database.connection("jobs") as connection:
            queue = QueueManager(Queries.from_asyncpg_connection(connection), _CHANNEL)
            for handler in self._handlers:
                # A job that fails for good is kept, so that somebody can look at it.
                entry = queue.entrypoint(
                    handler.kind.name, on_failure="hold", accepts_context=False
                )
                entry(partial(_perform, handler))
            taking = asyncio.ensure_future(_take_jobs(queue))
            try:
                await asyncio.wait({taking})
            except asyncio.CancelledError:
                await _let_finish(queue, taking, connection)
                raise
            await taking


async def _take_jobs(queue: QueueManager) -> None:
    await queue.run(
        dequeue_timeout=timedelta(seconds=LOOK_SECONDS),
        batch_size=_BATCH,
        max_concurrent_tasks=_AT_ONCE,
        shutdown_on_listener_failure=True,
        heartbeat_timeout=timedelta(seconds=TAKEN_OVER_SECONDS),
        log_aggregation_interval=timedelta(0),
    )


async def _let_finish(
    queue: QueueManager,
    taking: asyncio.Future[None],
    connection: asyncpg.Connection[asyncpg.Record],
) -> None:
    """Take nothing new, and let what runs come to its end.

    The library notes a job whose task is cancelled as done. So whatever does not finish in
    time loses its connection first: it stays taken, falls silent, and another worker does it.
    """
    queue.shutdown.set()
    clock = asyncio.get_running_loop().time
    until = clock() + _GRACE_SECONDS
    while not taking.done() and clock() < until:
        with suppress(asyncio.CancelledError):
            await asyncio.wait({taking}, timeout=until - clock())
    if not taking.done():
        connection.terminate()
    while not taking.done():
        taking.cancel()
        with suppress(asyncio.CancelledError):
            await asyncio.wait({taking}, timeout=_AGAIN_SECONDS)


async def _perform(handler: JobHandler, job: Job) -> None:
    await pause_point("jobs.taken")
    try:
        payload = msgspec.json.decode(job.payload or b"null", type=handler.kind.shape)
    except msgspec.DecodeError as error:
        raise _failed_for_good(handler, job, error) from None
    try:
        await handler.act(payload)
    except Exception as error:  # noqa: BLE001 - the edge of a job: it is tried again, or held
        raise _again_or_held(handler, job, error) from None
    await pause_point("jobs.done")


def _again_or_held(handler: JobHandler, job: Job, error: Exception) -> Exception:
    # A server that is away is nobody's fault and comes back: that never counts as failed.
    if job.attempts + 1 >= MAX_ATTEMPTS and not isinstance(error, Unavailable):
        return _failed_for_good(handler, job, error)
    pause = min(2.0 ** min(job.attempts, 16), _LONGEST_PAUSE_SECONDS)
    log.warning(
        "A job failed and is tried again",
        job=handler.kind.name,
        id=job.id,
        attempts=job.attempts + 1,
        error=kind_of(error),
        at=place_of(error),
    )
    return RetryRequested(timedelta(seconds=pause), type(error).__name__)


def _failed_for_good(handler: JobHandler, job: Job, error: Exception) -> Exception:
    log.error(
        "A job failed for good and is held",
        job=handler.kind.name,
        id=job.id,
        error=kind_of(error),
        at=place_of(error),
    )
    return JobFailed(f"{type(error).__name__} at {place_of(error)[-1:]}")
