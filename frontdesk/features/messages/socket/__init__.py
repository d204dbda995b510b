"""What sockets may say about messages, and what they are told."""

from frontdesk.features.messages.socket.agent import AgentDesk, agent_events
from frontdesk.features.messages.socket.heads import emit_entry, keep_telling_heads
from frontdesk.features.messages.socket.visitor import VisitorDesk, visitor_events

__all__ = [
    "AgentDesk",
    "VisitorDesk",
    "agent_events",
    "emit_entry",
    "keep_telling_heads",
    "visitor_events",
]
