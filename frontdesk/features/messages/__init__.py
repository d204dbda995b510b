"""Messages: accepted once, stored in order, announced after commit."""

from frontdesk.features.messages.actions import (
    mark_messages_delivered_or_read,
    mark_messages_seen_by_agent,
)
from frontdesk.features.messages.store import find_page_after

__all__ = ["find_page_after", "mark_messages_delivered_or_read", "mark_messages_seen_by_agent"]
