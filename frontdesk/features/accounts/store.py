"""The SQL of users and their sessions."""

from datetime import datetime

import asyncpg

from frontdesk.features.accounts.model import NewUser, Session, SignedIn, User
from frontdesk.infra.database import Transaction
from frontdesk.kit.device import Device
from frontdesk.kit.ids import UserId


async def insert_user(tx: Transaction, user: NewUser, now: datetime) -> User | None:
    """Add a user; None if the address is taken."""
    row = await tx.fetch_one(_INSERT_USER, user.email, user.name, user.password_hash, now)
    return _user(row) if row else None


async def find_user(tx: Transaction, user_id: UserId) -> User | None:
    row = await tx.fetch_one("select * from users where id = $1", user_id)
    return _user(row) if row else None


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


async def insert_session(
    tx: Transaction, user_id: UserId, token_hash: bytes, device: Device, now: datetime
) -> int:
    session_id: int = await tx.fetch_value(
        _INSERT_SESSION, user_id, token_hash, device.user_agent, device.address, now
    )
    return session_id


async def find_session(tx: Transaction, token_hash: bytes, now: datetime) -> SignedIn | None:
    row = await tx.fetch_one(_FIND_SESSION, token_hash, now)
    if row is None:
        return None
    return SignedIn(row["session_id"], _user(row), row["last_seen_at"])


async def touch_session(tx: Transaction, session_id: int, now: datetime) -> None:
    await tx.execute(_TOUCH_SESSION, session_id, now)


async def list_sessions(tx: Transaction, user_id: UserId, now: datetime) -> list[Session]:
    rows = await tx.fetch(_LIST_SESSIONS, user_id, now)
    return [Session(**row) for row in rows]


async def revoke_session(tx: Transaction, user_id: UserId, session_id: int, now: datetime) -> bool:
    return bool(await tx.execute(_REVOKE_SESSION, user_id, session_id, now))


async def revoke_token(tx: Transaction, token_hash: bytes, now: datetime) -> UserId | None:
    """End the session of this token; say whose it was, unless there is none."""
    found: int | None = await tx.fetch_value(_REVOKE_HELD, token_hash, now)
    return None if found is None else UserId(found)


async def revoke_sessions(
    tx: Transaction, user_id: UserId, now: datetime, *, but: int | None
) -> None:
    """End all sessions of a user, but one."""
    await tx.execute(_REVOKE_SESSIONS, user_id, now, but)


async def dead_among(tx: Transaction, session_ids: list[int], now: datetime) -> set[int]:
    rows = await tx.fetch(_DEAD_SESSIONS, session_ids, now)
    return {row["id"] for row in rows}


def _user(row: asyncpg.Record) -> User:
    return User(
        UserId(row["id"]),
        row["email"],
        row["name"],
        row["avatar_url"],
        row["created_at"],
    )


_INSERT_USER = """
insert into users (email, name, password_hash, created_at, updated_at)
values ($1, $2, $3, $4, $4)
on conflict do nothing
returning *
"""

_INSERT_SESSION = """
insert into sessions
    (user_id, token_hash, user_agent, address, created_at, last_seen_at, expires_at)
values ($1, $2, $3, $4, $5, $5, $5::timestamptz + interval '30 days')
returning id
"""

_FIND_SESSION = """
select s.id as session_id, s.last_seen_at,
       u.id, u.email, u.name, u.avatar_url, u.created_at
from sessions s join users u on u.id = s.user_id
where s.token_hash = $1 and s.revoked_at is null and s.expires_at > $2
"""

# Guarded again: a session revoked since it was read must not come back to life. However much
# it is used, it is over after 90 days.
_TOUCH_SESSION = """
update sessions set
    last_seen_at = $2,
    expires_at = least(
        $2::timestamptz + interval '30 days', created_at + interval '90 days'
    )
where id = $1 and revoked_at is null and expires_at > $2
"""

_LIST_SESSIONS = """
select id, user_agent, address, created_at, last_seen_at, expires_at from sessions
where user_id = $1 and revoked_at is null and expires_at > $2
order by last_seen_at desc, id desc
limit 200
"""

_REVOKE_SESSION = """
update sessions set revoked_at = $3
where user_id = $1 and id = $2 and revoked_at is null and expires_at > $3
"""

_REVOKE_SESSIONS = """
update sessions set revoked_at = $2
where user_id = $1 and revoked_at is null and id is distinct from $3
"""

_REVOKE_HELD = """
update sessions set revoked_at = $2 where token_hash = $1 and revoked_at is null
returning user_id
"""

_DEAD_SESSIONS = """
select asked.id from unnest($1::bigint[]) as asked (id)
where not exists (
    select from sessions s
    where s.id = asked.id and s.revoked_at is null and s.expires_at > $2
)
"""

_HASHES = """
select email, password_hash from users where right(lower(email), length($1)) = $1 order by id
"""
