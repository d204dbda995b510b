"""Who hears of a change to a conversation, and what they are told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from frontdesk.features.conversations.wire import (
    AssigneeWire,
    ConversationUpdated,
    ConversationWire,
    VisitorConversationUpdated,
)
from frontdesk.features.visitors.model import room_of
from frontdesk.infra.database import Announcement
from frontdesk.kit import strict_json
from frontdesk.kit.wire import to_wire_time

if TYPE_CHECKING:
    from frontdesk.features.conversations.events import (
        AgentRead,
        ConversationChanged,
        VisitorReceived,
    )
    from frontdesk.features.conversations.model import Conversation

# They travel beside the fields, not among them.
_BESIDE = ("version", "revision", "visitor")
# What is left, as it is called here and on the wire: plain values, ready to be written.
_FIELDS = [
    (field.name, field.encode_name)
    for field in msgspec.structs.fields(ConversationWire)
    if field.name not in _BESIDE
]


def conversation_changed(event: ConversationChanged) -> list[Announcement]:
    """Tell members what changed, and the visitor as much of it as is his business."""
    after = event.after
    assignee = AssigneeWire(event.assignee_name, None) if event.assignee_name else None
    to_visitor = VisitorConversationUpdated(
        conversation_id=after.id,
        status=after.status,
        assignee=assignee,
        ai_enabled=after.ai_enabled,
        has_asked_for_person=after.asked_for_person_at is not None,
    )
    # Spam is not announced to the one who sent it.
    is_hidden = "spam" in (event.before.status, after.status)
    audience = None if is_hidden else _to_visitor(after, "conversationUpdated", to_visitor)
    return [_updated(event.before, after, audience)]


def agent_read(event: AgentRead) -> list[Announcement]:
    """Tell members that it is read, and the visitor that he was."""
    after = event.after
    status = {
        "conversationId": after.id,
        "upToSeq": after.agent_read_seq,
        "status": "read",
    }
    return [_updated(event.before, after, _to_visitor(after, "messageStatusChanged", status))]


def visitor_received(event: VisitorReceived) -> list[Announcement]:
    """Tell members how far the visitor has received and read."""
    before, after = event.before, event.after
    moved: list[tuple[str, int]] = []
    if after.visitor_delivered_seq > before.visitor_delivered_seq:
        moved.append(("delivered", after.visitor_delivered_seq))
    if after.visitor_read_seq > before.visitor_read_seq:
        moved.append(("read", after.visitor_read_seq))
    return [
        Announcement(
            project_id=after.project_id,
            event="messageStatusChanged",
            payload=_json(
                {
                    "conversationId": after.id,
                    "upToSeq": up_to_seq,
                    "status": status,
                    "revision": after.revision,
                    "at": to_wire_time(event.at),
                }
            ),
        )
        for status, up_to_seq in moved
    ]


def _updated(before: Conversation, after: Conversation, audience: str | None) -> Announcement:
    payload = ConversationUpdated(
        conversation_id=after.id,
        fields=_changed_fields(before, after),
        version=after.version,
        revision=after.revision,
    )
    return Announcement(after.project_id, "conversationUpdated", _json(payload), audience)


def _changed_fields(before: Conversation, after: Conversation) -> dict[str, Any]:
    old, new = before.to_wire(), after.to_wire()
    return {
        name: getattr(new, field)
        for field, name in _FIELDS
        if getattr(new, field) != getattr(old, field)
    }


def _to_visitor(conversation: Conversation, event: str, payload: object) -> str:
    room = room_of(conversation.project_id, conversation.visitor_key)
    return _json({"room": room, "event": event, "payload": payload})


def _json(value: object) -> str:
    return strict_json.encode(value).decode()
