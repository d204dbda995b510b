"""What a process holds, as Linux counts it."""

from __future__ import annotations

from pathlib import Path

_RESET_PEAK = "5"
_KIB = 1024


def resident_bytes(pid: int) -> int:
    """Return the resident set of a process."""
    return _status(pid, "VmRSS")


def peak_bytes(pid: int) -> int:
    """Return the largest resident set since `forget_peak`."""
    return _status(pid, "VmHWM")


def forget_peak(pid: int) -> None:
    """Count the peak from now on."""
    Path(f"/proc/{pid}/clear_refs").write_text(_RESET_PEAK)


def _status(pid: int, name: str) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        key, _, value = line.partition(":")
        if key == name:
            return int(value.split()[0]) * _KIB
    raise LookupError(name)
