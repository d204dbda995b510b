"""Messages: accepted once, stored in order, announced after commit."""

from frontdesk.features.messages.actions import (
    mark_messages_delivered_or_read,
    mark_messages_seen_by_agent,
    post_reply,
    post_responder_messages,
    post_system_line,
)
from frontdesk.features.messages.store import find_page_after, find_page_before

__all__ = [
    "find_page_after",
    "find_page_before",
    "mark_messages_delivered_or_read",
    "mark_messages_seen_by_agent",
    "post_reply",
    "post_responder_messages",
    "post_system_line",
]
