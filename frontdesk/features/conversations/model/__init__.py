"""Conversations, and whose turn it is in them."""

from frontdesk.features.conversations.model.conversation import (
    Conversation,
    should_keep_assignment,
    with_message,
)
from frontdesk.features.conversations.model.decide import decide
from frontdesk.features.conversations.model.happenings import (
    INVOLUNTARY,
    AgentReplied,
    ChatAssigned,
    ChatTaken,
    Decision,
    Finished,
    Giving,
    Happening,
    HeldByAnother,
    Hold,
    HolderLost,
    LossReason,
    NobodyHolds,
    NotTheRespondersTurn,
    PersonAskedFor,
    QueueEntered,
    ResponderReplied,
    StatusSet,
    VisitorWrote,
    WentQuiet,
)
from frontdesk.features.conversations.model.responding import (
    Fence,
    ResponderRules,
    Surroundings,
    hands_back,
    responder_mode_of,
)
from frontdesk.features.conversations.model.rules import Rules, continues
from frontdesk.features.conversations.model.threads import Threads

__all__ = [
    "INVOLUNTARY",
    "AgentReplied",
    "ChatAssigned",
    "ChatTaken",
    "Conversation",
    "Decision",
    "Fence",
    "Finished",
    "Giving",
    "Happening",
    "HeldByAnother",
    "Hold",
    "HolderLost",
    "LossReason",
    "NobodyHolds",
    "NotTheRespondersTurn",
    "PersonAskedFor",
    "QueueEntered",
    "ResponderReplied",
    "ResponderRules",
    "Rules",
    "StatusSet",
    "Surroundings",
    "Threads",
    "VisitorWrote",
    "WentQuiet",
    "continues",
    "decide",
    "hands_back",
    "responder_mode_of",
    "should_keep_assignment",
    "with_message",
]
