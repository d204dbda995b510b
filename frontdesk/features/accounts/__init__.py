"""People and how they sign in."""

from frontdesk.features.accounts.access import (
    find_session,
    hash_token,
    is_disabled,
    revoked_or_removed,
)
from frontdesk.features.accounts.actions import (
    add_user,
    create_password_link,
    disable_account,
    enable_account,
    end_second_factor,
    find_account,
    hash_new_password,
    open_session,
    recognise,
)
from frontdesk.features.accounts.store import (
    find_user,
    has_any_user,
    list_password_hashes,
    list_users,
)

__all__ = [
    "add_user",
    "create_password_link",
    "disable_account",
    "enable_account",
    "end_second_factor",
    "find_account",
    "find_session",
    "find_user",
    "has_any_user",
    "hash_new_password",
    "hash_token",
    "is_disabled",
    "list_password_hashes",
    "list_users",
    "open_session",
    "recognise",
    "revoked_or_removed",
]
