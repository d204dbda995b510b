"""People and how they sign in."""

from frontdesk.features.accounts.access import (
    find_session,
    hash_token,
    revoked_or_removed,
)
from frontdesk.features.accounts.actions import add_user, hash_new_password, open_session, recognise
from frontdesk.features.accounts.store import find_user, has_any_user, list_password_hashes

__all__ = [
    "add_user",
    "find_session",
    "find_user",
    "has_any_user",
    "hash_new_password",
    "hash_token",
    "list_password_hashes",
    "open_session",
    "recognise",
    "revoked_or_removed",
]
