"""Passwords replaced."""

from collections.abc import Sequence
from datetime import datetime

from frontdesk.features.accounts import store
from frontdesk.features.accounts.actions.sessions import end_sessions_but
from frontdesk.features.accounts.model import SignedIn, UnsafePassword, check_new_password
from frontdesk.infra.audit import record
from frontdesk.infra.database import Transaction
from frontdesk.infra.passwords import hash_password, is_easy_to_guess
from frontdesk.kit.audit import Audited
from frontdesk.kit.errors import Conflict, Invalid

_EASY = "This is easy to guess. Use a few words that do not belong together."


class WrongCurrentPassword(Invalid):
    """This is not your current password."""

    reason = "wrong_current_password"


class PasswordChangedMeanwhile(Conflict):
    """The password was changed elsewhere just now."""

    reason = "password_changed_meanwhile"
    advice = "Ask for the new current password."


async def hash_new_password(
    password: str, email: str, about: Sequence[str] = (), field: str = "password"
) -> str:
    """Hash a password that somebody chose; every new one comes through here.

    `about` is what else is known of the account. Raises `UnsafePassword`, or `TooBusy`.
    """
    check_new_password(password, email, field)
    if await is_easy_to_guess(password, (email, *about)):
        raise UnsafePassword(_EASY, fields={field: _EASY})
    return await hash_password(password)


async def confirm_password(
    tx: Transaction, someone: SignedIn, checked_hash: str, now: datetime
) -> None:
    """Note that whoever has this session knows the password that was just checked."""
    if await store.find_password_hash(tx, someone.user.id) != checked_hash:
        raise PasswordChangedMeanwhile
    await store.prove_session(tx, someone.session_id, now)


async def change_password(
    tx: Transaction, someone: SignedIn, checked_hash: str, new_hash: str, now: datetime
) -> None:
    """Replace the password that was just checked, and sign all other devices out."""
    if await store.find_password_hash(tx, someone.user.id) != checked_hash:
        raise PasswordChangedMeanwhile
    await store.update_password(tx, someone.user.id, new_hash, now)
    await store.prove_session(tx, someone.session_id, now)
    await end_sessions_but(tx, someone.user.id, someone.session_id, now)
    await record(tx, Audited("password_changed", someone.user.id, user_id=someone.user.id))


async def note_wrong_password(tx: Transaction, someone: SignedIn) -> None:
    """Keep that somebody at this session does not know its owner's password."""
    await record(tx, Audited("password_change_failed", someone.user.id, user_id=someone.user.id))
