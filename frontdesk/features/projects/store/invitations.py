"""The SQL of invitations."""

from datetime import datetime

import asyncpg

from frontdesk.features.projects.model import Invitation, Member, Role
from frontdesk.infra.database import Transaction
from frontdesk.kit.ids import ProjectId, UserId


async def take_invitation_id(tx: Transaction) -> int:
    """Take the next id before the row exists: its token is derived from it."""
    number: int = await tx.fetch_value("select nextval('invitations_id_seq')")
    return number


async def insert_invitation(
    tx: Transaction,
    inviter: Member,
    offer: tuple[Role, str | None],
    id_and_hash: tuple[int, bytes],
) -> Invitation:
    row = await tx.fetch_one(_INSERT, inviter.project_id, *offer, *id_and_hash, inviter.user_id)
    if row is None:
        raise AssertionError("insert returning answered nothing")
    return _invitation(row)


async def find_invitation(
    tx: Transaction, token_hash: bytes, now: datetime
) -> tuple[Invitation, str] | None:
    row = await tx.fetch_one(_FIND, token_hash, now)
    return (_invitation(row), row["project_name"]) if row else None


async def lock_invitation(
    tx: Transaction, token_hash: bytes, now: datetime
) -> tuple[Invitation, str] | None:
    row = await tx.fetch_one(f"{_FIND} for update of i", token_hash, now)
    return (_invitation(row), row["project_name"]) if row else None


async def list_invitations(
    tx: Transaction, project_id: ProjectId, before_id: int, limit: int, now: datetime
) -> list[Invitation]:
    rows = await tx.fetch(_LIST, project_id, before_id, limit, now)
    return [_invitation(row) for row in rows]


async def close_invitation(
    tx: Transaction, invitation: Invitation, user_id: UserId, now: datetime
) -> None:
    await tx.execute(_CLOSE, invitation.project_id, invitation.id, user_id, now)


async def revoke_invitation(
    tx: Transaction, project_id: ProjectId, invitation_id: int, now: datetime
) -> Invitation | None:
    row = await tx.fetch_one(_REVOKE, project_id, invitation_id, now)
    return _invitation(row) if row else None


async def revoke_invitations_by(tx: Transaction, project_id: ProjectId, user_id: UserId) -> None:
    await tx.execute(_REVOKE_BY, project_id, user_id)


def _invitation(row: asyncpg.Record) -> Invitation:
    return Invitation(
        project_id=ProjectId(row["project_id"]),
        id=row["id"],
        role=Role(row["role"]),
        email=row["email"],
        invited_by_name=row["invited_by_name"],
        created_at=row["created_at"],
        expires_at=row["expires_at"],
        is_over=row["is_over"],
    )


_INSERT = """
with added as (
    insert into invitations
        (project_id, role, email, id, token_hash, invited_by, expires_at)
    overriding system value
    values ($1, $2, $3, $4, $5, $6, now() + interval '7 days')
    returning *
)
select added.*, u.name as invited_by_name, false as is_over
from added left join users u on u.id = added.invited_by
"""

_FIND = """
select i.*, p.name as project_name, u.name as invited_by_name,
       i.accepted_at is not null or i.revoked_at is not null or i.expires_at <= $2
           as is_over
from invitations i
join projects p on p.id = i.project_id
left join users u on u.id = i.invited_by
where i.token_hash = $1
"""

_OPEN = "accepted_at is null and revoked_at is null"

_LIST = f"""
select i.*, u.name as invited_by_name, false as is_over
from invitations i left join users u on u.id = i.invited_by
where i.project_id = $1 and i.id < $2 and {_OPEN} and i.expires_at > $4
order by i.id desc
limit $3
"""  # noqa: S608 - only our own text

_CLOSE = """
update invitations set accepted_by = $3, accepted_at = $4
where project_id = $1 and id = $2
"""

_REVOKE = f"""
update invitations set revoked_at = $3
where project_id = $1 and id = $2 and {_OPEN} and expires_at > $3
returning *, null as invited_by_name, true as is_over
"""  # noqa: S608 - only our own text

_REVOKE_BY = f"""
update invitations set revoked_at = now()
where project_id = $1 and invited_by = $2 and {_OPEN}
"""  # noqa: S608 - only our own text
