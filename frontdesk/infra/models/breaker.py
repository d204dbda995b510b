"""A circuit breaker: a provider that failed often is skipped for a while, then probed once."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from frontdesk.kit.clock import Clock

FAILURES = 5
OPEN_SECONDS = 30.0

# A server may ask for a pause; a wrong one must not cost us a day.
MAX_REST_SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class Pass:
    """The right to try once. Its result counts only while the breaker is as it was."""

    period: int
    is_probe: bool


class Breaker:
    """Closed after a success, open after five failures in a row, then half open: one probe."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._failures = 0
        self._period = 0
        self._open_until: float | None = None
        self._rest_until = 0.0
        self._is_probing = False

    def admit(self) -> Pass | None:
        """Ask to try. None: not now; `seconds_to_wait` says for how long."""
        if self.seconds_to_wait() > 0:
            return None
        if self._open_until is None:
            return Pass(self._period, is_probe=False)
        self._is_probing = True
        return Pass(self._period, is_probe=True)

    def seconds_to_wait(self) -> float:
        """Return how long nobody is let through; a probe's own time counts as a second."""
        now = self._clock.monotonic()
        wait = max(self._rest_until - now, (self._open_until or now) - now, 0.0)
        return max(wait, 1.0) if self._is_probing else wait

    def seconds_to_rest(self) -> float:
        """Return how long a provider that is well asked to be left alone; else infinity."""
        rest = self._rest_until - self._clock.monotonic()
        is_well = self._open_until is None and rest > 0
        return rest if is_well else math.inf

    def succeed(self, entry: Pass) -> None:
        """Note an answer: the provider is healthy."""
        if entry.period == self._period:
            self._failures = 0
            if entry.is_probe:
                self._begin_period(None)

    def fail(self, entry: Pass) -> None:
        """Note a failure; the fifth in a row, or a probe's, opens the circuit."""
        if entry.period != self._period:
            return
        self._failures += 1
        if entry.is_probe or self._failures >= FAILURES:
            self._begin_period(self._clock.monotonic() + OPEN_SECONDS)

    def rest(self, entry: Pass, seconds: float) -> None:
        """Leave the provider alone for as long as it asked; it is well, only busy."""
        until = self._clock.monotonic() + min(max(seconds, 0.0), MAX_REST_SECONDS)
        self._rest_until = max(self._rest_until, until)
        self.give_up(entry)

    def give_up(self, entry: Pass) -> None:
        """Note that a try ended without a verdict, so that the next one may probe."""
        if entry.is_probe and entry.period == self._period:
            self._is_probing = False

    def _begin_period(self, open_until: float | None) -> None:
        self._period += 1
        self._failures = 0
        self._open_until = open_until
        self._is_probing = False
