"""The SQL of visitors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from frontdesk.features.visitors.model import Visitor, VisitorIdentity
from frontdesk.features.visitors.wire import SiteProfile

if TYPE_CHECKING:
    import asyncpg

    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ProjectId, UserId, VisitorId


async def lock(tx: Transaction, identities: Sequence[VisitorIdentity]) -> list[Visitor]:
    """Lock, in id order, the rows of those who have one."""
    rows = await tx.fetch(
        _LOCK, [one.project_id for one in identities], [one.uid for one in identities]
    )
    return [_read(row) for row in rows]


async def insert(tx: Transaction, identities: Sequence[VisitorIdentity]) -> None:
    """Give each a row, unless somebody else took the uid meanwhile."""
    await tx.execute(
        _INSERT,
        [one.project_id for one in identities],
        [one.uid for one in identities],
        [one.key for one in identities],
    )


async def save_sessions(
    tx: Transaction, seen: Sequence[tuple[ProjectId, VisitorId, dict[str, Any]]]
) -> None:
    """Keep what the widget told about the visit, and that the visitor was here."""
    await tx.execute(
        _SAVE_SESSIONS,
        [project_id for project_id, _, _ in seen],
        [visitor_id for _, visitor_id, _ in seen],
        [msgspec.json.encode(session).decode() for _, _, session in seen],
    )


async def find_by_uid(tx: Transaction, project_id: ProjectId, uid: str) -> Visitor | None:
    """Find a visitor by the name the widget uses."""
    row = await tx.fetch_one(f"{_SELECT} where project_id = $1 and uid = $2", project_id, uid)
    return _read(row) if row else None


async def lock_by_id(
    tx: Transaction, project_id: ProjectId, visitor_id: VisitorId
) -> Visitor | None:
    """Find one visitor and lock their row until commit."""
    row = await tx.fetch_one(
        f"{_SELECT} where project_id = $1 and id = $2 for no key update", project_id, visitor_id
    )
    return _read(row) if row else None


async def find_details(
    tx: Transaction, project_id: ProjectId, visitor_id: VisitorId
) -> asyncpg.Record | None:
    """Return what the visitor panel shows."""
    return await tx.fetch_one(_DETAILS, project_id, visitor_id)


async def set_spam(
    tx: Transaction, project_id: ProjectId, visitor_id: VisitorId, *, is_spam: bool
) -> None:
    """Mark or unmark a visitor."""
    await tx.execute(_SET_SPAM, project_id, visitor_id, is_spam)


async def set_block(
    tx: Transaction, visitor: Visitor, blocked_by: UserId, reason: str | None
) -> None:
    """Keep that a visitor is blocked, by whom and why."""
    await tx.execute(_BLOCK, visitor.project_id, visitor.id, blocked_by, reason)


async def lift_block(tx: Transaction, visitor: Visitor) -> None:
    """Let a visitor write again."""
    await tx.execute(_LIFT_BLOCK, visitor.project_id, visitor.id)


async def save_contact(tx: Transaction, visitor: Visitor) -> None:
    """Write the name and address of a visitor this transaction has locked."""
    await tx.execute(_SAVE_CONTACT, visitor.project_id, visitor.id, visitor.name, visitor.email)


async def find_profiles(tx: Transaction, visitors: Sequence[Visitor]) -> dict[Visitor, SiteProfile]:
    """Return what their site said of each, where it said something."""
    rows = await tx.fetch(
        _PROFILES, [one.project_id for one in visitors], [one.id for one in visitors]
    )
    said = {(row["project_id"], row["id"]): row["profile"] for row in rows}
    return {
        one: msgspec.convert(said[one.project_id, one.id], SiteProfile)
        for one in visitors
        if (one.project_id, one.id) in said
    }


async def save_profiles(tx: Transaction, described: Sequence[tuple[Visitor, SiteProfile]]) -> None:
    """Write what the site says of visitors this transaction has locked."""
    await tx.execute(
        _SAVE_PROFILES,
        [one.project_id for one, _ in described],
        [one.id for one, _ in described],
        [one.name for one, _ in described],
        [one.email for one, _ in described],
        [msgspec.json.encode(profile).decode() for _, profile in described],
    )


def _read(row: asyncpg.Record) -> Visitor:
    return Visitor(**dict(row.items()))


_COLUMNS = """
    project_id, id, uid, token_key, name, email, is_spam, blocked_at is not null as is_blocked,
    session_metadata - 'profile' as session_metadata
"""
_SELECT = f"select {_COLUMNS} from visitors"  # noqa: S608 - only our own column names

# Row by row along the unique key, in the order in which every batch takes its locks. As a
# plain join, a plan made while the table was small reads all visitors for each batch.
_LOCK = f"""
select v.* from (
    select * from unnest($1::bigint[], $2::text[]) as t (project_id, uid) order by project_id, uid
) w
cross join lateral (
    select {_COLUMNS} from visitors
    where project_id = w.project_id and uid = w.uid
    for no key update
) v
"""  # noqa: S608 - as above

_INSERT = """
insert into visitors (project_id, uid, token_key)
select project_id, uid, token_key
from unnest($1::bigint[], $2::text[], $3::text[]) as t (project_id, uid, token_key)
order by project_id, uid
on conflict (project_id, uid) do nothing
"""

# What the site said of a visitor outlives the visits it was said on.
_SAVE_SESSIONS = """
update visitors v set last_seen_at = now(), session_metadata = t.session::jsonb
    || case when v.session_metadata ? 'profile'
       then jsonb_build_object('profile', v.session_metadata -> 'profile') else '{}' end
from unnest($1::bigint[], $2::bigint[], $3::text[]) as t (project_id, visitor_id, session)
where v.project_id = t.project_id and v.id = t.visitor_id
"""

_DETAILS = "select * from visitors where project_id = $1 and id = $2"

_SET_SPAM = "update visitors set is_spam = $3 where project_id = $1 and id = $2"

_BLOCK = """
update visitors set blocked_at = now(), blocked_by = $3, block_reason = $4
where project_id = $1 and id = $2
"""

_LIFT_BLOCK = """
update visitors set blocked_at = null, blocked_by = null, block_reason = null
where project_id = $1 and id = $2
"""

_PROFILES = """
select v.project_id, v.id, v.session_metadata -> 'profile' as profile
from unnest($1::bigint[], $2::bigint[]) as t (project_id, visitor_id)
join visitors v on v.project_id = t.project_id and v.id = t.visitor_id
where v.session_metadata ? 'profile'
"""

_SAVE_PROFILES = """
update visitors v set name = t.name, email = t.email,
    session_metadata = v.session_metadata || jsonb_build_object('profile', t.profile::jsonb)
from unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::text[])
    as t (project_id, visitor_id, name, email, profile)
where v.project_id = t.project_id and v.id = t.visitor_id
"""

_SAVE_CONTACT = "update visitors set name = $3, email = $4 where project_id = $1 and id = $2"
