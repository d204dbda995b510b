"""A notifier: notified any number of times, waking its task once."""

import asyncio
from contextlib import suppress


class Notifier:
    """Wakes one task that otherwise looks by itself now and then."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def notify(self) -> None:
        """Wake the task that waits, or the next that does; never blocks."""
        self._event.set()

    async def wait(self, at_most_seconds: float | None = None) -> bool:
        """Wait for a notification, at most so long; return whether one came."""
        # Not `wait_for`: before Python 3.12 it swallows a cancellation that comes together
        # with the notification, and a task that misses its cancellation never ends.
        with suppress(TimeoutError):
            async with asyncio.timeout(at_most_seconds):
                await self._event.wait()
        has_rung = self._event.is_set()
        self._event.clear()
        return has_rung
