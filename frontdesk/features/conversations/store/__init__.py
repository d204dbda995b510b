"""The SQL of conversations and assignments."""

from frontdesk.features.conversations.store.holds import record, save_holds
from frontdesk.features.conversations.store.inbox import InboxCursor, InboxFilter, list_inbox
from frontdesk.features.conversations.store.rows import (
    customer_count_at,
    delete_of_project,
    find,
    find_heads,
    find_newest,
    find_rules,
    insert,
    is_last_from_visitor,
    lock,
    lock_held_by,
    lock_newest,
    save,
    user_name,
)

__all__ = [
    "InboxCursor",
    "InboxFilter",
    "customer_count_at",
    "delete_of_project",
    "find",
    "find_heads",
    "find_newest",
    "find_rules",
    "insert",
    "is_last_from_visitor",
    "list_inbox",
    "lock",
    "lock_held_by",
    "lock_newest",
    "record",
    "save",
    "save_holds",
    "user_name",
]
