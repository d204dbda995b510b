"""Attempts per key and window, shared by all processes while Redis is there."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from frontdesk.infra.redis import RedisLink
    from frontdesk.kit.clock import Clock

_TAKE = """
local taken = redis.call('INCR', KEYS[1])
if taken == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
return {taken, redis.call('PTTL', KEYS[1])}
"""
_GIVE_BACK = "if redis.call('EXISTS', KEYS[1]) == 1 then return redis.call('DECR', KEYS[1]) end"

# Bounds the memory an attacker with many keys can take while Redis is away.
_MAX_LOCAL_KEYS = 50_000


class AttemptLimiter:
    """Counts an attempt before it is made, so that a hundred at once don't all pass."""

    def __init__(self, link: RedisLink, clock: Clock) -> None:
        self._link = link
        self._clock = clock
        self._local: dict[str, tuple[int, float]] = {}

    async def take(self, key: str, *, at_most: int, window_seconds: int) -> int:
        """Count one attempt. Returns 0 if it may be made, else the seconds to wait."""
        counted = await self._take_shared(key, window_seconds) if self._link.is_up else None
        taken, seconds_left = counted or self._take_here(key, window_seconds)
        return 0 if taken <= at_most else max(1, math.ceil(seconds_left))

    async def give_back(self, key: str) -> None:
        """Uncount an attempt that turned out to be legitimate."""
        if self._link.is_up:
            await self._link.attempt(self._link.client.eval(_GIVE_BACK, 1, f"tries:{key}"))
        if key in self._local:
            taken, until = self._local[key]
            self._local[key] = taken - 1, until

    async def _take_shared(self, key: str, window_seconds: int) -> tuple[int, float] | None:
        answer = await self._link.attempt(
            self._link.client.eval(_TAKE, 1, f"tries:{key}", str(window_seconds * 1000))
        )
        return (int(answer[0]), int(answer[1]) / 1000) if answer else None

    def _take_here(self, key: str, window_seconds: int) -> tuple[int, float]:
        now = self._clock.monotonic()
        taken, until = self._local.pop(key, (0, 0.0))
        if until <= now:
            taken, until = 0, now + window_seconds
        if len(self._local) >= _MAX_LOCAL_KEYS:
            self._local.pop(next(iter(self._local)))
        self._local[key] = taken + 1, until
        return taken + 1, until - now
