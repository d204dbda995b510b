"""Saying who reads what from the feed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeAlias, TypeVar

import msgspec

if TYPE_CHECKING:
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.protocol import AnyServerEvent

Body = TypeVar("Body", bound=msgspec.Struct)

# Where a consumer begins in the projects that are there when it first runs.
Begin: TypeAlias = Literal["head", "oldest"]


@dataclass(frozen=True, slots=True)
class Consumed(Generic[Body]):
    """An entry of the feed, as its consumer reads it."""

    project_id: int
    feed_seq: int
    at: datetime
    body: Body


# Called with entries of one project and one event, in order.
HandleEntries: TypeAlias = Callable[["Transaction", Sequence[Consumed[Body]]], Awaitable[None]]


@dataclass(frozen=True)
class EventHandler:
    """How one event is read, and what is done about it."""

    event: str
    shape: type[msgspec.Struct]
    handle: HandleEntries[Any]


@dataclass(frozen=True)
class FeedConsumer:
    """A reader of the feed with a position of its own in each project."""

    name: str
    handlers: Mapping[str, EventHandler]
    begin: Begin


def on(event: AnyServerEvent, shape: type[Body], handle: HandleEntries[Body]) -> EventHandler:
    """Read the payload of an event of the feed as `shape`; `ValueError` if it is not durable.

    The shape names the fields its consumer needs and ignores all others: entries written by an
    older or newer version of the program have to remain readable.
    """
    if not event.is_durable:
        raise ValueError(event.name)
    return EventHandler(event.name, shape, handle)


def consume(name: str, *handlers: EventHandler, begin: Begin) -> FeedConsumer:
    """Declare a consumer; `entrypoints/wiring.py` lists all of them.

    The name is kept in the database. Another name is another consumer, which begins anew.
    """
    return FeedConsumer(name, {one.event: one for one in handlers}, begin)
