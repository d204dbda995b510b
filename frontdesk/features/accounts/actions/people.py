"""People added, and how they are shown."""

from dataclasses import replace
from datetime import datetime

from frontdesk.features.accounts import store
from frontdesk.features.accounts.model import (
    EmailTaken,
    NewUser,
    SignedIn,
    User,
    check_avatar_url,
    clean_name,
)
from frontdesk.features.accounts.wire import PatchMe
from frontdesk.infra.audit import record
from frontdesk.infra.database import Transaction
from frontdesk.kit.audit import Audited, change


async def add_user(tx: Transaction, user: NewUser, now: datetime) -> User:
    """Add a person, unless the address has an account."""
    added = await store.insert_user(tx, user, now)
    if added is None:
        raise EmailTaken(fields={"email": str(EmailTaken.__doc__)})
    return added


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
