"""What a process keeps of an answer for some seconds, so that it need not ask each time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from typing import TYPE_CHECKING, Generic, TypeVar
from weakref import WeakValueDictionary

from frontdesk.kit.errors import Unavailable

if TYPE_CHECKING:
    from frontdesk.kit.clock import Clock

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

_MAX_KEPT = 10_000


class ExpiringCache(Generic[Key, Value]):
    """Values by key, each looked up again once it is too old.

    Of those who ask for one key at once, one looks and the others wait for the result: a
    project's visitors all come to the end of those seconds at the same moment. A slow
    look-up holds up nobody who asks for another key.
    """

    def __init__(self, clock: Clock, look_up: Callable[[Key], Awaitable[Value]]) -> None:
        self._clock = clock
        self._look_up = look_up
        self._kept: dict[Key, tuple[float, Value]] = {}
        # A lock lives as long as somebody holds it or waits for it.
        self._locks: WeakValueDictionary[Key, asyncio.Lock] = WeakValueDictionary()

    async def find(self, key: Key, kept_seconds: float) -> Value:
        """Return a value that is no older than that; an error of the look-up is not kept."""
        kept = self._fresh(key, kept_seconds)
        if kept is not None:
            return kept[0]
        async with self._locks.setdefault(key, asyncio.Lock()):
            kept = self._fresh(key, kept_seconds)
            return kept[0] if kept is not None else await self._refresh(key)

    async def find_or_last(self, key: Key, kept_seconds: float) -> Value:
        """As `find`, but while nobody can say what is true now, what was true will do."""
        try:
            return await self.find(key, kept_seconds)
        except Unavailable:
            if key in self._kept:
                return self._kept[key][1]
            raise

    def forget(self, key: Key) -> None:
        """Look this one up again the next time."""
        self._kept.pop(key, None)

    def _fresh(self, key: Key, kept_seconds: float) -> tuple[Value] | None:
        kept = self._kept.get(key)
        if kept is None or self._clock.monotonic() - kept[0] >= kept_seconds:
            return None
        return (kept[1],)

    async def _refresh(self, key: Key) -> Value:
        now = self._clock.monotonic()
        try:
            value = await self._look_up(key)
        except Unavailable:
            raise
        except Exception:
            self._kept.pop(key, None)
            raise
        if len(self._kept) >= _MAX_KEPT:
            self._kept.clear()
        self._kept[key] = (now, value)
        return value
