"""What a process counts of itself: plain numbers, which somebody may read now and then.

Counting is one addition, whether anybody reads or not. Labels come from us, never from a client,
so that there are only so many of them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field


@dataclass(eq=False)
class LabelledCounter:
    """How often something happened since the process began."""

    name: str
    help: str
    labels: tuple[str, ...]
    values: Counter[tuple[str, ...]] = field(default_factory=Counter)

    def add(self, *labels: str, times: int = 1) -> None:
        """Count it, under one value for each label."""
        self.values[labels] += times


@dataclass(eq=False)
class BucketHistogram:
    """How large something was, by upper bounds."""

    name: str
    help: str
    bounds: tuple[float, ...]
    counts: list[int] = field(init=False)
    total: float = 0.0

    def __post_init__(self) -> None:
        """Begin empty; the last bucket has no bound."""
        self.counts = [0] * (len(self.bounds) + 1)

    def observe(self, value: float) -> None:
        """Count one."""
        self.counts[bisect_left(self.bounds, value)] += 1
        self.total += value


HTTP_REQUESTS = LabelledCounter(
    "frontdesk_http_requests", "Answers to requests.", ("method", "route", "status")
)
LIMITS_ACTED = LabelledCounter(
    "frontdesk_limits_acted", "What limits refused or ended, by limit.", ("limit",)
)
CONFIRMED_SECONDS = BucketHistogram(
    "frontdesk_message_confirmed_seconds",
    "From a visitor's message coming in to its being committed and answered.",
    (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
BATCH_ENTRIES = BucketHistogram(
    "frontdesk_ingest_batch_entries",
    "Messages that were stored in one transaction.",
    (1, 2, 5, 10, 20, 50, 100, 200),
)
MODEL_CALLS = LabelledCounter(
    "frontdesk_model_calls", "Attempts to ask a language model.", ("kind", "outcome")
)
MODEL_TOKENS = LabelledCounter(
    "frontdesk_model_tokens", "Tokens that language models read and wrote.", ("direction",)
)

COUNTERS = (HTTP_REQUESTS, LIMITS_ACTED, MODEL_CALLS, MODEL_TOKENS)
HISTOGRAMS = (CONFIRMED_SECONDS, BATCH_ENTRIES)
