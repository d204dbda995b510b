"""What routing does by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from frontdesk.features.routing.wire import AlertReason
    from frontdesk.kit.ids import ConversationId, ProjectId, UserId


@dataclass(frozen=True)
class WentPending:
    """A conversation turned pending because the visitor did not answer this reply in time."""

    project_id: ProjectId
    conversation_id: ConversationId
    message_id: int


@dataclass(frozen=True)
class ManagersNeeded:
    """A chat needs a manager's eye."""

    project_id: ProjectId
    conversation_id: ConversationId
    reason: AlertReason
    message: str


@dataclass(frozen=True)
class ChatHandedOn:
    """The person who gave a chat to an agent left them a note."""

    project_id: ProjectId
    conversation_id: ConversationId
    author_id: UserId
    note: str
