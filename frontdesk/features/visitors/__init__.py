"""Visitors: the people who write through the widget, and the secret that proves who they are."""

from frontdesk.features.visitors.actions import hold_writers, keep_sessions, settle_identity
from frontdesk.features.visitors.store import (
    find_by_uid,
    find_details,
    lock_by_id,
    set_spam,
)

__all__ = [
    "find_by_uid",
    "find_details",
    "hold_writers",
    "keep_sessions",
    "lock_by_id",
    "set_spam",
    "settle_identity",
]
