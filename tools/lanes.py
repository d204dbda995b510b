"""Runs what CI runs in two lanes: each takes the next stage when it has ended one.

`make test` calls this. Each stage is a make target; its output is shown in one piece when it
has ended, and once more at the end if it failed. A stage that fails stops no other, so that
one run tells everything that is wrong.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Lock

ROOT = Path(__file__).resolve().parent.parent
LOGS = ROOT / ".make/lanes"

NUM_LANES = 2
# What keeps one core busy stands beside what mostly waits; the longest do not come last.
STAGES = (
    *("web", "types", "style", "web-tests", "architecture", "docs"),
    *("backend", "browser", "numbers", "races"),
)
# They start web processes, which read every page: none may be half built.
_NEED_PAGES = ("backend", "browser", "numbers", "races")
# It takes what it can get, so it runs when both lanes have ended.
LAST_STAGE = "abuse"
_LAST_LINES = 60
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
# What pytest, vitest, ruff and the type checkers say last: how much there was, and how it went.
_CLOSING = re.compile(r"\b(passed|failed|no issues|checked|built in)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Ended:
    """A stage that has run."""

    stage: str
    code: int
    seconds: float
    output: str

    @property
    def closing_line(self) -> str:
        """The last line that counts something."""
        lines = [_COLOURS.sub("", line).strip(" =") for line in self.output.splitlines()]
        return next((line for line in reversed(lines) if _CLOSING.search(line)), "")


@dataclass
class Runner:
    """Everything that runs, so that it can be ended together."""

    began: float = field(default_factory=time.monotonic)
    running: set[subprocess.Popen[str]] = field(default_factory=set)
    waiting: deque[str] = field(default_factory=lambda: deque(STAGES))
    ended: dict[str, Ended] = field(default_factory=dict)
    are_pages_built: Event = field(default_factory=Event)
    is_stopped: bool = False
    lock: Lock = field(default_factory=Lock)

    def lane(self) -> None:
        """Run one stage after the other, as long as there are any."""
        with suppress(IndexError):
            while not self.is_stopped:
                name = self.waiting.popleft()
                if name in _NEED_PAGES:
                    self.are_pages_built.wait()
                if not self.is_stopped:
                    self.ended[name] = self.stage(name)
                if name == "web":
                    self.are_pages_built.set()

    def stage(self, name: str) -> Ended:
        """Run one stage, and show its output when it has ended."""
        began = time.monotonic()
        self.say(f"{name} begins")
        log = LOGS / f"{name}.log"
        with log.open("w") as stream:
            process = subprocess.Popen(  # noqa: S603 - a target of ours
                ["make", name],  # noqa: S607 - whoever came here has it on the PATH
                cwd=ROOT,
                env={**os.environ, "MAKEFLAGS": ""},
                stdout=stream,
                stderr=subprocess.STDOUT,
                text=True,
                start_new_session=True,
            )
            self.running.add(process)
            code = process.wait()
            self.running.discard(process)
        ended = Ended(name, code, time.monotonic() - began, log.read_text(errors="replace"))
        with self.lock:
            print(f"\n{ended.output.strip()}", flush=True)
        self.say(f"{name} {'FAILED' if code else 'is done'}, after {ended.seconds:.0f} s")
        return ended

    def say(self, text: str) -> None:
        minutes, seconds = divmod(int(time.monotonic() - self.began), 60)
        with self.lock:
            print(f"\n── {minutes:02}:{seconds:02} {text}", flush=True)

    def stop(self, *_: object) -> None:
        """End what runs, with everything it has started, and begin nothing more."""
        self.is_stopped = True
        self.are_pages_built.set()
        for process in list(self.running):
            os.killpg(process.pid, signal.SIGTERM)


def main() -> int:
    """Run both lanes; return how many stages failed, or never began."""
    LOGS.mkdir(parents=True, exist_ok=True)
    runner = Runner()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, runner.stop)
    with ThreadPoolExecutor(NUM_LANES) as pool:
        lanes = [pool.submit(runner.lane) for _ in range(NUM_LANES)]
    for lane in lanes:
        lane.result()
    if not runner.is_stopped:
        runner.ended[LAST_STAGE] = runner.stage(LAST_STAGE)
    stages = (*STAGES, LAST_STAGE)
    ended = [runner.ended[name] for name in stages if name in runner.ended]
    failed = [one for one in ended if one.code]
    for one in failed:
        print(f"\n── {one.stage} FAILED; its last lines:\n")
        print("\n".join(one.output.splitlines()[-_LAST_LINES:]))
    print(f"\n── All of it, in {time.monotonic() - runner.began:.0f} s\n")
    for one in ended:
        how = "FAILED" if one.code else "ok"
        print(f"  {one.stage:<15}{how:<8}{one.seconds:5.0f} s   {one.closing_line}")
    return len(failed) or len(stages) - len(ended)


if __name__ == "__main__":
    sys.exit(main())
