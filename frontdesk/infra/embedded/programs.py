"""Programs we start and stop: what they are, and the child each becomes."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from frontdesk.infra.embedded.records import (
    POLL_SECONDS,
    look_up,
    stop_left_over,
    write_record,
)
from frontdesk.infra.embedded.users import ServerUser

LAUNCHER = Path(__file__).with_name("launch.py")
# A log that outgrew this is begun again at the next start.
MAX_LOG_BYTES = 20_000_000


class DidNotStart(Exception):
    """A program of ours could not be started."""


def _always_ready(_pid: int) -> bool:
    return True


@dataclass(frozen=True)
class Program:
    """Something to run as a child: a bundled server, or one of our own processes."""

    name: str
    argv: tuple[str, ...]
    directory: Path
    # Where it is written down which process it became; None for what ends by itself.
    record: Path | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    stop_seconds: float = 10
    environment: Mapping[str, str] = field(default_factory=dict)
    user: ServerUser | None = None
    log: Path | None = None
    stdin: bytes = b""
    is_ready: Callable[[int], bool] = _always_ready


@dataclass(frozen=True)
class Child:
    """A program that is running, or was."""

    program: Program
    process: subprocess.Popen[bytes]

    def is_running(self) -> bool:
        return self.process.poll() is None

    def is_ready(self) -> bool:
        return self.is_running() and self.program.is_ready(self.process.pid)


def start(program: Program) -> Child:
    """Start a program and write down which process it became."""
    process = _launch(program, None if program.log is None else _open_log(program.log))
    record = look_up(process.pid)
    # It may have ended already; the wait for readiness will see that.
    if record is not None and program.record is not None:
        write_record(program.record, record)
    return Child(program, process)


def run_to_the_end(program: Program) -> str:
    """Run a program that ends by itself; give back what it said."""
    with tempfile.TemporaryFile() as output:
        process = _launch(program, os.dup(output.fileno()))
        exit_code = process.wait()
        output.seek(0)
        said = output.read().decode(errors="replace")
    if exit_code != 0:
        message = f"{program.name} failed: {said[-2000:]}"
        raise DidNotStart(message)
    return said


def wait_until_ready(child: Child, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not child.is_ready():
        if not child.is_running() or time.monotonic() > deadline:
            stop(child)
            where = child.program.log or "what it said above"
            message = f"{child.program.name} did not start; see {where}"
            raise DidNotStart(message)
        time.sleep(POLL_SECONDS)


def ask_to_stop(child: Child) -> None:
    if child.is_running():
        child.process.send_signal(child.program.stop_signal)


def stop(child: Child) -> None:
    """Stop a child politely, then for certain; forget its record."""
    ask_to_stop(child)
    try:
        child.process.wait(child.program.stop_seconds)
    except subprocess.TimeoutExpired:
        child.process.kill()
        child.process.wait()
    if child.program.record is not None:
        child.program.record.unlink(missing_ok=True)


def stop_earlier(program: Program) -> bool:
    """Stop what an earlier run left behind of a program; return whether there was any."""
    if program.record is None:
        return False
    return stop_left_over(program.record, program.stop_signal, program.stop_seconds)


def _launch(program: Program, output: int | None) -> subprocess.Popen[bytes]:
    """Start the program; `output` is a descriptor to write to, closed here once handed on."""
    report_read, report_write = os.pipe()
    order = {
        "argv": program.argv,
        "directory": str(program.directory),
        "parent": os.getpid(),
        "report": report_write,
        "stop_signal": program.stop_signal,
        "uid": program.user.uid if program.user else None,
        "gid": program.user.gid if program.user else None,
    }
    process = subprocess.Popen(  # noqa: S603  # our own launcher with our own order
        [sys.executable, "-I", "-S", str(LAUNCHER), json.dumps(order)],
        stdin=subprocess.PIPE,
        stdout=output,
        stderr=subprocess.STDOUT if output is not None else None,
        env={**os.environ, **program.environment},
        pass_fds=[report_write],
        # Ctrl-C goes to the whole foreground group; only we may decide who stops first.
        start_new_session=True,
    )
    os.close(report_write)
    if output is not None:
        os.close(output)
    _hand_over(process, program.stdin)
    _raise_what_went_wrong(process, program, report_read)
    return process


def _hand_over(process: subprocess.Popen[bytes], text: bytes) -> None:
    if process.stdin is None:
        return
    try:
        process.stdin.write(text)
        process.stdin.close()
    except BrokenPipeError:
        # It ended before reading; the report or its exit code says why.
        pass


def _raise_what_went_wrong(process: subprocess.Popen[bytes], program: Program, report: int) -> None:
    with os.fdopen(report, "rb") as stream:
        trouble = stream.read().decode(errors="replace")
    if trouble:
        process.wait()
        message = f"{program.name} could not be started: {trouble}"
        raise DidNotStart(message)


def _open_log(log: Path) -> int:
    log.parent.mkdir(parents=True, exist_ok=True)
    if log.exists() and log.stat().st_size > MAX_LOG_BYTES:
        log.unlink()
    return os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
