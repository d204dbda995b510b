"""What happens to people and their sessions."""

from frontdesk.features.accounts.actions.passwords import (
    PasswordChangedMeanwhile,
    WrongCurrentPassword,
    change_password,
    hash_new_password,
)
from frontdesk.features.accounts.actions.people import add_user, edit_profile
from frontdesk.features.accounts.actions.sessions import (
    SignInSlowed,
    TooManyAttempts,
    WrongCredentials,
    end_all_sessions,
    end_session,
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
    "open_session",
    "recognise",
    "sign_in",
]
