"""A sliding window that counts each item once, however often it comes."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from frontdesk.infra.redis import RedisLink
    from frontdesk.kit.clock import Clock

# The window is a sorted set of items by time. An item already in it passes again: a
# resend is not a new message. A refused item leaves no trace.
_ADMIT = """
local now = redis.call('time')
local ms = now[1] * 1000 + math.floor(now[2] / 1000)
local window = tonumber(ARGV[3])
redis.call('zremrangebyscore', KEYS[1], '-inf', ms - window)
if redis.call('zscore', KEYS[1], ARGV[1]) then return 0 end
if redis.call('zcard', KEYS[1]) >= tonumber(ARGV[2]) then
    local oldest = redis.call('zrange', KEYS[1], 0, 0, 'withscores')
    return math.max(1, oldest[2] + window - ms)
end
redis.call('zadd', KEYS[1], ms, ARGV[1])
redis.call('pexpire', KEYS[1], window)
return 0
"""

_MAX_LOCAL_KEYS = 50_000


class SlidingWindow:
    """At most so many different items per key in any window of time.

    Shared by all processes while Redis is there; counted in this process while it isn't.
    """

    def __init__(self, link: RedisLink, clock: Clock) -> None:
        self._link = link
        self._clock = clock
        self._admit = link.client.register_script(_ADMIT)
        self._local: dict[str, dict[str, float]] = {}

    async def admit(self, key: str, item: str, *, at_most: int, window_seconds: int) -> int:
        """Let an item pass; return 0, or the seconds after which to try again."""
        if self._link.is_up:
            wait_ms = await self._link.attempt(
                self._admit(keys=[f"fd:window:{key}"], args=[item, at_most, window_seconds * 1000])
            )
            if wait_ms is not None:
                return math.ceil(int(wait_ms) / 1000)
        return self._admit_here(key, item, at_most, window_seconds)

    def _admit_here(self, key: str, item: str, at_most: int, window_seconds: int) -> int:
        now = self._clock.monotonic()
        kept = {
            one: at for one, at in self._local.pop(key, {}).items() if at > now - window_seconds
        }
        while len(self._local) >= _MAX_LOCAL_KEYS:
            self._local.pop(next(iter(self._local)))
        self._local[key] = kept
        if item in kept:
            return 0
        if len(kept) >= at_most:
            return max(1, math.ceil(min(kept.values()) + window_seconds - now))
        kept[item] = now
        return 0
