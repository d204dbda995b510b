"""Passing events: told to every web process once, kept by nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from frontdesk.kit import strict_json

if TYPE_CHECKING:
    from frontdesk.infra.redis import RedisLink
    from frontdesk.infra.sockets.hub import Hub

EPHEMERAL_CHANNEL = "fd:passing"


class _EphemeralEvent(msgspec.Struct, frozen=True):
    room: str
    event: str
    payload: Any
    except_room: str | None = None


class EphemeralEvents:
    """Tells a room of all web processes; of this one alone while Redis is away."""

    def __init__(self, link: RedisLink, hub: Hub) -> None:
        """Take the way to the others, and our own sockets."""
        self._link = link
        self._hub = hub

    async def tell(
        self, room: str, event: str, payload: object, except_room: str | None = None
    ) -> None:
        """Tell everyone in a room, wherever they are connected."""
        told = _EphemeralEvent(room, event, payload, except_room)
        if self._link.is_up:
            body = strict_json.encode(told)
            if await self._link.attempt(self._link.client.publish(EPHEMERAL_CHANNEL, body)):
                return
        self._emit(told)

    def receive(self, data: bytes) -> None:
        """Take what a web process told, ourselves included."""
        self._emit(msgspec.json.decode(data, type=_EphemeralEvent))

    def _emit(self, told: _EphemeralEvent) -> None:
        self._hub.emit(told.room, told.event, told.payload, told.except_room)
