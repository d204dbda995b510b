"""At most so many in any window: shared in Redis, counted here while Redis is away."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from frontdesk.infra.limits import SlidingWindow
from frontdesk.infra.redis import RedisLink
from frontdesk.kit.clock import FrozenClock


@pytest.fixture
async def link(redis_url: str) -> AsyncIterator[RedisLink]:
    link = RedisLink(redis_url)
    assert await link.probe()
    yield link
    await link.close()


@pytest.fixture(params=["in Redis", "while Redis is away"])
def window(request: pytest.FixtureRequest, link: RedisLink) -> SlidingWindow:
    if request.param != "in Redis":
        link.mark_down(ConnectionError())
    return SlidingWindow(link, FrozenClock(datetime(2026, 3, 1, tzinfo=UTC)))


async def admit(window: SlidingWindow, item: str, key: str = "ada") -> int:
    return await window.admit(key, item, at_most=3, window_seconds=60)


async def test_three_pass_and_the_fourth_hears_how_long_to_wait(window: SlidingWindow) -> None:
    passed = [await admit(window, f"m{number}") for number in range(3)]

    assert passed == [0, 0, 0]
    assert 1 <= await admit(window, "m3") <= 60


async def test_an_item_that_comes_again_passes_and_does_not_count(window: SlidingWindow) -> None:
    for _ in range(5):
        assert await admit(window, "same") == 0
    assert [await admit(window, f"m{number}") for number in range(2)] == [0, 0]
    assert await admit(window, "same") == 0
    assert await admit(window, "m2") > 0


async def test_a_refused_item_leaves_no_trace(window: SlidingWindow) -> None:
    for number in range(3):
        await admit(window, f"m{number}")

    waits = [await admit(window, "again") for _ in range(3)]

    assert all(0 < wait <= 60 for wait in waits)


async def test_what_one_key_uses_up_is_nobody_elses(window: SlidingWindow) -> None:
    for number in range(4):
        await admit(window, f"m{number}")

    assert await admit(window, "m0", key="eve") == 0


async def test_of_twenty_at_once_exactly_three_pass(window: SlidingWindow) -> None:
    waits = await asyncio.gather(*(admit(window, f"m{number}") for number in range(20)))

    assert waits.count(0) == 3


async def test_the_window_slides_as_time_passes(link: RedisLink) -> None:
    link.mark_down(ConnectionError())
    clock = FrozenClock(datetime(2026, 3, 1, tzinfo=UTC))
    window = SlidingWindow(link, clock)
    for number in range(3):
        await admit(window, f"m{number}")
        clock.advance(10)

    assert await admit(window, "m3") == 30
    clock.advance(30.5)
    assert await admit(window, "m3") == 0
    assert await admit(window, "m4") > 0


async def test_in_redis_an_item_leaves_after_its_window(link: RedisLink) -> None:
    window = SlidingWindow(link, FrozenClock(datetime(2026, 3, 1, tzinfo=UTC)))
    seconds, _ = await link.client.time()
    await link.client.zadd("fd:window:ada", {"old": (seconds - 61) * 1000})

    assert [await admit(window, f"m{number}") for number in range(3)] == [0, 0, 0]
    assert 0 < await link.client.pttl("fd:window:ada") <= 60_000
