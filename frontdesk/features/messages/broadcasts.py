"""Who hears of a message, and what they are told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from frontdesk.features.messages.wire import NewMessage
from frontdesk.features.presence.model import member_room, project_room
from frontdesk.features.visitors.model import room_of
from frontdesk.infra.database import Announcement
from frontdesk.kit import strict_json

if TYPE_CHECKING:
    from frontdesk.features.messages.events import MessagePosted
    from frontdesk.infra.outbox import FeedEntry


@dataclass(frozen=True)
class Broadcast:
    """One event for one room of this process, except for those also in another."""

    room: str
    event: str
    payload: dict[str, Any]
    except_room: str | None = None


def message_posted(event: MessagePosted) -> list[Announcement]:
    """Announce a message to members, with what their web process needs for the visitor."""
    message, conversation = event.message, event.conversation
    fields = msgspec.structs.asdict(message.to_wire())
    payload = NewMessage(**fields, conversation=conversation.to_wire())
    audience = {
        "room": room_of(conversation.project_id, conversation.visitor_key),
        "event": "messageSent" if message.is_from_visitor else "agentReplied",
        "tempId": message.temp_id,
        "userId": message.sender_id if message.sender_type == "agent" else None,
    }
    return [
        Announcement(
            project_id=message.project_id,
            event="newMessage",
            payload=strict_json.encode(payload).decode(),
            audience=strict_json.encode(audience).decode(),
        )
    ]


def broadcasts_of(entry: FeedEntry) -> list[Broadcast]:
    """Say what the sockets of this process are told about an entry of the feed."""
    payload = {**entry.payload, "feedSeq": entry.feed_seq}
    audience = entry.audience or {}
    told = _to_members(entry, payload, audience)
    if "room" in audience:
        told.append(_to_visitor(entry, audience))
    return told


def _to_members(
    entry: FeedEntry, payload: dict[str, Any], audience: dict[str, Any]
) -> list[Broadcast]:
    room = project_room(entry.project_id)
    if audience.get("userId") is None:
        return [Broadcast(room, entry.event, payload)]
    # Only the sender knows the message by its temp id.
    own = member_room(entry.project_id, audience["userId"])
    with_temp_id = {**payload, "tempId": audience["tempId"]}
    return [
        Broadcast(room, entry.event, payload, except_room=own),
        Broadcast(own, entry.event, with_temp_id),
    ]


def _to_visitor(entry: FeedEntry, audience: dict[str, Any]) -> Broadcast:
    room, event = audience["room"], audience["event"]
    if "payload" in audience:
        return Broadcast(room, event, audience["payload"])
    message = {name: value for name, value in entry.payload.items() if name != "conversation"}
    if event == "messageSent":
        temp_id = audience["tempId"]
        final = {**message, "tempId": temp_id}
        return Broadcast(room, event, {"tempId": temp_id, "finalMessage": final})
    return Broadcast(room, event, message)
