"""Websockets that want to open, a few at a time and each address in its turn.

Opening one costs about a millisecond, and thousands may ask in the same moment: a whole office
after a restart, or one stranger. Between two slices everything else is served, so what comes
back in a rush takes longer, and nobody else does.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Protocol

from frontdesk.kit.neighbourhood import neighbourhood

if TYPE_CHECKING:
    import asyncio

    from frontdesk.infra.limits import AddressRates

# Handshakes in one turn of the event loop.
_AT_ONCE = 4
# How long an address waits that opened as many as it may: a few of its turns come back meanwhile.
_PAUSE_SECONDS = 0.1
# Addresses are counted together where they are not counted at all.
_UNCOUNTED = ""


class Opening(Protocol):
    """A connection that opens its websocket when its turn comes."""

    def open_websocket(self) -> None:
        """Shake hands."""


class HandshakeQueue:
    """One line per address, or IPv6 network, served by turns."""

    def __init__(self, rates: AddressRates, *, longest: int) -> None:
        """Take how fast each address may open them, and how many may wait; 0 is no limit."""
        self._rates = rates
        self._longest = longest
        self._lines: dict[str, deque[Opening]] = {}
        # Addresses whose turn it is, one after the other. Those that wait for their rate are not
        # among them.
        self._rotation: deque[str] = deque()
        self._is_turning = False

    def wait(self, opening: Opening, address: str | None, loop: asyncio.AbstractEventLoop) -> bool:
        """Take a place at the end of the address' line; return whether there was one."""
        counted = _UNCOUNTED if address is None else neighbourhood(address)
        line = self._lines.get(counted)
        if line is None:
            self._lines[counted] = deque([opening])
            self._take_turns(counted, loop)
            return True
        if counted and 0 < self._longest <= len(line):
            return False
        line.append(opening)
        return True

    def _take_turns(self, counted: str, loop: asyncio.AbstractEventLoop) -> None:
        self._rotation.append(counted)
        self._turn_soon(loop)

    def _turn_soon(self, loop: asyncio.AbstractEventLoop) -> None:
        if not self._is_turning:
            self._is_turning = True
            loop.call_soon(self._turn, loop)

    def _turn(self, loop: asyncio.AbstractEventLoop) -> None:
        self._is_turning = False
        for _ in range(_AT_ONCE):
            if not self._rotation:
                return
            counted = self._rotation.popleft()
            if counted and not self._rates.take(counted):
                loop.call_later(_PAUSE_SECONDS, self._take_turns, counted, loop)
                continue
            line = self._lines[counted]
            # One that fails fails by itself.
            loop.call_soon(line.popleft().open_websocket)
            if line:
                self._rotation.append(counted)
            else:
                del self._lines[counted]
        if self._rotation:
            self._turn_soon(loop)
