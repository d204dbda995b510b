"""People added, and how they are shown."""

from dataclasses import replace
from datetime import datetime

from frontdesk.features.accounts import store
from frontdesk.features.accounts.actions.sessions import end_sessions_but
from frontdesk.features.accounts.model import (
    EmailTaken,
    NewUser,
    NoSuchAccount,
    SignedIn,
    User,
    check_avatar_url,
    clean_name,
    normal_email,
)
from frontdesk.features.accounts.wire import PatchMe
from frontdesk.infra.audit import record
from frontdesk.infra.database import Transaction
from frontdesk.kit.audit import Audited, change
from frontdesk.kit.ids import UserId


async def add_user(tx: Transaction, user: NewUser, now: datetime) -> User:
    """Add a person, unless the address has an account."""
    added = await store.insert_user(tx, user, now)
    if added is None:
        raise EmailTaken(fields={"email": str(EmailTaken.__doc__)})
    return added


async def find_account(tx: Transaction, email: str) -> User:
    """Find whose address this is; for the command line, which may know who has an account."""
    user = await store.find_user_by_email(tx, normal_email(email))
    if user is None:
        raise NoSuchAccount
    return user


async def disable_account(tx: Transaction, user_id: UserId, now: datetime) -> None:
    """Let nobody sign in to an account any more, and sign every device out."""
    await store.disable_user(tx, user_id, now)
    await store.delete_password_link(tx, user_id)
    await end_sessions_but(tx, user_id, None, now)


async def enable_account(tx: Transaction, user_id: UserId, now: datetime) -> None:
    """Let somebody sign in again, with the password they had."""
    await store.enable_user(tx, user_id, now)


async def edit_profile(tx: Transaction, someone: SignedIn, patch: PatchMe, now: datetime) -> User:
    """Change how one is shown to others."""
    user = someone.user
    if isinstance(patch.name, str):
        user = replace(user, name=clean_name(patch.name))
    if isinstance(patch.avatar_url, str):
        user = replace(user, avatar_url=check_avatar_url(patch.avatar_url))
    elif patch.avatar_url is None:
        user = replace(user, avatar_url=None)
    await store.update_profile(tx, user, now)
    changes = [
        change(field, before, after)
        for field, before, after in (
            ("name", someone.user.name, user.name),
            ("avatarUrl", someone.user.avatar_url, user.avatar_url),
        )
        if before != after
    ]
    if changes:
        entry = Audited("profile_changed", user.id, user_id=user.id, changes=tuple(changes))
        await record(tx, entry)
    return user
