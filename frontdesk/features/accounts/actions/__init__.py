"""What happens to people and their sessions."""

from frontdesk.features.accounts.actions.passwords import (
    PasswordChangedMeanwhile,
    WrongCurrentPassword,
    change_password,
    hash_new_password,
    note_wrong_password,
)
from frontdesk.features.accounts.actions.people import add_user, edit_profile
from frontdesk.features.accounts.actions.sessions import (
    SignInSlowed,
    TooManyAttempts,
    WrongCredentials,
    end_all_sessions,
    end_session,
    note_failed_sign_in,
    open_session,
    recognise,
    sign_in,
)

__all__ = [
    "PasswordChangedMeanwhile",
    "SignInSlowed",
    "TooManyAttempts",
    "WrongCredentials",
    "WrongCurrentPassword",
    "add_user",
    "change_password",
    "edit_profile",
    "end_all_sessions",
    "end_session",
    "hash_new_password",
    "note_failed_sign_in",
    "note_wrong_password",
    "open_session",
    "recognise",
    "sign_in",
]
