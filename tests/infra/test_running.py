"""Background tasks end when their process means them to, whatever they swallow."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any

import pytest

from frontdesk.infra.database import DatabaseAway
from frontdesk.infra.tasks import every, running
from tests.patience import PATIENCE_SECONDS


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

    async with asyncio.timeout(PATIENCE_SECONDS), running(swallow(2, ended), nested(ended)):
        await asyncio.sleep(0)

    assert ended == ["ended", "ended"]


async def returns() -> None:
    """Come to an end, as nothing that runs for ever should."""


async def dies() -> None:
    raise LookupError("a bug")


async def is_cancelled_by_accident() -> None:
    """Wait for something that a library cancelled behind our back."""
    waited_for = asyncio.get_running_loop().create_future()
    waited_for.cancel()
    await waited_for


@pytest.mark.parametrize("ends", [returns, dies, is_cancelled_by_accident])
async def test_a_task_that_ends_by_itself_ends_the_process(
    ended: list[str], ends: Callable[[], Coroutine[Any, Any, None]]
) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS), running(ends(), asyncio.Event().wait()):  # type: ignore[arg-type]
        while not ended:  # noqa: ASYNC110 - it is appended to from a callback
            await asyncio.sleep(0)

    assert len(ended) == 1
    ended.clear()


async def test_a_task_that_is_asked_to_end_ends_nothing_else(ended: list[str]) -> None:
    async with running(nested([])):
        await asyncio.sleep(0)

    assert ended == []


async def test_what_is_done_for_ever_waits_for_the_database_and_dies_of_a_bug() -> None:
    failures = [DatabaseAway(), DatabaseAway(), LookupError("a bug")]

    async def act() -> None:
        raise failures.pop(0)

    async with asyncio.timeout(PATIENCE_SECONDS):
        with pytest.raises(LookupError):
            await every(0, act, "It has to wait")

    assert failures == []
