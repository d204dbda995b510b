"""How often each address does something, for all the addresses there are."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from frontdesk.infra.limits.bucket import TokenBucket
from frontdesk.kit.neighbourhood import neighbourhood

if TYPE_CHECKING:
    from collections.abc import Callable

# Somebody with many networks makes us forget, never run out of memory.
_MAX_ADDRESSES = 10_000


class AddressRates:
    """A token bucket for each address, or IPv6 network; 0 per second is no limit."""

    def __init__(
        self, per_second: float, burst: float, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._per_second = per_second
        self._burst = burst
        self._monotonic = monotonic
        self._buckets: dict[str, TokenBucket] = {}

    def take(self, address: str) -> bool:
        """Count one more; return whether it comes within the rate."""
        if not self._per_second:
            return True
        now, counted = self._monotonic(), neighbourhood(address)
        bucket = self._buckets.get(counted)
        if bucket is None:
            if len(self._buckets) >= _MAX_ADDRESSES:
                self._buckets.clear()
            bucket = self._buckets[counted] = TokenBucket(self._per_second, self._burst, now)
        return bucket.take(now)
