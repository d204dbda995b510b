"""Which events exist, what shape they have, and who handles them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, TypeVar

from frontdesk.infra.sockets.hub import Socket
from frontdesk.kit.wire import Wire

# An answer now, or a promise of one: a handler hands over fast and lets the ack follow,
# so that one slow message doesn't hold up its socket.
Ack: TypeAlias = Any
Shape = TypeVar("Shape", bound=Wire)
Handler: TypeAlias = Callable[[Socket, Any], Awaitable[Ack | Awaitable[Ack]]]
From: TypeAlias = Literal["visitor", "agent"]


@dataclass(frozen=True)
class SocketEvent:
    """One event a client may send."""

    name: str
    sender: From
    shape: type[Wire]
    handle: Handler


def on(
    name: str,
    sender: From,
    shape: type[Shape],
    handle: Callable[[Socket, Shape], Awaitable[Ack | Awaitable[Ack]]],
) -> SocketEvent:
    """Declare an event; the handler's payload type must be the shape that is parsed."""
    return SocketEvent(name, sender, shape, handle)
