"""Messages: accepted once, stored in order, announced after commit."""

from frontdesk.features.messages.access import ReplyTimes, TeamFaces
from frontdesk.features.messages.actions import (
    mark_messages_delivered_or_read,
    mark_messages_seen_by_agent,
    post_reply,
    post_responder_messages,
    post_system_line,
    reopen_chat_of_unblocked,
)
from frontdesk.features.messages.store import (
    customer_count_at,
    find_page_after,
    find_page_before,
    unanswered_since,
)

__all__ = [
    "ReplyTimes",
    "TeamFaces",
    "customer_count_at",
    "find_page_after",
    "find_page_before",
    "mark_messages_delivered_or_read",
    "mark_messages_seen_by_agent",
    "post_reply",
    "post_responder_messages",
    "post_system_line",
    "reopen_chat_of_unblocked",
    "unanswered_since",
]
