"""What sockets are told without asking: entries of the feed, and how far it goes."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog

from frontdesk.features import conversations
from frontdesk.features.conversations.wire import FeedHead
from frontdesk.features.messages.broadcasts import broadcasts_of
from frontdesk.features.presence.model import VisitorConnection, project_room
from frontdesk.infra.database import AWAY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from frontdesk.features.visitors.model import VisitorIdentity
    from frontdesk.infra.database import Database
    from frontdesk.infra.outbox import FeedEntry, FeedTail
    from frontdesk.infra.sockets import Hub, Socket

log = structlog.get_logger()

HEAD_SECONDS = 5.0


def emit_entry(hub: Hub, entry: FeedEntry) -> None:
    """Tell the sockets of this process about one entry of the feed."""
    for told in broadcasts_of(entry):
        hub.emit(told.room, told.event, told.payload, told.except_room)
    if entry.event == "newMessage" and entry.audience is not None:
        # What he types from now on is shown in the conversation he just began.
        for socket in hub.members(entry.audience["room"]):
            socket.owner.conversation_id = entry.payload["conversationId"]


async def keep_announcing_heads(database: Database, tail: FeedTail, hub: Hub) -> None:
    """Tell every few seconds how far things are, for ever; run as a task.

    A client compares and fetches what it lacks: this is what finds an event that was
    lost although its socket stayed up.
    """
    while True:
        await asyncio.sleep(HEAD_SECONDS)
        for project_id, feed_seq in tail.latest_seqs().items():
            latest_seq = FeedHead(project_id=project_id, feed_seq=feed_seq)
            hub.emit(project_room(project_id), "feedHead", latest_seq)
        try:
            await _tell_visitors(database, hub)
        except AWAY as error:
            log.warning("Heads could not be read", error=type(error).__name__)


async def _tell_visitors(database: Database, hub: Hub) -> None:
    sockets = _by_identity(hub.sockets.values())
    if not sockets:
        return
    async with database.snapshot() as tx:
        latest_seqs = await conversations.find_latest_seqs(tx, list(sockets))
    for identity, latest_seq in latest_seqs.items():
        for socket in sockets[identity]:
            socket.owner.conversation_id = latest_seq.conversation_id
            socket.tell("conversationHead", latest_seq)


def _by_identity(sockets: Iterable[Socket]) -> dict[VisitorIdentity, list[Socket]]:
    found: dict[VisitorIdentity, list[Socket]] = {}
    for socket in sockets:
        match socket.owner:
            case VisitorConnection(identity=identity) if identity is not None:
                found.setdefault(identity, []).append(socket)
            case _:
                pass
    return found
