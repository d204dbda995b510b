"""The SQL of the one-time links that set a password."""

from datetime import datetime

from frontdesk.features.accounts.model import PasswordLink, User
from frontdesk.features.accounts.store.users import user_of
from frontdesk.infra.database import Transaction
from frontdesk.kit.ids import UserId


async def replace_password_link(
    tx: Transaction, user_id: UserId, token_hash: bytes, now: datetime
) -> datetime:
    """Make the one link of an account; return when it ends."""
    ends: datetime = await tx.fetch_value(_REPLACE, user_id, token_hash, now)
    return ends


async def find_password_link(
    tx: Transaction, token_hash: bytes, now: datetime
) -> PasswordLink | None:
    row = await tx.fetch_one(_FIND, token_hash, now)
    return PasswordLink(user_of(row), row["link_expires_at"]) if row else None


async def take_password_link(tx: Transaction, token_hash: bytes, now: datetime) -> User | None:
    """Use a link up: of two who hold it, one comes second and finds none."""
    row = await tx.fetch_one(_TAKE, token_hash, now)
    return user_of(row) if row else None


async def delete_password_link(tx: Transaction, user_id: UserId) -> None:
    await tx.execute("delete from password_links where user_id = $1", user_id)


_REPLACE = """
insert into password_links (user_id, token_hash, created_at, expires_at)
values ($1, $2, $3, $3::timestamptz + interval '24 hours')
on conflict (user_id) do update
set token_hash = excluded.token_hash, created_at = excluded.created_at,
    expires_at = excluded.expires_at
returning expires_at
"""

_FIND = """
select u.*, l.expires_at as link_expires_at
from password_links l join users u on u.id = l.user_id
where l.token_hash = $1 and l.expires_at > $2 and u.disabled_at is null
"""

_TAKE = """
delete from password_links l using users u
where l.token_hash = $1 and l.expires_at > $2
  and u.id = l.user_id and u.disabled_at is null
returning u.*
"""
