"""A pace for loops that pay per round: at once when idle, together when busy.

A round trip, a transaction or a write costs about the same for one message as for fifty.
Whoever answers each message the moment it comes therefore spends everything on rounds
exactly when there is most to do. A pace lets the first round of a quiet moment go at once
and holds the next until a few milliseconds have passed, in which more arrives.
"""

from __future__ import annotations

import asyncio


class Pace:
    """Keeps rounds at least so many seconds apart, counted from their beginnings."""

    def __init__(self, seconds: float) -> None:
        """Take how far apart."""
        self._seconds = seconds
        self._next = 0.0

    async def hold(self) -> None:
        """Wait for the rest of the pause, if the last round began a moment ago."""
        clock = asyncio.get_running_loop().time
        left = self._next - clock()
        if left > 0:
            await asyncio.sleep(left)
        self._next = clock() + self._seconds
