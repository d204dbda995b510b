"""Ephemeral events: sent to every web process once, never stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import msgspec

from frontdesk.kit import strict_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from frontdesk.infra.redis import RedisLink
    from frontdesk.kit.audience import RoomT
    from frontdesk.kit.protocol import PayloadT, ServerEvent

EPHEMERAL_CHANNEL = "fd:passing"


class _EphemeralEvent(msgspec.Struct, frozen=True):
    room: str
    event: str
    payload: msgspec.Raw


# Tells the sockets of this process that are in a room of an event.
Deliver: TypeAlias = "Callable[[str, str, object], None]"


def deliver_to_nobody(room: str, event: str, payload: object) -> None:
    """Tell the sockets of a process that has none: what a worker says goes to the webs."""


class EphemeralEvents:
    """Tells a room of all web processes; of this one alone while Redis is away."""

    def __init__(self, link: RedisLink, deliver: Deliver) -> None:
        self._link = link
        self._deliver = deliver

    async def tell(self, to: RoomT, event: ServerEvent[PayloadT, RoomT], payload: PayloadT) -> None:
        """Tell everyone in a room, wherever they are connected."""
        written = msgspec.Raw(strict_json.encode(payload))
        told = _EphemeralEvent(to.room, event.name, written)
        if self._link.is_up:
            body = strict_json.encode(told)
            if await self._link.attempt(self._link.client.publish(EPHEMERAL_CHANNEL, body)):
                return
        self._deliver(told.room, told.event, told.payload)

    def receive(self, data: bytes) -> None:
        """Take what a web process told, ourselves included."""
        told = msgspec.json.decode(data, type=_EphemeralEvent)
        self._deliver(told.room, told.event, told.payload)
