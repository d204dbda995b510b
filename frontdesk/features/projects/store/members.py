"""The SQL of members."""

from datetime import datetime

import asyncpg

from frontdesk.features.projects.model import Member, Place, Profile, Role
from frontdesk.infra.database import Transaction
from frontdesk.kit.ids import ProjectId, UserId


async def insert_member(
    tx: Transaction, project_id: ProjectId, user_id: UserId, role: Role, now: datetime
) -> bool:
    """Add a member; False if they are one already."""
    return bool(await tx.execute(_INSERT, project_id, user_id, role.value, now))


async def find_member(tx: Transaction, project_id: ProjectId, user_id: UserId) -> Member | None:
    row = await tx.fetch_one(_FIND, project_id, user_id)
    return _member(row) if row else None


async def lock_member(tx: Transaction, project_id: ProjectId, user_id: UserId) -> Member | None:
    row = await tx.fetch_one(f"{_FIND} for update", project_id, user_id)
    return _member(row) if row else None


async def share_member(tx: Transaction, project_id: ProjectId, user_id: UserId) -> Member | None:
    row = await tx.fetch_one(f"{_FIND} for share", project_id, user_id)
    return _member(row) if row else None


async def lock_member_alone(
    tx: Transaction, project_id: ProjectId, user_id: UserId
) -> Member | None:
    row = await tx.fetch_one(f"{_FIND} for no key update", project_id, user_id)
    return _member(row) if row else None


async def find_profile(tx: Transaction, project_id: ProjectId, user_id: UserId) -> Profile | None:
    row = await tx.fetch_one(
        f"{_PROFILES} where m.project_id = $1 and m.user_id = $2", project_id, user_id
    )
    return _profile(row) if row else None


async def list_members(
    tx: Transaction, project_id: ProjectId, after_user_id: int, limit: int
) -> list[Profile]:
    rows = await tx.fetch(
        f"{_PROFILES} where m.project_id = $1 and m.user_id > $2 order by m.user_id limit $3",
        project_id,
        after_user_id,
        limit,
    )
    return [_profile(row) for row in rows]


async def may_open_projects(tx: Transaction, user_id: UserId) -> bool:
    """Whether this user owns a project, or nobody owns any."""
    return bool(await tx.fetch_value(_MAY_OPEN, user_id))


async def has_another_owner(tx: Transaction, member: Member) -> bool:
    """Whether somebody else owns the project, and can sign in."""
    return bool(await tx.fetch_value(_HAS_ANOTHER_OWNER, member.project_id, member.user_id))


async def projects_of(tx: Transaction, user_id: UserId) -> list[ProjectId]:
    """List the projects somebody belongs to, in the order they are locked in."""
    rows = await tx.fetch(
        "select project_id from members where user_id = $1 order by project_id", user_id
    )
    return [ProjectId(row["project_id"]) for row in rows]


async def count_owned(tx: Transaction, user_id: UserId, projects: list[ProjectId]) -> int:
    """Count which of these somebody owns, and keep them owner of those until commit."""
    return len(await tx.fetch(_OWNED, user_id, list(projects)))


async def list_places(tx: Transaction) -> list[Place]:
    """List who belongs to which project; for the command line."""
    rows = await tx.fetch(_LIST_PLACES)
    return [Place(_member(row), row["name"]) for row in rows]


async def update_role(tx: Transaction, project_id: ProjectId, user_id: UserId, role: Role) -> None:
    await tx.execute(
        "update members set role = $3 where project_id = $1 and user_id = $2",
        project_id,
        user_id,
        role.value,
    )


async def delete_member(tx: Transaction, project_id: ProjectId, user_id: UserId) -> None:
    await tx.execute(
        "delete from members where project_id = $1 and user_id = $2", project_id, user_id
    )


async def is_demo(tx: Transaction, project_id: ProjectId, owner_email: str) -> bool:
    """Whether this project belongs to the demo's owner."""
    return bool(await tx.fetch_value(_IS_DEMO, project_id, owner_email))


async def not_members(
    tx: Transaction, places: list[tuple[int, int, Role]]
) -> set[tuple[int, int, Role]]:
    rows = await tx.fetch(_NOT_MEMBERS, *map(list, zip(*places, strict=True)))
    return {(row["user_id"], row["project_id"], Role(row["role"])) for row in rows}


def _member(row: asyncpg.Record) -> Member:
    return Member(
        ProjectId(row["project_id"]),
        UserId(row["user_id"]),
        Role(row["role"]),
        row["created_at"],
    )


def _profile(row: asyncpg.Record) -> Profile:
    is_deactivated = row["disabled_at"] is not None
    return Profile(_member(row), row["name"], row["email"], row["avatar_url"], is_deactivated)


_INSERT = """
insert into members (project_id, user_id, role, created_at) values ($1, $2, $3, $4)
on conflict do nothing
"""

_FIND = "select * from members where project_id = $1 and user_id = $2"

_PROFILES = """
select m.*, u.name, u.email, u.avatar_url, u.disabled_at
from members m
join users u on u.id = m.user_id
"""

_NOT_MEMBERS = """
select asked.user_id, asked.project_id, asked.role
from unnest($1::bigint[], $2::bigint[], $3::text[]) as asked (user_id, project_id, role)
where not exists (
    select from members m
    where m.project_id = asked.project_id and m.user_id = asked.user_id and m.role = asked.role
)
"""

_HAS_ANOTHER_OWNER = """
select exists (
    select from members m join users u on u.id = m.user_id
    where m.project_id = $1 and m.role = 'owner' and m.user_id <> $2 and u.disabled_at is null)
"""

_OWNED = """
select project_id from members
where user_id = $1 and project_id = any($2::bigint[]) and role = 'owner'
for share
"""

_LIST_PLACES = """
select m.*, p.name from members m join projects p on p.id = m.project_id
order by m.user_id, m.project_id
"""

_IS_DEMO = """
select exists (
    select from members m join users u on u.id = m.user_id
    where m.project_id = $1 and m.role = 'owner' and lower(u.email) = $2)
"""

_MAY_OPEN = """
select exists (select from members where user_id = $1 and role = 'owner')
    or not exists (select from members where role = 'owner')
"""
