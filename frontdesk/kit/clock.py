"""The time, as something tests can hold still."""

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time of day and measures durations."""

    def now(self) -> datetime:
        """Return the current moment, in UTC."""
        ...

    def monotonic(self) -> float:
        """Return seconds that only ever grow; for durations, never for display."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return the current moment, in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Return the machine's monotonic seconds."""
        return time.monotonic()


class FrozenClock:
    """A clock that moves only when told to, for tests and simulators."""

    def __init__(self, at: datetime) -> None:
        """Stop at `at`."""
        self._now = at
        self._seconds = 0.0

    def now(self) -> datetime:
        """Return the moment the clock stands at."""
        return self._now

    def monotonic(self) -> float:
        """Return how many seconds the clock was advanced."""
        return self._seconds

    def advance(self, seconds: float) -> None:
        """Let `seconds` pass at once."""
        from_now = datetime.fromtimestamp(self._now.timestamp() + seconds, UTC)
        self._now = from_now
        self._seconds += seconds
