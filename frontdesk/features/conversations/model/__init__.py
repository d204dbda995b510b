"""Conversations, and whose turn it is in them."""

from frontdesk.features.conversations.model.conversation import (
    Conversation,
    Rules,
    continues,
    should_keep_assignment,
    with_message,
)
from frontdesk.features.conversations.model.decide import (
    AgentReplied,
    Decision,
    Finished,
    Happening,
    HeldByAnother,
    Hold,
    HolderLost,
    StatusSet,
    VisitorWrote,
    decide,
)

__all__ = [
    "AgentReplied",
    "Conversation",
    "Decision",
    "Finished",
    "Happening",
    "HeldByAnother",
    "Hold",
    "HolderLost",
    "Rules",
    "StatusSet",
    "VisitorWrote",
    "continues",
    "decide",
    "should_keep_assignment",
    "with_message",
]
