"""Conversations, and whose turn it is in them."""

from frontdesk.features.conversations.model.conversation import (
    Conversation,
    should_keep_assignment,
    with_message,
)
from frontdesk.features.conversations.model.decide import decide
from frontdesk.features.conversations.model.responding import (
    ConversationContext,
    Fence,
    ResponderRules,
    hands_back,
    responder_mode_of,
)
from frontdesk.features.conversations.model.rules import ConversationRules, continues
from frontdesk.features.conversations.model.threads import Threads
from frontdesk.features.conversations.model.transitions import (
    INVOLUNTARY,
    AgentReplied,
    AssignmentChange,
    ChatAssigned,
    ChatTaken,
    Decision,
    Finished,
    Giving,
    HeldByAnother,
    HolderLost,
    LossReason,
    NotAssigned,
    NotTheRespondersTurn,
    PersonAskedFor,
    QueueEntered,
    ResponderReplied,
    StatusSet,
    Transition,
    VisitorWrote,
    WentQuiet,
)

__all__ = [
    "INVOLUNTARY",
    "AgentReplied",
    "AssignmentChange",
    "ChatAssigned",
    "ChatTaken",
    "Conversation",
    "ConversationContext",
    "ConversationRules",
    "Decision",
    "Fence",
    "Finished",
    "Giving",
    "HeldByAnother",
    "HolderLost",
    "LossReason",
    "NotAssigned",
    "NotTheRespondersTurn",
    "PersonAskedFor",
    "QueueEntered",
    "ResponderReplied",
    "ResponderRules",
    "StatusSet",
    "Threads",
    "Transition",
    "VisitorWrote",
    "WentQuiet",
    "continues",
    "decide",
    "hands_back",
    "responder_mode_of",
    "should_keep_assignment",
    "with_message",
]
