"""What sockets are told without asking: entries of the feed, and how far it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import structlog

from frontdesk.features import conversations
from frontdesk.features.conversations.wire import CONVERSATION_HEAD, FEED_HEAD, FeedHead
from frontdesk.features.messages.broadcasts import deliveries_of, posted_message
from frontdesk.features.presence.model import VisitorConnection
from frontdesk.features.visitors.wire import CHAT_CLOSED, ChatClosed
from frontdesk.infra.database import AlsoVisitor, MessageParties
from frontdesk.infra.tasks import every
from frontdesk.kit.audience import ProjectMembers

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
    for one in deliveries_of(entry):
        hub.deliver(one.room, one.event, one.payload, one.except_room)
    match entry.audience:
        case MessageParties(room=room, user_id=user_id):
            # What they type from now on is shown in the conversation they just began.
            for socket in hub.members(room):
                socket.owner.conversation_id = posted_message(entry).conversation_id
                socket.owner.is_answered |= user_id is not None
        case AlsoVisitor(room=room, event=event, payload=payload) if event == CHAT_CLOSED.name:
            is_blocked = msgspec.json.decode(payload, type=ChatClosed).is_closed
            for socket in hub.members(room):
                socket.owner.is_blocked = is_blocked
        case _:
            pass


async def keep_announcing_heads(database: Database, tail: FeedTail, hub: Hub) -> None:
    """Tell every few seconds how far things are, for ever; run as a task.

    A client compares and fetches what it lacks: this is what finds an event that was
    lost although its socket stayed up.
    """

    async def announce() -> None:
        for project_id, feed_seq in tail.latest_seqs().items():
            latest_seq = FeedHead(project_id=project_id, feed_seq=feed_seq)
            hub.emit(ProjectMembers(project_id), FEED_HEAD, latest_seq)
        await _tell_visitors(database, hub)

    await every(HEAD_SECONDS, announce, "Heads could not be read")


async def _tell_visitors(database: Database, hub: Hub) -> None:
    sockets = _by_identity(hub.sockets.values())
    if not sockets:
        return
    async with database.snapshot() as tx:
        latest_seqs = await conversations.find_latest_seqs(tx, list(sockets))
    for identity, latest_seq in latest_seqs.items():
        for socket in sockets[identity]:
            socket.owner.conversation_id = latest_seq.conversation_id
            socket.tell(CONVERSATION_HEAD, latest_seq)


def _by_identity(sockets: Iterable[Socket]) -> dict[VisitorIdentity, list[Socket]]:
    found: dict[VisitorIdentity, list[Socket]] = {}
    for socket in sockets:
        match socket.owner:
            case VisitorConnection(identity=identity) if identity is not None:
                found.setdefault(identity, []).append(socket)
            case _:
                pass
    return found
