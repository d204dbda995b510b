"""Counting attempts within a window of time, in Redis, or here while Redis is away."""

from frontdesk.infra.limits.attempt_limiter import AttemptLimiter
from frontdesk.infra.limits.bucket import TokenBucket
from frontdesk.infra.limits.log import LimitLog, limits_acted
from frontdesk.infra.limits.window import SlidingWindow

__all__ = ["AttemptLimiter", "LimitLog", "SlidingWindow", "TokenBucket", "limits_acted"]
