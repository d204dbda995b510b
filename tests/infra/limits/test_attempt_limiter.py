"""While Redis is away, tries are counted in the process; a sign-in stays guarded."""

from datetime import UTC, datetime

import pytest

from frontdesk.infra.limits import AttemptLimiter
from frontdesk.infra.redis import RedisLink
from frontdesk.kit.clock import FrozenClock


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock(datetime(2030, 1, 1, tzinfo=UTC))


@pytest.fixture
def limiter(clock: FrozenClock) -> AttemptLimiter:
    # Port 1 answers nobody.
    return AttemptLimiter(RedisLink("redis://127.0.0.1:1"), clock)


async def take(limiter: AttemptLimiter, key: str = "olivia") -> int:
    return await limiter.take(key, at_most=5, window_seconds=300)


async def test_the_sixth_try_waits_until_the_window_is_over(
    limiter: AttemptLimiter, clock: FrozenClock
) -> None:
    first = [await take(limiter) for _ in range(5)]
    clock.advance(100)

    assert first == [0] * 5
    assert await take(limiter) == 200
    clock.advance(200)
    assert await take(limiter) == 0


async def test_everybody_has_attempts_of_their_own(limiter: AttemptLimiter) -> None:
    for _ in range(6):
        await take(limiter)

    assert await take(limiter, "eve") == 0


async def test_a_rightful_try_is_not_counted(limiter: AttemptLimiter) -> None:
    for _ in range(20):
        assert await take(limiter) == 0
        await limiter.give_back("olivia")


async def test_both_ways_of_counting_agree(clock: FrozenClock, redis_url: str) -> None:
    link = RedisLink(redis_url)
    await link.probe()
    shared = AttemptLimiter(link, clock)

    waits = [await take(shared) for _ in range(6)]
    await link.close()

    assert waits[:5] == [0] * 5
    assert 290 < waits[5] <= 300
