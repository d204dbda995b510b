"""What a project decided about how its conversations live."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from frontdesk.features.conversations.model.conversation import Conversation
from frontdesk.features.conversations.model.responding import ResponderRules
from frontdesk.features.projects.wire.settings import HistoryVisibility, RoutingMode
from frontdesk.kit.ids import ProjectId


@dataclass(frozen=True)
class ConversationRules:
    """What a project decided about how its conversations live."""

    project_id: ProjectId
    history_visibility: HistoryVisibility
    reopen_days: int
    routing_mode: RoutingMode
    responder: ResponderRules


def continues(conversation: Conversation, rules: ConversationRules, at: datetime) -> bool:
    """Whether what the visitor writes belongs into this conversation."""
    if conversation.status in ("open", "pending", "spam"):
        return True
    if rules.history_visibility != "forever" or conversation.solved_at is None:
        return False
    return at - conversation.solved_at <= timedelta(days=rules.reopen_days)
