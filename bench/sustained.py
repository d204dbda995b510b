"""The highest rate that 200 visitors can keep up with nothing lost, and pgbench beside it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from typing_extensions import override

from bench import pgbench
from bench.crowd import gathered
from bench.figures import Figure, percentile

if TYPE_CHECKING:
    from bench.crowd import Crowd
    from bench.ledger import Verdict
    from bench.server import BenchServer

PART = "sustained, 200 visitors"
VISITORS = 200
AGENTS = 2
# How long what was sent last may take to be everywhere, if the queue is not growing.
_MAX_TAIL_SECONDS = 0.5
_TRIAL_SECONDS = 4.0
_FLOOD = 6_000
# A flood is not the kindest way to be given work, so the search begins above its speed.
_FIRST = 1.2
# After a rate that did not hold comes a little less than what was worked off meanwhile, but
# never much less than the rate: one disturbance would leave the search far too low.
_NEXT, _LEAST = 0.95, 0.85
_MAX_TRIALS = 12


@dataclass(frozen=True)
class Trial:
    """One rate, held for a while."""

    rate: float
    tail_seconds: float
    verdict: Verdict
    # Messages that somebody still waited for at the very end, or that were refused.
    missing: int
    confirmed_ms: list[float]
    seen_ms: list[float]
    lag_ms: list[float]

    @property
    def holds(self) -> bool:
        """Whether nothing went wrong and no queue was left to work off."""
        return not self.faults and self.tail_seconds <= _MAX_TAIL_SECONDS

    @property
    def faults(self) -> int:
        """How much was lost, doubled, out of order or not there in the end."""
        return self.verdict.faults + self.missing

    @property
    def worked_off(self) -> float:
        """How many messages per second were done with, the tail included."""
        count = len(self.lag_ms)
        return count / (count / self.rate + self.tail_seconds)

    @override
    def __str__(self) -> str:
        """Sum it up in a line."""
        waits = (
            f"p50 {percentile(self.seen_ms, 50):.0f} ms p99 {percentile(self.seen_ms, 99):.0f} ms"
        )
        return (
            f"{self.rate:,.0f}/s: tail {self.tail_seconds:.2f} s, {self.verdict}, "
            f"{self.missing} missing, seen {waits}, "
            f"generator late p99 {percentile(self.lag_ms, 99):.1f} ms"
        )


async def measure(server: BenchServer, seconds: float) -> list[Figure]:
    """Find the rate from above, hold it, then give the database to pgbench alone."""
    capacity = await _flood(server)
    print(f"  flooded: {capacity:,.0f}/s")
    trial = await _highest(server, capacity, seconds)
    server.stop_processes()
    plain = await pgbench.transactions_per_second(server, seconds)
    # A rate at which anything was lost or left behind is none that was reached.
    rate = trial.rate if trial.holds else 0.0
    return [
        Figure(PART, "stored and shown everywhere", rate, "messages/s", 2_500, "more"),
        Figure(PART, "lost, doubled or out of order", trial.faults, "", 0),
        Figure(PART, "emit → `messageSent`, p50", percentile(trial.confirmed_ms, 50), "ms"),
        Figure(PART, "emit → `messageSent`, p99", percentile(trial.confirmed_ms, 99), "ms"),
        Figure(PART, "emit → agent's `newMessage`, p50", percentile(trial.seen_ms, 50), "ms"),
        Figure(PART, "emit → agent's `newMessage`, p99", percentile(trial.seen_ms, 99), "ms"),
        Figure(PART, "the generator's own lag, p99", percentile(trial.lag_ms, 99), "ms"),
        Figure(PART, "pgbench, one message per transaction, 32 clients", plain, "messages/s"),
        Figure(PART, "ours to pgbench's", 100 * rate / plain, "%", 50, "more"),
    ]


async def hold(server: BenchServer, rate: float, seconds: float) -> Trial:
    """Hold one rate with a new crowd."""
    async with gathered(server, visitors=VISITORS, agents=AGENTS) as crowd:
        await crowd.write_at(rate, seconds)
        ended = crowd.ledger.intended[-1]
        finished = await crowd.settle()
        return await sum_up(crowd, rate, finished - ended)


async def _flood(server: BenchServer) -> float:
    """Send a lot at once: how fast it drains is about what can be held."""
    async with gathered(server, visitors=VISITORS, agents=AGENTS) as crowd:
        begin = asyncio.get_running_loop().time()
        for number in range(_FLOOD):
            crowd.write(number % VISITORS, begin)
        return _FLOOD / (await crowd.settle() - begin)


async def _highest(server: BenchServer, capacity: float, seconds: float) -> Trial:
    """Return the first rate that held, or the last that was tried."""
    rate = _FIRST * capacity
    for trials_left in reversed(range(_MAX_TRIALS)):
        trial = await hold(server, rate, min(seconds, _TRIAL_SECONDS))
        print(f"  {trial}", flush=True)
        if trial.holds and seconds > _TRIAL_SECONDS:
            trial = await hold(server, rate, seconds)
            print(f"  {trial}", flush=True)
        if trial.holds or not trials_left:
            break
        rate = max(_NEXT * trial.worked_off, _LEAST * rate)
    return trial


async def sum_up(crowd: Crowd, rate: float, tail_seconds: float) -> Trial:
    ledger = crowd.ledger
    return Trial(
        rate=rate,
        tail_seconds=tail_seconds,
        verdict=await crowd.judge(),
        missing=ledger.unfinished + len(ledger.failed),
        confirmed_ms=ledger.waits_ms(ledger.told),
        seen_ms=[wait for page in ledger.seen for wait in ledger.waits_ms(page)],
        lag_ms=ledger.lags_ms,
    )
