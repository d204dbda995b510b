"""Tells a test that fails from one that cannot stand a busy machine.

Two lanes and their servers share two cores, and in continuous integration with strangers'
work. A test that failed there and passes `TIMES` times alone is unsteady: it is named at the
end of the run, to be mended, and the run goes on. More than `MOST` are no accident.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO

TIMES = 3
MOST = 3
_FAILED = re.compile(r"^(?:FAILED|ERROR) (\S+::\S+?(?:\[.*?\])?)(?: - .*)?$", re.MULTILINE)
_COUNTED = re.compile(r"\b(\d+) (?:failed|errors?)\b")


def failed_tests(output: str) -> tuple[str, ...]:
    """Read from pytest's summary which tests failed; none if it did not come to a summary.

    None as well if there are more than `MOST`, or if not every failure is named.
    """
    named = tuple(dict.fromkeys(_FAILED.findall(output)))
    counted = _COUNTED.findall(_last_line(output))
    whole = bool(named) and len(named) <= MOST and sum(map(int, counted)) == len(named)
    return named if whole else ()


def run_pytest(tests: Sequence[str], output: IO[str]) -> bool:
    """Run these tests, and nothing beside them; tell whether they passed."""
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *tests]
    ended = subprocess.run(command, stdout=output, stderr=subprocess.STDOUT, check=False)  # noqa: S603 - ours
    return ended.returncode == 0


def passes_alone(
    tests: Sequence[str], log: Path, run: Callable[[Sequence[str], IO[str]], bool] = run_pytest
) -> bool:
    """Run these tests `TIMES` times, one after the other; tell whether they always passed."""
    with log.open("w") as output:
        return all(run(tests, output) for _ in range(TIMES))


def _last_line(output: str) -> str:
    lines = [line for line in output.splitlines() if line.startswith("=") and " in " in line]
    return lines[-1] if lines else ""
