"""Who handles which event of the protocol."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import msgspec

from frontdesk.infra.sockets.hub import Socket
from frontdesk.kit.audience import OneMemberConnection, OneVisitorConnection, Peer
from frontdesk.kit.protocol import (
    AnswerT,
    AnyClientEvent,
    ClientEvent,
    PayloadT,
    Protocol,
    ServerEvent,
)
from frontdesk.kit.wire import EventRefused, Wire

# An answer now, or a promise of one: a handler hands over fast and lets the ack follow,
# so that one slow message doesn't hold up its socket. `Raw` is an answer already written.
Ack: TypeAlias = Any
# Who sends it, and its name.
Key: TypeAlias = tuple[Peer, str]
EventHandler: TypeAlias = Callable[[Socket, Any], Awaitable[Ack | Awaitable[Ack]]]

EVENT_REFUSED = (
    ServerEvent("eventRefused", EventRefused, OneVisitorConnection),
    ServerEvent("eventRefused", EventRefused, OneMemberConnection),
)


class NotTheProtocolError(Exception):
    """Some declared event has no handler, or some handler has no declared event."""


@dataclass(frozen=True)
class SocketEvent:
    """One event a client may send, and what answers it."""

    declared: AnyClientEvent
    handle: EventHandler

    @property
    def name(self) -> str:
        """The event's name on the wire."""
        return self.declared.name

    @property
    def shape(self) -> type[Wire]:
        """What its payload is parsed into."""
        return self.declared.payload


def on(
    declared: ClientEvent[PayloadT, AnswerT],
    handle: Callable[
        [Socket, PayloadT], Awaitable[AnswerT | Awaitable[AnswerT] | Awaitable[msgspec.Raw]]
    ],
) -> SocketEvent:
    """Let `handle` answer an event; it takes the declared payload and gives the answer."""
    return SocketEvent(declared, handle)


def dispatch(protocol: Protocol, events: Iterable[SocketEvent]) -> Mapping[Key, SocketEvent]:
    """Find every declared event's handler; raise `NotTheProtocolError` unless each has one."""
    found = {(event.declared.sender, event.name): event for event in events}
    strange = {key for key in found if protocol.from_clients.get(key) is not found[key].declared}
    missing = protocol.from_clients.keys() - found.keys()
    if strange or missing:
        raise NotTheProtocolError(sorted(strange | missing))
    return found
