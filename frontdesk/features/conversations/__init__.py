"""Conversations: a thread between one visitor and one project, and whose turn it is in it."""

from frontdesk.features.conversations.access import (
    find_for_reading,
    find_shown_to,
    lock_for_posting,
    name_of_assignee,
    read_feed,
)
from frontdesk.features.conversations.actions import (
    delete_conversations_of_project,
    hold_for_writing,
    mark_received_by_visitor,
    release_chats_of_member,
    save_decisions,
)
from frontdesk.features.conversations.store import find_heads, find_rules

__all__ = [
    "delete_conversations_of_project",
    "find_for_reading",
    "find_heads",
    "find_rules",
    "find_shown_to",
    "hold_for_writing",
    "lock_for_posting",
    "mark_received_by_visitor",
    "name_of_assignee",
    "read_feed",
    "release_chats_of_member",
    "save_decisions",
]
