"""What happens to people and their sessions."""

from frontdesk.features.accounts.actions.links import create_password_link, set_password_by_link
from frontdesk.features.accounts.actions.passwords import (
    PasswordChangedMeanwhile,
    WrongCurrentPassword,
    change_password,
    confirm_password,
    hash_new_password,
    note_wrong_password,
)
from frontdesk.features.accounts.actions.people import (
    add_user,
    disable_account,
    edit_profile,
    enable_account,
    find_account,
)
from frontdesk.features.accounts.actions.second_factors import (
    Code,
    begin_second_factor,
    confirm_second_factor,
    end_second_factor,
    renew_recovery_codes,
)
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
    "Code",
    "PasswordChangedMeanwhile",
    "SignInSlowed",
    "TooManyAttempts",
    "WrongCredentials",
    "WrongCurrentPassword",
    "add_user",
    "begin_second_factor",
    "change_password",
    "confirm_password",
    "confirm_second_factor",
    "create_password_link",
    "disable_account",
    "edit_profile",
    "enable_account",
    "end_all_sessions",
    "end_second_factor",
    "end_session",
    "find_account",
    "hash_new_password",
    "note_failed_sign_in",
    "note_wrong_password",
    "open_session",
    "recognise",
    "renew_recovery_codes",
    "set_password_by_link",
    "sign_in",
]
