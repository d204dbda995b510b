"""Background tasks end when their process means them to, whatever they swallow."""

import asyncio
from contextlib import suppress

from frontdesk.infra.tasks import running


async def swallow(times: int, ended: list[str]) -> None:
    """Wait for ever, and overhear so many cancellations."""
    for _ in range(times):
        with suppress(asyncio.CancelledError):
            await asyncio.Event().wait()
    try:
        await asyncio.Event().wait()
    finally:
        ended.append("ended")


async def nested(ended: list[str]) -> None:
    async with running(swallow(1, ended)):
        await asyncio.Event().wait()


async def test_a_task_that_misses_its_cancellation_is_cancelled_again() -> None:
    ended: list[str] = []

    async with asyncio.timeout(5), running(swallow(2, ended), nested(ended)):
        await asyncio.sleep(0)

    assert ended == ["ended", "ended"]
