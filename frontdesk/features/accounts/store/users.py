"""The SQL of users."""

from datetime import datetime

import asyncpg

from frontdesk.features.accounts.model import ListedUser, NewUser, User
from frontdesk.infra.database import Transaction
from frontdesk.kit.ids import UserId


async def insert_user(tx: Transaction, user: NewUser, now: datetime) -> User | None:
    """Add a user; None if the address is taken."""
    row = await tx.fetch_one(_INSERT_USER, user.email, user.name, user.password_hash, now)
    return user_of(row) if row else None


async def find_user(tx: Transaction, user_id: UserId) -> User | None:
    row = await tx.fetch_one("select * from users where id = $1", user_id)
    return user_of(row) if row else None


async def find_credentials(tx: Transaction, email: str) -> tuple[UserId, str] | None:
    """Find who has this address, and the hash of their password."""
    row = await tx.fetch_one(
        "select id, password_hash from users where lower(email) = lower($1)", email
    )
    return (UserId(row["id"]), row["password_hash"]) if row else None


async def has_any_user(tx: Transaction) -> bool:
    return bool(await tx.fetch_value("select exists (select from users)"))


async def list_password_hashes(tx: Transaction, ending: str) -> list[tuple[str, str]]:
    """List the e-mail addresses that end so, with the hash of each one's password."""
    rows = await tx.fetch(_HASHES, ending)
    return [(row["email"], row["password_hash"]) for row in rows]


async def find_password_hash(tx: Transaction, user_id: UserId) -> str | None:
    """Read the hash and lock the row, so that two changes don't cross."""
    row = await tx.fetch_one(
        "select password_hash from users where id = $1 for no key update", user_id
    )
    return row["password_hash"] if row else None


async def update_password(
    tx: Transaction, user_id: UserId, password_hash: str, now: datetime
) -> None:
    await tx.execute(
        "update users set password_hash = $2, updated_at = $3 where id = $1",
        user_id,
        password_hash,
        now,
    )


async def update_profile(tx: Transaction, user: User, now: datetime) -> None:
    await tx.execute(
        "update users set name = $2, avatar_url = $3, updated_at = $4 where id = $1",
        user.id,
        user.name,
        user.avatar_url,
        now,
    )


async def lock_user(tx: Transaction, user_id: UserId) -> User | None:
    row = await tx.fetch_one("select * from users where id = $1 for share", user_id)
    return user_of(row) if row else None


async def find_user_by_email(tx: Transaction, email: str) -> User | None:
    row = await tx.fetch_one("select * from users where lower(email) = lower($1)", email)
    return user_of(row) if row else None


async def list_users(tx: Transaction) -> list[ListedUser]:
    """List everybody with an account, by address."""
    rows = await tx.fetch(_LIST_USERS)
    return [ListedUser(user_of(row), row["last_seen_at"]) for row in rows]


async def disable_user(tx: Transaction, user_id: UserId, now: datetime) -> bool:
    """Disable an account; False if it is already, or nobody's."""
    return bool(await tx.execute(_DISABLE, user_id, now))


async def enable_user(tx: Transaction, user_id: UserId, now: datetime) -> bool:
    return bool(await tx.execute(_ENABLE, user_id, now))


def user_of(row: asyncpg.Record) -> User:
    return User(
        UserId(row["id"]),
        row["email"],
        row["name"],
        row["avatar_url"],
        row["created_at"],
        is_disabled=row["disabled_at"] is not None,
        has_second_factor=row["totp_confirmed_at"] is not None,
    )


_INSERT_USER = """
insert into users (email, name, password_hash, created_at, updated_at)
values ($1, $2, $3, $4, $4)
on conflict do nothing
returning *
"""

_HASHES = """
select email, password_hash from users where right(lower(email), length($1)) = $1 order by id
"""

_LIST_USERS = """
select u.*, max(s.last_seen_at) as last_seen_at
from users u left join sessions s on s.user_id = u.id
group by u.id
order by lower(u.email)
"""

_DISABLE = """
update users set disabled_at = $2, updated_at = $2 where id = $1 and disabled_at is null
"""

_ENABLE = """
update users set disabled_at = null, updated_at = $2 where id = $1 and disabled_at is not null
"""
