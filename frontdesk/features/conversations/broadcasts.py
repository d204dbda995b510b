"""Who hears of a change to a conversation, and what they are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from frontdesk.features.conversations.wire import (
    BESIDE_FIELDS,
    CONVERSATION_UPDATED,
    MESSAGE_STATUS_CHANGED,
    VISITOR_CONVERSATION_UPDATED,
    VISITOR_MESSAGE_STATUS_CHANGED,
    AssigneeWire,
    ConversationFields,
    ConversationUpdated,
    ConversationWire,
    MessageStatusChanged,
    VisitorConversationUpdated,
)
from frontdesk.infra.database import Announcement, also_visitor
from frontdesk.kit.wire import to_wire_time

if TYPE_CHECKING:
    from frontdesk.features.conversations.events import (
        AgentRead,
        ConversationChanged,
        VisitorReceived,
    )
    from frontdesk.features.conversations.model.conversation import Conversation
    from frontdesk.features.conversations.wire import MessageStatus
    from frontdesk.infra.database import StoredAudience

_NAMES = [
    field.name
    for field in msgspec.structs.fields(ConversationWire)
    if field.name not in BESIDE_FIELDS
]


def conversation_changed(event: ConversationChanged) -> list[Announcement[ConversationUpdated]]:
    """Tell members what changed, and the visitor as much of it as is their business."""
    after = event.after
    # Spam is not announced to the one who sent it.
    if "spam" in (event.before.status, after.status):
        return [_updated(event.before, after, None)]
    to_visitor = VisitorConversationUpdated(
        conversation_id=after.id,
        status=after.status,
        assignee=AssigneeWire(event.assignee_name, None) if event.assignee_name else None,
        ai_enabled=after.ai_enabled,
        has_asked_for_person=after.asked_for_person_at is not None,
    )
    audience = also_visitor(after.visitor_sockets, VISITOR_CONVERSATION_UPDATED, to_visitor)
    return [_updated(event.before, after, audience)]


def agent_read(event: AgentRead) -> list[Announcement[ConversationUpdated]]:
    """Tell members that it is read, and the visitor that they were."""
    after = event.after
    read = MessageStatusChanged(after.id, after.agent_read_seq, "read")
    audience = also_visitor(after.visitor_sockets, VISITOR_MESSAGE_STATUS_CHANGED, read)
    return [_updated(event.before, after, audience)]


def visitor_received(event: VisitorReceived) -> list[Announcement[MessageStatusChanged]]:
    """Tell members how far the visitor has received and read."""
    before, after = event.before, event.after
    moved: list[tuple[MessageStatus, int]] = []
    if after.visitor_delivered_seq > before.visitor_delivered_seq:
        moved.append(("delivered", after.visitor_delivered_seq))
    if after.visitor_read_seq > before.visitor_read_seq:
        moved.append(("read", after.visitor_read_seq))
    at = to_wire_time(event.at)
    return [
        Announcement(
            after.project_id,
            MESSAGE_STATUS_CHANGED,
            MessageStatusChanged(after.id, up_to_seq, status, revision=after.revision, at=at),
        )
        for status, up_to_seq in moved
    ]


def _updated(
    before: Conversation, after: Conversation, audience: StoredAudience | None
) -> Announcement[ConversationUpdated]:
    # Compared as members see them: a column they never see makes no news.
    old, new = before.to_wire(), after.to_wire()
    changed = {
        name: value for name in _NAMES if (value := getattr(new, name)) != getattr(old, name)
    }
    payload = ConversationUpdated(
        conversation_id=after.id,
        fields=ConversationFields(**changed),
        version=after.version,
        revision=after.revision,
    )
    return Announcement(after.project_id, CONVERSATION_UPDATED, payload, audience)
