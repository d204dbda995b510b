"""The machine everything runs on, and how much of it others took meanwhile."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from pathlib import Path

import psutil


@dataclass(frozen=True)
class Effort:
    """Processor seconds spent so far: by all, by us and our children, and all there were."""

    everybody: float
    ours: float
    there_were: float

    @classmethod
    def so_far(cls) -> Effort:
        """Look at the clock of every processor."""
        all_times = psutil.cpu_times()
        idle = all_times.idle + getattr(all_times, "iowait", 0.0)
        total = float(sum(all_times)) - getattr(all_times, "guest", 0.0)
        me = psutil.Process()
        ours = sum(_seconds(one) for one in (me, *me.children(recursive=True)))
        return cls(total - idle, ours, total)

    def shares_since(self, before: Effort) -> tuple[float, float]:
        """Return how much of the machine was busy, and how much others took, in per cent."""
        there_were = max(self.there_were - before.there_were, 1e-9)
        busy = self.everybody - before.everybody
        others = max(0.0, busy - (self.ours - before.ours))
        return 100 * busy / there_were, 100 * others / there_were


def description() -> str:
    """Say what this machine is."""
    return ", ".join(
        [
            f"{os.cpu_count()} cores ({_model()})",
            f"{round(os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 1024**3)} GiB",
            f"Linux {platform.release().split('-')[0]}",
            f"Python {platform.python_version()}",
        ]
    )


def _model() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        name, _, value = line.partition(":")
        if name.strip() == "model name":
            return value.strip()
    return platform.machine()


def _seconds(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    # Children that ended count with the process that waited for them.
    return float(times.user + times.system + times.children_user + times.children_system)
