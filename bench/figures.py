"""Figures: what was measured, what was hoped for, and how they are written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

# The figures of each part, by the name under which it is asked for.
Measured: TypeAlias = "Mapping[str, Sequence[Figure]]"

NOT_EXPLAINED = "Not explained."


@dataclass(frozen=True)
class Figure:
    """One line of the table. Without a goal it is there to be known, not to be met."""

    part: str
    measure: str
    value: float
    unit: str
    goal: float | None = None
    better: Literal["less", "more"] = "less"

    @property
    def is_met(self) -> bool:
        """Whether the goal, if there is one, is reached."""
        if self.goal is None:
            return True
        return self.value <= self.goal if self.better == "less" else self.value >= self.goal

    @property
    def name(self) -> str:
        """Say what was measured, where there is no table around it."""
        return f"{self.part}: {self.measure}"

    @property
    def verdict(self) -> str:
        """Say *met* or *missed*, or nothing where nothing was promised."""
        if self.goal is None:
            return ""
        return "met" if self.is_met else "**missed**"

    def cells(self) -> list[str]:
        """Write the figure as cells of a table."""
        sign = "≤" if self.better == "less" else "≥"
        goal = "" if self.goal is None else f"{sign} {_number(self.goal)} {self.unit}".strip()
        return [self.part, self.measure, f"{_number(self.value)} {self.unit}".strip(), goal]


def percentile(values: Iterable[float], per_cent: float) -> float:
    """Return the value below which this share of all values lies."""
    ordered = sorted(values)
    if not ordered:
        return float("nan")
    return ordered[min(len(ordered) - 1, int(len(ordered) * per_cent / 100))]


def table(measured: Measured) -> str:
    """Write a Markdown table."""
    rows = [["Part", "Measure", "Measured", "Goal", ""]]
    rows += [[*one.cells(), one.verdict] for figures in measured.values() for one in figures]
    rows.insert(1, ["---"] * 5)
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def misses(measured: Measured, because: Mapping[str, str]) -> list[str]:
    """Write a line for each goal that was missed, ending with what explains its part."""
    return [
        f"- **{figure.name}**: {figure.cells()[2]}, goal {figure.cells()[3]}."
        f" {because.get(part, NOT_EXPLAINED)}"
        for part, figures in measured.items()
        for figure in figures
        if not figure.is_met
    ]


def _number(value: float) -> str:
    if abs(value) >= 100 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.2f}" if abs(value) < 10 else f"{value:.1f}"
