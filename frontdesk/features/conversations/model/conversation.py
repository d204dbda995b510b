"""A conversation as it is stored, and what can be said of one alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import msgspec
from msgspec.structs import replace

from frontdesk.features.conversations.wire import (
    AssigneeWire,
    ChatState,
    ConversationWire,
    MetadataValue,
    Priority,
    Status,
    VisitorConversation,
)
from frontdesk.features.projects.wire.settings import ResponderMode
from frontdesk.features.visitors.wire import VisitorWire
from frontdesk.kit.audience import OneVisitor
from frontdesk.kit.ids import ConversationId, ProjectId, UserId, VisitorId
from frontdesk.kit.wire import to_wire

SNIPPET_CHARACTERS = 100


class Conversation(msgspec.Struct, frozen=True):
    """A row of `conversations`, with what its wire shape needs of the visitor.

    A struct, because every message makes several changed copies of it: one takes 1 us
    where a frozen dataclass of this size takes 14.
    """

    project_id: ProjectId
    id: ConversationId
    visitor_id: VisitorId
    visitor_uid: str
    visitor_key: str
    visitor_name: str | None
    visitor_email: str | None
    status: Status
    chat_state: ChatState
    assignee_id: UserId | None
    assigned_at: datetime | None
    last_assignee_id: UserId | None
    agent_replied_at: datetime | None
    priority: Priority
    tags: list[str]
    ai_enabled: bool
    responder_mode: ResponderMode | None
    last_seq: int
    last_message_id: int | None
    last_message_snippet: str | None
    last_message_at: datetime | None
    customer_count: int
    agent_read_count: int
    agent_read_seq: int
    visitor_delivered_seq: int
    visitor_read_seq: int
    version: int
    revision: int
    turn: int
    hard_turn: int
    visitor_seq: int
    responder_turns: int
    responder_tokens: int
    waiting_since: datetime | None
    queued_at: datetime | None
    tries: int
    asked_for_person_at: datetime | None
    solved_at: datetime | None
    created_at: datetime
    updated_at: datetime
    metadata: Mapping[str, MetadataValue] = msgspec.field(default_factory=dict)

    @property
    def visitor_sockets(self) -> OneVisitor:
        """All tabs of its visitor."""
        return OneVisitor(self.project_id, self.visitor_key)

    @property
    def unread_count(self) -> int:
        """How many of the visitor's messages no agent has seen."""
        return self.customer_count - self.agent_read_count

    def to_wire(self) -> ConversationWire:
        """Shape it for members."""
        visitor = VisitorWire(
            id=self.visitor_id,
            uid=self.visitor_uid,
            name=self.visitor_name,
            email=self.visitor_email,
        )
        return to_wire(ConversationWire, self, visitor=visitor)

    def to_visitors_wire(self, assignee_name: str | None) -> VisitorConversation:
        """Shape it for its visitor, who does not learn that they were marked as spam."""
        return to_wire(
            VisitorConversation,
            self,
            status="open" if self.status == "spam" else self.status,
            assignee=AssigneeWire(assignee_name, None) if assignee_name else None,
            has_asked_for_person=self.asked_for_person_at is not None,
        )


def with_message(
    before: Conversation, message_id: int, content: str, at: datetime, *, from_visitor: bool
) -> Conversation:
    """Append the message that was given the next `seq`."""
    seq = before.last_seq + 1
    return replace(
        before,
        last_seq=seq,
        visitor_seq=seq if from_visitor else before.visitor_seq,
        last_message_id=message_id,
        last_message_snippet=" ".join(content.split())[:SNIPPET_CHARACTERS],
        last_message_at=at,
        customer_count=before.customer_count + from_visitor,
        revision=before.revision + 1,
        updated_at=at,
    )
