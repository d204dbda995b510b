"""Who hears of a message, and what they are told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from frontdesk.features.messages.wire import (
    AGENT_REPLIED,
    MESSAGE_SENT,
    NEW_MESSAGE,
    MessageSent,
    MessageWire,
    NewMessage,
)
from frontdesk.infra.database import AlsoVisitor, Announcement, MessageParties
from frontdesk.kit import strict_json
from frontdesk.kit.audience import OneMember, ProjectMembers

if TYPE_CHECKING:
    from frontdesk.features.messages.events import MessagePosted
    from frontdesk.infra.outbox import FeedEntry


def message_posted(event: MessagePosted) -> list[Announcement[NewMessage]]:
    """Announce a message to members, with what their web process needs for its two parties."""
    message, conversation = event.message, event.conversation
    fields = msgspec.structs.asdict(message.to_wire())
    payload = NewMessage(**fields, conversation=conversation.to_wire())
    parties = MessageParties(
        room=conversation.visitor_sockets.room,
        event="messageSent" if message.sender_type == "visitor" else "agentReplied",
        temp_id=message.temp_id,
        user_id=message.sender_id if message.sender_type == "agent" else None,
    )
    return [Announcement(message.project_id, NEW_MESSAGE, payload, parties)]


@dataclass(frozen=True)
class Delivery:
    """One event for one room of this process, except for those also in another."""

    room: str
    event: str
    payload: msgspec.Raw
    except_room: str | None = None


class _PostedMessage(MessageWire, forbid_unknown_fields=False):
    """The message of a `newMessage` entry, without what else members are told."""


def deliveries_of(entry: FeedEntry) -> list[Delivery]:
    """Return what the sockets of this process are told about an entry of the feed."""
    members, numbered = ProjectMembers(entry.project_id).room, entry.numbered()
    match entry.audience:
        case None:
            return [Delivery(members, entry.event, numbered)]
        case AlsoVisitor(room=room, event=event, payload=payload):
            return [Delivery(members, entry.event, numbered), Delivery(room, event, payload)]
        case MessageParties() as parties:
            to_visitor = _to_visitor(entry, parties)
            if parties.user_id is None:
                return [Delivery(members, entry.event, numbered), to_visitor]
            # Only the sender knows the message by its temp id.
            author = OneMember(entry.project_id, parties.user_id).room
            return [
                Delivery(members, entry.event, numbered, except_room=author),
                Delivery(author, entry.event, entry.numbered(tempId=parties.temp_id)),
                to_visitor,
            ]


def posted_message(entry: FeedEntry) -> MessageWire:
    """Read the message of a `newMessage` entry."""
    return _posted.decode(entry.payload)


def _to_visitor(entry: FeedEntry, parties: MessageParties) -> Delivery:
    message = posted_message(entry)
    if parties.event == "agentReplied" or parties.temp_id is None:
        payload = strict_json.encode(message)
        return Delivery(parties.room, AGENT_REPLIED.name, msgspec.Raw(payload))
    message.temp_id = parties.temp_id
    payload = strict_json.encode(MessageSent(temp_id=parties.temp_id, final_message=message))
    return Delivery(parties.room, MESSAGE_SENT.name, msgspec.Raw(payload))


_posted = msgspec.json.Decoder(_PostedMessage)
