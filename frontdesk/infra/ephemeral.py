"""Ephemeral events: sent to every web process once, never stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import msgspec

from frontdesk.kit import strict_json

if TYPE_CHECKING:
    from frontdesk.infra.redis import RedisLink
    from frontdesk.kit.audience import RoomT
    from frontdesk.kit.protocol import PayloadT, ServerEvent

EPHEMERAL_CHANNEL = "fd:passing"


class _EphemeralEvent(msgspec.Struct, frozen=True):
    room: str
    event: str
    payload: msgspec.Raw
    except_room: str | None = None


class Deliver(Protocol):
    """Tells the sockets of this process that are in a room."""

    def __call__(
        self, room: str, event: str, payload: object, except_room: str | None = None
    ) -> None: ...


def deliver_to_nobody(
    room: str, event: str, payload: object, except_room: str | None = None
) -> None:
    """Tell the sockets of a process that has none: what a worker says goes to the webs."""


class EphemeralEvents:
    """Tells a room of all web processes; of this one alone while Redis is away."""

    def __init__(self, link: RedisLink, deliver: Deliver) -> None:
        self._link = link
        self._deliver = deliver

    async def tell(self, to: RoomT, event: ServerEvent[PayloadT, RoomT], payload: PayloadT) -> None:
        """Tell everyone in a room, wherever they are connected."""
        written = msgspec.Raw(strict_json.encode(payload))
        told = _EphemeralEvent(to.room, event.name, written, to.except_room)
        if self._link.is_up:
            body = strict_json.encode(told)
            if await self._link.attempt(self._link.client.publish(EPHEMERAL_CHANNEL, body)):
                return
        self._emit(told)

    def receive(self, data: bytes) -> None:
        """Take what a web process told, ourselves included."""
        self._emit(msgspec.json.decode(data, type=_EphemeralEvent))

    def _emit(self, told: _EphemeralEvent) -> None:
        self._deliver(told.room, told.event, told.payload, told.except_room)
