"""Named places where a test can hold the program still, or kill it.

In production `pause_point` returns at once. A test gives a name a gate; a fault drill
gives it through the environment: FRONTDESK_KILL_AT names the point at which the
process kills itself, as if the power had gone, FRONTDESK_FREEZE_AT the one at which it
stops, until somebody lets it go on.
"""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

_gates: dict[str, Callable[[], Awaitable[None]]] = {}
_kill_at = os.environ.get("FRONTDESK_KILL_AT", "")
_freeze_at = [os.environ.get("FRONTDESK_FREEZE_AT", "")]


async def pause_point(name: str) -> None:
    """Wait here if a test holds the gate of this name."""
    gate = _gates.get(name)
    if gate is not None:
        await gate()
    if name == _kill_at:
        os.kill(os.getpid(), signal.SIGKILL)
    if name in _freeze_at:
        _freeze_at.clear()
        os.kill(os.getpid(), signal.SIGSTOP)


def set_gate(name: str, gate: Callable[[], Awaitable[None]]) -> None:
    """Let `gate` run whenever the program passes the point `name`."""
    _gates[name] = gate


def clear_gates() -> None:
    """Open every gate again."""
    _gates.clear()
