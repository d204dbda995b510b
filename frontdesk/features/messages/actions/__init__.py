"""The verbs of messages."""

from frontdesk.features.messages.actions.mark_messages import (
    mark_messages_delivered_or_read,
    mark_messages_seen_by_agent,
)
from frontdesk.features.messages.actions.post_reply import post_reply
from frontdesk.features.messages.actions.post_responder_message import post_responder_messages
from frontdesk.features.messages.actions.post_system_line import post_system_line
from frontdesk.features.messages.actions.post_visitor_messages import post_visitor_messages
from frontdesk.features.messages.actions.reopen_chat import reopen_chat_of_unblocked

__all__ = [
    "mark_messages_delivered_or_read",
    "mark_messages_seen_by_agent",
    "post_reply",
    "post_responder_messages",
    "post_system_line",
    "post_visitor_messages",
    "reopen_chat_of_unblocked",
]
