"""Which processes are ours: pid, start time and path must all match what was written down.

A pid alone proves nothing: after a reboot or a restarted container it belongs to
somebody else, and somebody else's process must never be stopped or reused.
"""

import os
import signal
import sys
import time
from pathlib import Path

import msgspec
import psutil

from frontdesk.infra.embedded.files import write_private

POLL_SECONDS = 0.02


class ProcessRecord(msgspec.Struct, frozen=True):
    """One process, told apart from every other that ever had its pid."""

    pid: int
    started: str
    path: str


def look_up(pid: int) -> ProcessRecord | None:
    """Describe a running process; None when there is none, or only its remains."""
    try:
        process = psutil.Process(pid)
        if process.status() == psutil.STATUS_ZOMBIE:
            return None
        path = process.exe().removesuffix(" (deleted)")
        return ProcessRecord(pid, _started(process), path)
    except (psutil.Error, OSError):
        return None


def record_file(data_dir: Path, name: str) -> Path:
    """Name the file in which a program of this data folder is recorded."""
    return data_dir / "run" / f"{name}.json"


def is_running(record: ProcessRecord) -> bool:
    return look_up(record.pid) == record


def write_record(file: Path, record: ProcessRecord) -> None:
    file.parent.mkdir(mode=0o700, exist_ok=True)
    write_private(file, msgspec.json.encode(record))


def read_record(file: Path) -> ProcessRecord | None:
    """Read a record; a missing or damaged one names no process."""
    try:
        return msgspec.json.decode(file.read_bytes(), type=ProcessRecord)
    except (OSError, msgspec.DecodeError):
        return None


def stop_left_over(file: Path, stop_signal: signal.Signals, seconds: float) -> bool:
    """Stop the recorded process if it is still that process; return whether it was."""
    record = read_record(file)
    was_running = record is not None and is_running(record)
    if record is not None and was_running:
        os.kill(record.pid, stop_signal)
        if not _is_gone_within(record, seconds):
            os.kill(record.pid, signal.SIGKILL)
            _is_gone_within(record, seconds)
    file.unlink(missing_ok=True)
    return was_running


def _is_gone_within(record: ProcessRecord, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while is_running(record):
        if time.monotonic() > deadline:
            return False
        time.sleep(POLL_SECONDS)
    return True


def _started(process: psutil.Process) -> str:
    if not sys.platform.startswith("linux"):
        return f"{process.create_time():.2f}"
    # The clock's own idea of the time of boot moves when the clock is set; ticks since
    # boot, with the name of the boot, do not.
    boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return f"{boot}/{fields[19]}"
