"""The notifier that wakes background tasks, and lets them go."""

import asyncio

import pytest

from frontdesk.infra.notifier import Notifier


async def wait_for_ever(notifier: Notifier) -> None:
    while True:
        await notifier.wait(10)


async def test_rings_before_the_wait_add_up_to_one() -> None:
    notifier = Notifier()
    notifier.notify()
    notifier.notify()

    assert await notifier.wait(0.01) is True
    assert await notifier.wait(0.01) is False


@pytest.mark.parametrize("steps", range(6))
async def test_a_task_that_is_cancelled_as_it_is_notified_ends(steps: int) -> None:
    notifier = Notifier()
    task = asyncio.create_task(wait_for_ever(notifier))
    await asyncio.sleep(0)
    await asyncio.sleep(0)

    notifier.notify()
    for _ in range(steps):
        await asyncio.sleep(0)
    task.cancel()

    done, _ = await asyncio.wait([task], timeout=1)
    assert done == {task}
