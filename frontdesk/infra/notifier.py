"""A bell: rung any number of times, answered once."""

import asyncio
from contextlib import suppress


class Notifier:
    """Wakes one task that otherwise looks by itself now and then."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def notify(self) -> None:
        """Wake whoever waits, or the next who does; never blocks."""
        self._event.set()

    async def wait(self, at_most_seconds: float | None = None) -> bool:
        """Wait for a ring, at most so long; return whether it rang."""
        # Not `wait_for`: before Python 3.12 it swallows a cancellation that comes together
        # with the ring, and a task that misses its cancellation never ends.
        with suppress(TimeoutError):
            async with asyncio.timeout(at_most_seconds):
                await self._event.wait()
        has_rung = self._event.is_set()
        self._event.clear()
        return has_rung
