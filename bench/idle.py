"""Many visitors who only look, then all of them coming back at once."""

from __future__ import annotations

import asyncio
import random
import time
from typing import TYPE_CHECKING

from bench.crowd import arrive, gathered
from bench.figures import Figure
from bench.memory import resident_bytes
from bench.server import wait_until_ready

if TYPE_CHECKING:
    from bench.crowd import Crowd
    from bench.people import Visitor
    from bench.server import BenchServer

VISITORS = 5_000
PART = "5,000 idle visitors"
STORM = "5,000 come back, each with a message unconfirmed"
_KIB = 1024
# A client's own waiting times between tries, in seconds, as socket.io's are.
_FIRST_WAIT, _LONGEST_WAIT = 0.5, 5.0


async def measure(server: BenchServer, seconds: float) -> list[Figure]:
    """Hold 5,000 identified sockets and see what each one costs."""
    async with gathered(server, visitors=0, agents=0) as crowd:
        before = resident_bytes(server.web.pid)
        took = await _come(crowd)
        await asyncio.sleep(seconds)
        each = (resident_bytes(server.web.pid) - before) / VISITORS / _KIB
    return [
        Figure(PART, "memory of the web process per socket", each, "KiB", 64),
        Figure(PART, "connected and identified", VISITORS / took, "visitors/s"),
    ]


async def measure_storm(server: BenchServer, _seconds: float) -> list[Figure]:
    """Kill the web process under 5,000 visitors who wait for an answer."""
    async with gathered(server, visitors=0, agents=0) as crowd:
        await _come(crowd)
        now = time.monotonic()
        numbers = [crowd.write(number, now) for number in range(VISITORS)]
        server.web.kill()
        server.start_web_again()
        wait_until_ready(server)
        begin = time.monotonic()
        await asyncio.gather(*(_come_back(one) for one in crowd.visitors))
        took = time.monotonic() - begin
        for visitor, message in zip(crowd.visitors, numbers, strict=True):
            if message not in crowd.ledger.told:
                visitor.write(message)
        finished = await crowd.settle() - begin
        verdict = await crowd.judge()
        wrong = crowd.ledger.unfinished + verdict.faults
    print(f"  {verdict}")
    return [
        Figure(STORM, "until all are identified again", took, "s", 30),
        Figure(STORM, "until all messages are confirmed", finished, "s"),
        Figure(STORM, "lost, doubled or out of order", wrong, "", 0),
    ]


async def _come(crowd: Crowd) -> float:
    crowd.add_visitors(VISITORS)
    begin = time.monotonic()
    await arrive(crowd.visitors)
    return time.monotonic() - begin


async def _come_back(visitor: Visitor) -> None:
    wait = _FIRST_WAIT
    await visitor.lost.wait()
    while True:
        await asyncio.sleep(wait * random.uniform(0.5, 1.5))
        try:
            await visitor.arrive()
        except (OSError, TimeoutError):
            visitor.leave()
            wait = min(_LONGEST_WAIT, wait * 2)
        else:
            return
