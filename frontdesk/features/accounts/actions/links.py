"""Links that set a password: for whoever forgot theirs, from whoever runs the installation."""

from datetime import datetime
from secrets import token_urlsafe

from frontdesk.features.accounts import store
from frontdesk.features.accounts.access import hash_token
from frontdesk.features.accounts.actions.sessions import end_sessions_but
from frontdesk.features.accounts.model import AccountDisabled, PasswordLinkOver, User
from frontdesk.infra.audit import record
from frontdesk.infra.database import Transaction
from frontdesk.kit.audit import Audited


async def create_password_link(tx: Transaction, user: User, now: datetime) -> tuple[str, datetime]:
    """Make the token of a fresh link, and say when it ends; an earlier one stops working."""
    if user.is_disabled:
        raise AccountDisabled
    token = token_urlsafe(32)
    await record(tx, Audited("password_link_created", None, user_id=user.id))
    return token, await store.replace_password_link(tx, user.id, hash_token(token), now)


async def set_password_by_link(
    tx: Transaction, token: str, password_hash: str, now: datetime
) -> User:
    """Set the password of the link's account, and sign every device out."""
    user = await store.take_password_link(tx, hash_token(token), now)
    if user is None:
        raise PasswordLinkOver
    await store.update_password(tx, user.id, password_hash, now)
    await end_sessions_but(tx, user.id, None, now)
    await record(tx, Audited("password_set_by_link", None, user_id=user.id))
    return user
