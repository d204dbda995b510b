"""Background tasks that live exactly as long as their process means them to."""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

import structlog

from frontdesk.infra.database import AWAY
from frontdesk.kit.failures import kind_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence

log = structlog.get_logger()

_AGAIN_SECONDS = 0.5


@asynccontextmanager
async def running(*work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Run tasks beside the block, and cancel them when it ends.

    A task that ends by itself takes the process down, whether it died of a bug, returned, or
    was cancelled by an accident inside a library: half a process looks alive and is not,
    while a whole one is started again by its supervisor.
    """
    tasks = [asyncio.create_task(one) for one in work]
    for task in tasks:
        task.add_done_callback(_end_process_unless_asked)
    try:
        yield
    finally:
        await _end(tasks)


async def every(seconds: float, act: Callable[[], Awaitable[object]], when_away: str) -> None:
    """Pause and act, for ever; run as a task. `when_away` is logged while PostgreSQL is away.

    Any other failure is a bug, and ends the task.
    """
    while True:
        await asyncio.sleep(seconds)
        try:
            await act()
        except AWAY as error:
            log.warning(when_away, error=kind_of(error))


def end_process() -> None:
    """Ask our own process to stop, as an operator would. Tests put something milder here."""
    os.kill(os.getpid(), signal.SIGTERM)


async def _end(tasks: Sequence[asyncio.Task[None]]) -> None:
    """Cancel until all are gone.

    Once is not enough: a library that waits with a timeout may swallow a cancellation that
    comes together with its result. Being cancelled meanwhile changes nothing: we are ending.
    """
    while pending := [task for task in tasks if not task.done()]:
        for task in pending:
            task.cancel()
        with suppress(asyncio.CancelledError):
            await asyncio.wait(pending, timeout=_AGAIN_SECONDS)


def _end_process_unless_asked(task: asyncio.Task[None]) -> None:
    error = None if task.cancelled() else task.exception()
    if error is None and task.cancelling():
        return
    name = getattr(task.get_coro(), "__qualname__", "")
    log.error("A background task ended; ending the process", task=name, exc_info=error)
    end_process()
