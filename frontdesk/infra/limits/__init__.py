"""Counting what clients do and hold, in Redis or in this process."""

from frontdesk.infra.limits.attempt_limiter import AttemptLimiter
from frontdesk.infra.limits.bucket import TokenBucket
from frontdesk.infra.limits.log import LimitLog, limits_acted
from frontdesk.infra.limits.places import Full, Leave, Places
from frontdesk.infra.limits.rates import AddressRates
from frontdesk.infra.limits.window import SlidingWindow

__all__ = [
    "AddressRates",
    "AttemptLimiter",
    "Full",
    "Leave",
    "LimitLog",
    "Places",
    "SlidingWindow",
    "TokenBucket",
    "limits_acted",
]
