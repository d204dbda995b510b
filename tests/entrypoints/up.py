"""A `frontdesk up` of the test's own, watched from outside like a person would."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from itertools import count
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import msgspec
import psutil

# Far more than it takes, except on a machine that is busy with other things.
START_SECONDS = 150
LOOK_SECONDS = 0.02

_runs = count(1)


@dataclass
class Up:
    """One running `frontdesk up` and where it listens."""

    process: subprocess.Popen[bytes]
    data_dir: Path
    port: int
    output: Path

    def pid_of(self, name: str) -> int | None:
        """Read which process has this name now; None while nothing is recorded."""
        try:
            record = msgspec.json.decode((self.data_dir / "run" / f"{name}.json").read_bytes())
        except (OSError, msgspec.DecodeError):
            return None
        return int(record["pid"])

    def kill(self, name: str) -> int:
        pid = self.pid_of(name)
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        return pid

    def die(self) -> None:
        """Kill it as if the power had gone; nobody asks its children to stop."""
        self.process.kill()
        self.process.wait()

    def is_ready(self) -> bool:
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/health/ready", timeout=2) as answer:
                return bool(answer.status == HTTPStatus.OK and b'"ok"' in answer.read())
        except (URLError, OSError):
            return False

    def is_back(self) -> None:
        """Wait until it is ready again."""
        eventually(self.is_ready)

    def family(self) -> list[psutil.Process]:
        """Everything it started, and everything those started."""
        return list(psutil.Process(self.process.pid).children(recursive=True))


@contextmanager
def running_up(data_dir: Path, *words: str) -> Iterator[Up]:
    """Run `frontdesk up` until it says that it is ready; stop it at the end."""
    output = data_dir.with_name(f"{data_dir.name}-{next(_runs)}.txt")
    with output.open("wb") as stream:
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "frontdesk.entrypoints.cli", "up"),
                *("--data-dir", str(data_dir), "--port", "0", *words),
            ],
            stdout=stream,
            stderr=subprocess.STDOUT,
            env=_environment_without_settings(),
        )
    try:
        eventually(lambda: "Stop with" in output.read_text() or process.poll() is not None)
        assert process.poll() is None, output.read_text()
        yield Up(process, data_dir, _port_in(output.read_text()), output)
    finally:
        process.terminate()
        process.wait(START_SECONDS)


def eventually(claim: Callable[[], object], seconds: float = START_SECONDS) -> None:
    """Wait until a claim is true; fail when it still is not after `seconds`."""
    deadline = time.monotonic() + seconds
    while not claim():
        assert time.monotonic() < deadline, f"not so within {seconds} s"
        time.sleep(LOOK_SECONDS)


def _port_in(said: str) -> int:
    [dashboard] = [line.split()[1] for line in said.splitlines() if line.startswith("Dashboard ")]
    return urlsplit(dashboard).port or 0


def is_alive(process: psutil.Process) -> bool:
    # A zombie waits for somebody else's attention; it does nothing any more.
    try:
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def _environment_without_settings() -> dict[str, str]:
    ours = {"DATABASE_URL", "REDIS_URL", "SECRET_KEY", "PUBLIC_URL", "HOST", "PORT"}
    return {name: value for name, value in os.environ.items() if name not in ours}
