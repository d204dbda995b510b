"""The bell that wakes background tasks, and lets them go."""

import asyncio

import pytest

from frontdesk.infra.bell import Bell


async def wait_for_ever(bell: Bell) -> None:
    while True:
        await bell.wait(10)


async def test_rings_before_the_wait_add_up_to_one() -> None:
    bell = Bell()
    bell.ring()
    bell.ring()

    assert await bell.wait(0.01) is True
    assert await bell.wait(0.01) is False


@pytest.mark.parametrize("steps", range(6))
async def test_who_is_called_off_in_the_moment_the_bell_rings_goes(steps: int) -> None:
    bell = Bell()
    task = asyncio.create_task(wait_for_ever(bell))
    await asyncio.sleep(0)
    await asyncio.sleep(0)

    bell.ring()
    for _ in range(steps):
        await asyncio.sleep(0)
    task.cancel()

    done, _ = await asyncio.wait([task], timeout=1)
    assert done == {task}
