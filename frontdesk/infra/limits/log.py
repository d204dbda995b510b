"""Says that a limit acted: at once, then seldom, with how often it did meanwhile."""

from __future__ import annotations

import time
from collections import Counter
from typing import TYPE_CHECKING

import structlog

from frontdesk.infra.metrics import LIMITS_ACTED

if TYPE_CHECKING:
    from collections.abc import Callable

log = structlog.get_logger()

_SECONDS = 10.0


class LimitLog:
    """One line per limit and ten seconds, however hard somebody tries to fill the log."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        """Take the time."""
        self._monotonic = monotonic
        self._quiet_until: dict[str, float] = {}
        self._unsaid: Counter[str] = Counter()

    def acted(self, limit: str) -> None:
        """Note that a limit refused or ended something. `limit` is a constant."""
        now = self._monotonic()
        self._unsaid[limit] += 1
        LIMITS_ACTED.add(limit)
        if now >= self._quiet_until.get(limit, 0.0):
            self._quiet_until[limit] = now + _SECONDS
            log.warning("A limit acted", limit=limit, times=self._unsaid.pop(limit))


# Protocols are made by the server for each connection: there is nobody to hand them one.
limits_acted = LimitLog()
