"""Threads for work on passwords: few, with few places to wait, and two queues."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from frontdesk.kit.errors import Unavailable

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
P = ParamSpec("P")

_RETRY_SECONDS = 2


class TooBusy(Unavailable):
    """Too many people are signing in at this moment. Please try again."""

    reason = "sign_in_busy"


class PasswordPool:
    """A bounded pool of threads.

    The threads bound the memory that work takes at once (19 MiB each), the places bound how
    long the last in the queue waits.
    """

    def __init__(self, name: str, *, threads: int, places: int) -> None:
        self._threads = ThreadPoolExecutor(max_workers=threads, thread_name_prefix=name)
        self._places = places
        self._taken = 0

    async def run(self, work: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Do this in a thread; raise `TooBusy` when all places are taken."""
        if self._taken >= self._places:
            raise TooBusy(retry_after_seconds=_RETRY_SECONDS)
        self._taken += 1
        try:
            future = self._threads.submit(work, *args, **kwargs)
            return await asyncio.wrap_future(future)
        finally:
            self._taken -= 1


# Strangers who guess fill their own pool only: whoever signed in before passes beside them.
UNKNOWN_BROWSERS = PasswordPool("passwords", threads=2, places=64)
KNOWN_BROWSERS = PasswordPool("passwords-known", threads=1, places=64)
