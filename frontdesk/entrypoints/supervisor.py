"""Keeps programs running: what dies is started again, and all of it stops with us."""

import os
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import NoReturn

from frontdesk.infra.embedded import (
    Child,
    DidNotStart,
    Program,
    ask_to_stop,
    start,
    stop,
    stop_earlier,
    wait_until_ready,
)

LOOK_SECONDS = 0.1
# A program that dies at once is tried again after a growing pause, but even a broken one
# never waits longer than this: the promise is two seconds.
FIRST_PAUSE_SECONDS = 0.1
LONGEST_PAUSE_SECONDS = 1.5
# Who ran this long was healthy; the next pause is the first one again.
HEALTHY_SECONDS = 10


@dataclass
class _Watched:
    """One program, its child of the moment, and how its last starts went."""

    child: Child
    started_at: float
    pause_seconds: float = FIRST_PAUSE_SECONDS
    start_again_at: float | None = None


class Supervisor:
    """The programs under our eyes, in the order in which they were started."""

    def __init__(self, say: Callable[[str], None]) -> None:
        """Tell `say` what happens."""
        self._say = say
        self._watched: list[_Watched] = []

    def stop_earlier(self, program: Program) -> None:
        """Stop what an earlier run left behind, so that it cannot be there twice."""
        if stop_earlier(program):
            self._say(f"stopped the {program.name} of an earlier run")

    def start(self, program: Program, seconds: float) -> None:
        """Start a program, wait until it works, and keep it running from now on."""
        child = start(program)
        self._watched.append(_Watched(child, time.monotonic()))
        wait_until_ready(child, seconds)

    def restart(self, names: set[str]) -> None:
        """Stop the named programs; watching starts them again."""
        for watched in self._watched:
            if watched.child.program.name in names:
                ask_to_stop(watched.child)

    def watch(self, on_look: Callable[[], None]) -> NoReturn:
        """Start again whatever dies, until an exception (a signal) ends it."""
        while True:
            for watched in self._watched:
                self._look_after(watched)
            self._end_leftovers()
            on_look()
            time.sleep(LOOK_SECONDS)

    def stop(self) -> None:
        """Stop everything, the last started first."""
        for watched in reversed(self._watched):
            stop(watched.child)
        self._watched.clear()

    def _look_after(self, watched: _Watched) -> None:
        if watched.child.is_running():
            return
        now = time.monotonic()
        if watched.start_again_at is None:
            self._plan_next_start(watched, now)
        elif now >= watched.start_again_at:
            self._start_again(watched, now)

    def _plan_next_start(self, watched: _Watched, now: float) -> None:
        if now - watched.started_at > HEALTHY_SECONDS:
            watched.pause_seconds = FIRST_PAUSE_SECONDS
        else:
            watched.pause_seconds = min(watched.pause_seconds * 2, LONGEST_PAUSE_SECONDS)
        watched.start_again_at = now + watched.pause_seconds
        ended = watched.child.process.returncode
        why = f"signal {-ended}" if ended < 0 else f"exit code {ended}"
        self._say(f"{watched.child.program.name} ended ({why}); starting it again")

    def _start_again(self, watched: _Watched, now: float) -> None:
        watched.started_at = now
        watched.start_again_at = None
        # A start that fails leaves the dead child in place, and the next look tries again.
        with suppress(DidNotStart):
            watched.child = start(watched.child.program)

    def _end_leftovers(self) -> None:
        """As the first process of a container, take in the orphans of others when they die.

        Nobody else will, and a dead PostgreSQL that still has its entry in the process
        table keeps its successor from starting.
        """
        if os.getpid() != 1:
            return
        ours = {watched.child.process.pid for watched in self._watched}
        with suppress(ChildProcessError):
            while True:
                dead = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
                if dead is None or dead.si_pid in ours:
                    return
                os.waitpid(dead.si_pid, os.WNOHANG)
