"""Everybody writes at the same moment."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from bench.crowd import gathered
from bench.figures import Figure
from bench.memory import forget_peak, peak_bytes, resident_bytes

if TYPE_CHECKING:
    from bench.server import BenchServer

PART = "5,000 at once"
VISITORS = 200
MESSAGES = 5_000
_MIB = 1024 * 1024


async def measure(server: BenchServer, _seconds: float) -> list[Figure]:
    """Send 5,000 messages at once; time the last sight of the last one."""
    async with gathered(server, visitors=VISITORS, agents=2) as crowd:
        pids = {"web": server.web.pid, "worker": server.worker.pid}
        before = {name: resident_bytes(pid) for name, pid in pids.items()}
        for pid in pids.values():
            forget_peak(pid)
        begin = time.monotonic()
        for number in range(MESSAGES):
            crowd.write(number % VISITORS, begin)
        took = await crowd.settle() - begin
        verdict = await crowd.judge()
        unseen, late = crowd.ledger.unfinished, len(crowd.ledger.unanswered)
    print(f"  {verdict}")
    wrong = unseen + verdict.faults
    return [
        Figure(PART, "until all are stored and shown", took, "s", 3),
        Figure(PART, "lost, doubled or out of order", wrong, "", 0),
        Figure(PART, "told to try again, as 5 s had passed", late, ""),
        *(
            Figure(PART, f"peak memory of the {name} process", peak_bytes(pid) / _MIB, "MiB")
            for name, pid in pids.items()
        ),
        *(
            Figure(PART, f"of which before the burst, {name}", size / _MIB, "MiB")
            for name, size in before.items()
        ),
    ]
