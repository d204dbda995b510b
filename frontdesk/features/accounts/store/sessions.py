"""The SQL of sessions."""

from datetime import datetime

from frontdesk.features.accounts.model import Session, SignedIn
from frontdesk.features.accounts.store.users import user_of
from frontdesk.infra.database import Transaction
from frontdesk.kit.device import Device
from frontdesk.kit.ids import UserId


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
    return SignedIn(row["session_id"], user_of(row), row["last_seen_at"], row["proved_at"])


async def touch_session(tx: Transaction, session_id: int, now: datetime) -> None:
    await tx.execute(_TOUCH_SESSION, session_id, now)


async def prove_session(tx: Transaction, session_id: int, now: datetime) -> None:
    await tx.execute(_PROVE_SESSION, session_id, now)


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


_INSERT_SESSION = """
insert into sessions
    (user_id, token_hash, user_agent, address, created_at, last_seen_at, proved_at, expires_at)
values ($1, $2, $3, $4, $5, $5, $5, $5::timestamptz + interval '30 days')
returning id
"""

_FIND_SESSION = """
select u.*, s.id as session_id, s.last_seen_at, s.proved_at
from sessions s join users u on u.id = s.user_id
where s.token_hash = $1 and s.revoked_at is null and s.expires_at > $2
  and u.disabled_at is null
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

_PROVE_SESSION = """
update sessions set proved_at = $2 where id = $1 and revoked_at is null
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

_REVOKE_HELD = """
update sessions set revoked_at = $2 where token_hash = $1 and revoked_at is null
returning user_id
"""

_REVOKE_SESSIONS = """
update sessions set revoked_at = $2
where user_id = $1 and revoked_at is null and id is distinct from $3
"""

_DEAD_SESSIONS = """
select asked.id from unnest($1::bigint[]) as asked (id)
where not exists (
    select from sessions s join users u on u.id = s.user_id
    where s.id = asked.id and s.revoked_at is null and s.expires_at > $2
      and u.disabled_at is null
)
"""
