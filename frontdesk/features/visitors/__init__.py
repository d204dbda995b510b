"""Visitors: the people who write through the widget, and the secret that proves who they are."""

from frontdesk.features.visitors.actions import (
    block_visitor,
    keep_profile,
    keep_sessions,
    leave_contact,
    lock_writers,
    settle_identity,
    take_profiles,
    unblock_visitor,
)
from frontdesk.features.visitors.model import clean_profile
from frontdesk.features.visitors.store import (
    find_by_uid,
    find_details,
    lock_by_id,
    set_spam,
)

__all__ = [
    "block_visitor",
    "clean_profile",
    "find_by_uid",
    "find_details",
    "keep_profile",
    "keep_sessions",
    "leave_contact",
    "lock_by_id",
    "lock_writers",
    "set_spam",
    "settle_identity",
    "take_profiles",
    "unblock_visitor",
]
