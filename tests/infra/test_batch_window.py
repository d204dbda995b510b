"""A batch window: at once when idle, together when busy."""

from __future__ import annotations

import asyncio

import pytest

from frontdesk.infra.batch_window import BatchWindow

SHORTEST, LONGEST, PER_ITEM = 0.02, 0.06, 0.001
# What a timer may be early.
_EARLY = 0.002


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Every pause a window asked for."""
    asked: list[float] = []
    really_sleep = asyncio.sleep

    async def sleep(seconds: float) -> None:
        asked.append(seconds)
        await really_sleep(seconds)

    monkeypatch.setattr("frontdesk.infra.batch_window.asyncio.sleep", sleep)
    return asked


async def seconds_held(window: BatchWindow) -> float:
    clock = asyncio.get_running_loop().time
    began = clock()
    await window.wait()
    return clock() - began


async def test_the_first_round_after_a_quiet_moment_goes_at_once(pauses: list[float]) -> None:
    window = BatchWindow(SHORTEST, LONGEST, PER_ITEM)
    await window.wait()
    window.note(1_000)
    await asyncio.sleep(LONGEST)
    pauses.clear()

    await window.wait()

    assert pauses == []


async def test_the_more_a_round_had_to_do_the_later_the_next_begins() -> None:
    window = BatchWindow(SHORTEST, LONGEST, PER_ITEM)
    waits = []
    await window.wait()
    for items in (0, 20, 10_000):
        window.note(items)
        waits.append(await seconds_held(window))

    at_least = [SHORTEST, SHORTEST + 20 * PER_ITEM, LONGEST]
    assert all(wait >= least - _EARLY for wait, least in zip(waits, at_least, strict=True))


async def test_a_round_that_took_longer_than_its_pause_is_followed_at_once(
    pauses: list[float],
) -> None:
    window = BatchWindow(SHORTEST, LONGEST, PER_ITEM)
    await window.wait()
    window.note(10_000)
    await asyncio.sleep(LONGEST)
    pauses.clear()

    await window.wait()

    assert pauses == []
