"""An answer is kept for a while, looked up by one of those who ask, and holds up nobody else."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest

from frontdesk.infra import expiring_cache
from frontdesk.infra.expiring_cache import ExpiringCache
from frontdesk.kit.clock import FrozenClock
from frontdesk.kit.errors import NotFound, Unavailable
from tests.fleet import until
from tests.patience import PATIENCE_SECONDS


class Oracle:
    """Answers with how often it was asked, or with an error; a closed gate makes it slow."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.gates: dict[str, asyncio.Event] = {}
        self.error: Exception | None = None

    async def __call__(self, key: str) -> str:
        self.asked.append(key)
        if key in self.gates:
            await self.gates[key].wait()
        if self.error is not None:
            raise self.error
        return f"{key}{len(self.asked)}"


@pytest.fixture
def oracle() -> Oracle:
    return Oracle()


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock(datetime.now(UTC))


@pytest.fixture
def cache(oracle: Oracle, clock: FrozenClock) -> ExpiringCache[str, str]:
    return ExpiringCache(clock, oracle)


async def test_it_asks_again_only_when_the_answer_is_too_old(
    cache: ExpiringCache[str, str], clock: FrozenClock
) -> None:
    found = [await cache.find("a", 5.0)]
    clock.advance(4.9)
    found.append(await cache.find("a", 5.0))
    clock.advance(0.2)
    found.append(await cache.find("a", 5.0))

    assert found == ["a1", "a1", "a2"]


async def test_of_many_who_ask_at_once_one_looks(
    cache: ExpiringCache[str, str], oracle: Oracle
) -> None:
    found = await asyncio.gather(*(cache.find("a", 5.0) for _ in range(50)))

    assert (set(found), oracle.asked) == ({"a1"}, ["a"])


async def test_a_slow_look_up_of_one_key_holds_up_no_other(
    cache: ExpiringCache[str, str], oracle: Oracle
) -> None:
    oracle.gates["slow"] = asyncio.Event()
    slow = asyncio.create_task(cache.find("slow", 5.0))
    await until(lambda: oracle.asked)

    async with asyncio.timeout(PATIENCE_SECONDS):
        quick = await cache.find("quick", 5.0)
    oracle.gates["slow"].set()

    assert (quick, await slow) == ("quick2", "slow2")


async def test_whoever_is_cancelled_while_looking_leaves_it_to_the_next(
    cache: ExpiringCache[str, str], oracle: Oracle
) -> None:
    oracle.gates["a"] = asyncio.Event()
    gone, next_one = (asyncio.create_task(cache.find("a", 5.0)) for _ in range(2))
    await until(lambda: oracle.asked)
    gone.cancel()
    oracle.gates["a"].set()

    assert await next_one == "a2"


async def test_an_error_is_not_kept_and_what_is_gone_is_forgotten(
    cache: ExpiringCache[str, str], oracle: Oracle, clock: FrozenClock
) -> None:
    await cache.find("a", 5.0)
    clock.advance(6)
    oracle.error = NotFound()
    with pytest.raises(NotFound):
        await cache.find_or_last("a", 5.0)
    oracle.error = Unavailable()
    with pytest.raises(Unavailable):
        await cache.find_or_last("a", 5.0)
    oracle.error = None

    assert await cache.find("a", 5.0) == "a4"


async def test_while_the_source_is_away_the_last_answer_will_do_if_there_is_one(
    cache: ExpiringCache[str, str], oracle: Oracle, clock: FrozenClock
) -> None:
    await cache.find("a", 5.0)
    clock.advance(6)
    oracle.error = Unavailable()

    assert await cache.find_or_last("a", 5.0) == "a1"
    with pytest.raises(Unavailable):
        await cache.find_or_last("b", 5.0)
    with pytest.raises(Unavailable):
        await cache.find("a", 5.0)


async def test_it_does_not_grow_without_end(
    cache: ExpiringCache[str, str], oracle: Oracle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(expiring_cache, "_MAX_KEPT", 3)
    for key in "abcd":
        await cache.find(key, 5.0)

    await cache.find("a", 5.0)

    assert oracle.asked == [*"abcda"]
