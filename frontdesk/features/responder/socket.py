"""What visitors may say about who shall answer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from frontdesk.features.responder.actions import talk
from frontdesk.features.responder.wire import (
    REQUEST_HUMAN,
    SET_AI_ENABLED,
    RequestHuman,
    SetAiEnabled,
)
from frontdesk.infra.sockets import SocketEvent, on
from frontdesk.kit.wire import OkAck

if TYPE_CHECKING:
    from frontdesk.features.presence.model import VisitorConnection
    from frontdesk.infra.database import Database
    from frontdesk.infra.sockets import Socket


def responder_events(database: Database) -> list[SocketEvent]:
    """Declare the responder's events and their handlers."""
    return [
        on(SET_AI_ENABLED, partial(set_ai_enabled, database)),
        on(REQUEST_HUMAN, partial(request_human, database)),
    ]


async def set_ai_enabled(database: Database, socket: Socket, payload: SetAiEnabled) -> OkAck:
    """Let the responder answer this visitor, or not."""
    visitor = cast("VisitorConnection", socket.owner).settled()
    async with database.transaction() as tx:
        await talk.set_ai_enabled(tx, visitor, enabled=payload.enabled)
    return OkAck()


async def request_human(database: Database, socket: Socket, _: RequestHuman) -> OkAck:
    """Let a person answer this visitor."""
    visitor = cast("VisitorConnection", socket.owner).settled()
    async with database.transaction() as tx:
        await talk.ask_for_person(tx, visitor)
    return OkAck()
