"""Counting attempts within a window of time, in Redis, or here while Redis is away."""

from frontdesk.infra.limits.attempt_limiter import AttemptLimiter
from frontdesk.infra.limits.window import SlidingWindow

__all__ = ["AttemptLimiter", "SlidingWindow"]
