"""Processor time per message, by process: what stays the same on a busy machine."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import psutil

from bench.crowd import gathered
from bench.figures import Figure, percentile
from bench.sustained import AGENTS, VISITORS, sum_up

if TYPE_CHECKING:
    from bench.server import BenchServer

PART = "processor time per message"
RATE = 1_000


async def measure(server: BenchServer, seconds: float) -> list[Figure]:
    """Hold a moderate rate and see who spends what on each message."""
    async with gathered(server, visitors=VISITORS, agents=AGENTS) as crowd:
        await crowd.write_at(RATE, 1)
        await crowd.settle()
        before = _spent(server)
        await crowd.write_at(RATE, seconds)
        await crowd.settle()
        after = _spent(server)
        trial = await sum_up(crowd, RATE, 0.0)
    print(f"  {trial}")
    per_message = {name: 1e6 * (after[name] - before[name]) / (RATE * seconds) for name in after}
    return [
        *(Figure(PART, name, value, "µs") for name, value in per_message.items()),
        Figure(PART, "all together", sum(per_message.values()), "µs"),
        Figure(PART, "emit → `newMessage` at this rate, p50", percentile(trial.seen_ms, 50), "ms"),
    ]


def _spent(server: BenchServer) -> dict[str, float]:
    return {
        "web process": _seconds(psutil.Process(server.web.pid)),
        "worker process": _seconds(psutil.Process(server.worker.pid)),
        "PostgreSQL": _of_server("postgres"),
        "Redis": _of_server("valkey"),
        "load generator": _seconds(psutil.Process()),
    }


def _of_server(name: str) -> float:
    """Add up a bundled server's processes: they are children of this one."""
    servers = psutil.Process(os.getpid()).children(recursive=True)
    return sum(_seconds(one) for one in servers if one.name().startswith(name))


def _seconds(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)
