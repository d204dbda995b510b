"""Declaring the socket's events: what clients send, and what the server sends them.

Each feature declares its own at the end of its `wire.py`; `entrypoints/protocol.py`
collects them. TypeScript types, the AsyncAPI document and the socket dispatcher are made
from these declarations, and tests hold everything that is sent against them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar

from frontdesk.kit.audience import Audience, Peer
from frontdesk.kit.wire import Wire

PayloadT = TypeVar("PayloadT", bound=Wire)
AnswerT = TypeVar("AnswerT", bound=Wire)
AudienceT = TypeVar("AudienceT", bound=Audience)


@dataclass(frozen=True)
class Rate:
    """How often one socket may send an event: a token bucket's refill and its size."""

    per_second: float
    burst: int


@dataclass(frozen=True)
class ClientEvent(Generic[PayloadT, AnswerT]):
    """An event a client sends. It is always answered: with `answer`, or with a refusal.

    `refuses` are the reasons it is refused for, beside those of every event. They are names,
    not classes: a feature's refusals stand beside its rules, which are above its shapes.
    """

    name: str
    sender: Peer
    payload: type[PayloadT]
    answer: type[AnswerT]
    rate: Rate
    refuses: tuple[str, ...] = ()

    @property
    def reasons(self) -> tuple[str, ...]:
        """All reasons for which this event is refused."""
        return (*self.refuses, *_OF_ANY_EVENT)


@dataclass(frozen=True)
class ServerEvent(Generic[PayloadT, AudienceT]):
    """An event the server sends.

    A durable one is numbered and kept in its project's feed for as long as that keeps
    entries; a client that missed it can fetch it. The others are true now and kept nowhere.
    """

    name: str
    payload: type[PayloadT]
    to: type[AudienceT]
    is_durable: bool = False


_OF_ANY_EVENT = (
    *("invalid_json", "invalid_payload", "invalid_event", "unstorable_text", "too_long"),
    *("rate_limited", "unavailable", "database_away"),
)

AnyClientEvent: TypeAlias = ClientEvent[Any, Any]
AnyServerEvent: TypeAlias = ServerEvent[Any, Any]


class DeclaredTwiceError(Exception):
    """Two declarations claim the same event."""


class Protocol:
    """All declared events, to be looked up by who sends or hears them, and by name."""

    def __init__(self, declared: Iterable[object]) -> None:
        """Take the declarations from among `declared`; raise `DeclaredTwiceError`."""
        found = list(declared)
        self.from_clients = {
            (one.sender, one.name): one for one in found if isinstance(one, ClientEvent)
        }
        self.from_server = {
            (one.to.peer, one.name): one for one in found if isinstance(one, ServerEvent)
        }
        events = [one for one in found if isinstance(one, ClientEvent | ServerEvent)]
        if len(events) != len(self.from_clients) + len(self.from_server):
            raise DeclaredTwiceError

    @property
    def durable(self) -> dict[str, AnyServerEvent]:
        """The events of a project's feed, by name."""
        return {one.name: one for one in self.from_server.values() if one.is_durable}
