"""Places for what clients hold open, counted in all and by where they come from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Literal, TypeAlias

from frontdesk.kit.neighbourhood import neighbourhood

# Gives a place to another.
Leave: TypeAlias = Callable[[], None]
Full: TypeAlias = Literal["of one address", "of the process"]


class Places:
    """So many places in all, and for each address; for an address 0 is no limit."""

    def __init__(self, *, in_all: int, per_address: int) -> None:
        self._in_all = in_all
        self._per_address = per_address
        self._taken = 0
        self._taken_by: Counter[str] = Counter()

    def enter(self, address: str | None) -> Leave | Full:
        """Take a place; return how to give it back, or what is full.

        None is no address in particular: it takes a place and is counted no further.
        """
        if self._taken >= self._in_all:
            return "of the process"
        counted = None if address is None else neighbourhood(address)
        if counted is not None:
            if 0 < self._per_address <= self._taken_by[counted]:
                return "of one address"
            self._taken_by[counted] += 1
        self._taken += 1
        return partial(self._leave, counted)

    def _leave(self, counted: str | None) -> None:
        self._taken -= 1
        if counted is not None:
            self._taken_by[counted] -= 1
            if self._taken_by[counted] <= 0:
                del self._taken_by[counted]
