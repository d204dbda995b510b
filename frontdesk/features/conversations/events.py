"""What can happen to a conversation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from frontdesk.features.conversations.model.conversation import Conversation
    from frontdesk.kit.ids import ProjectId, UserId

# The kind of a change that a renamed or removed tag brings to all its conversations.
RETAGGED = "retagged"


@dataclass(frozen=True)
class ConversationChanged:
    """Status, chat state or assignee changed without a message."""

    before: Conversation
    after: Conversation
    assignee_name: str | None
    actor_id: UserId | None
    kind: str

    @property
    def project_id(self) -> ProjectId:
        return self.after.project_id


@dataclass(frozen=True)
class AgentRead:
    """A member saw the visitor's messages up to `after.agent_read_seq`."""

    before: Conversation
    after: Conversation

    @property
    def project_id(self) -> ProjectId:
        return self.after.project_id


@dataclass(frozen=True)
class VisitorReceived:
    """A widget confirmed messages up to `after.visitor_delivered_seq`, or showed them."""

    before: Conversation
    after: Conversation
    at: datetime

    @property
    def project_id(self) -> ProjectId:
        return self.after.project_id
