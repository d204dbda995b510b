"""A batch window for loops that pay per round: at once when idle, together when busy.

A round trip, a transaction or a write costs about the same for one message as for fifty.
A loop that handles each message at once therefore spends everything on round trips
exactly when there is most to do. A batch window lets the first round after a pause go at once
and delays the next for a few milliseconds, in which more arrives: the longer, the more the
last round had to do.
"""

from __future__ import annotations

import asyncio


class BatchWindow:
    """Keeps rounds apart, counted from their beginnings."""

    def __init__(self, shortest: float, longest: float, per_item: float) -> None:
        """Take the pause after an empty round, what each item adds to it, and its limit."""
        self._shortest = shortest
        self._longest = longest
        self._per_item = per_item
        self._began = 0.0
        self._pause = 0.0

    async def wait(self) -> None:
        """Wait for the rest of the pause, if the last round began a moment ago."""
        clock = asyncio.get_running_loop().time
        left = self._began + self._pause - clock()
        if left > 0:
            await asyncio.sleep(left)
        self._began = clock()
        self._pause = self._shortest

    def note(self, items: int) -> None:
        """Say how much the round that is under way has to do."""
        self._pause = min(self._longest, self._shortest + items * self._per_item)
