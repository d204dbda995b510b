"""What sockets may say about messages, and what they are told."""

from frontdesk.features.messages.socket.agent import AgentDependencies, agent_events
from frontdesk.features.messages.socket.failures import FailedMessages
from frontdesk.features.messages.socket.heads import emit_entry, keep_announcing_heads
from frontdesk.features.messages.socket.rates import MessageRates
from frontdesk.features.messages.socket.visitor import VisitorDependencies, visitor_events

__all__ = [
    "AgentDependencies",
    "FailedMessages",
    "MessageRates",
    "VisitorDependencies",
    "agent_events",
    "emit_entry",
    "keep_announcing_heads",
    "visitor_events",
]
