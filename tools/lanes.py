"""Runs what CI runs in two lanes: each takes the next stage when it has ended one.

`make test` calls this. Each stage is a make target; its output is shown in one piece when it
has ended, and once more at the end if it failed. A stage that fails stops no other, so that
one run tells everything that is wrong. A few tests that failed beside everything else are run
again alone (`tools.unsteady`): passing there, they are listed and fail nothing.
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
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event, Lock

from tools.unsteady import failed_tests, passes_alone

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
# Not the races: one that fails now and then has found what it looks for.
_RUN_AGAIN = ("backend", "browser")
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
    unsteady: tuple[str, ...] = ()

    @property
    def fails(self) -> bool:
        """Whether it failed, also when its tests ran again alone."""
        return bool(self.code) and not self.unsteady

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

    def again_alone(self) -> None:
        """Run what failed beside others once more, now that nothing else runs."""
        for stage in _RUN_AGAIN:
            ended = self.ended.get(stage)
            tests = failed_tests(ended.output) if ended and ended.code else ()
            if ended and tests:
                self.say(f"{stage}: {len(tests)} failed; again alone")
                if passes_alone(tests, LOGS / f"{stage}-again.log"):
                    self.ended[stage] = replace(ended, unsteady=tests)

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
    if not runner.is_stopped:
        runner.again_alone()
    stages = (*STAGES, LAST_STAGE)
    ended = [runner.ended[name] for name in stages if name in runner.ended]
    failed = [one for one in ended if one.fails]
    for one in failed:
        print(f"\n── {one.stage} FAILED; its last lines:\n")
        print("\n".join(one.output.splitlines()[-_LAST_LINES:]))
    print(f"\n── All of it, in {time.monotonic() - runner.began:.0f} s\n")
    for one in ended:
        how = "FAILED" if one.fails else "ok"
        print(f"  {one.stage:<15}{how:<8}{one.seconds:5.0f} s   {one.closing_line}")
    for test in (test for one in ended for test in one.unsteady):
        print(f"\n  UNSTEADY: {test} failed once and then passed alone. Mend it.")
    return len(failed) or len(stages) - len(ended)


if __name__ == "__main__":
    sys.exit(main())
