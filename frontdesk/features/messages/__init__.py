"""Messages: accepted once, stored in order, announced after commit."""

from frontdesk.features.messages.actions import (
    mark_messages_delivered_or_read,
    mark_messages_seen_by_agent,
)

__all__ = ["mark_messages_delivered_or_read", "mark_messages_seen_by_agent"]
