"""The SQL of the audit log."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from frontdesk.features.audit.model import AuditEntry
from frontdesk.features.audit.wire import AuditChange

if TYPE_CHECKING:
    import asyncpg

    from frontdesk.features.audit.model import AuditFilter
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.audit import Audited
    from frontdesk.kit.device import Device
    from frontdesk.kit.ids import ProjectId


async def insert_entry(tx: Transaction, entry: Audited, device: Device | None) -> None:
    """Add an entry to its project; one of an account, to each project its user belongs to now."""
    await tx.execute(
        _INSERT,
        entry.project_id,
        entry.kind,
        entry.by,
        entry.user_id,
        entry.about,
        msgspec.to_builtins(entry.changes),
        device.address if device else None,
        device.user_agent if device else None,
    )


async def list_entries(
    tx: Transaction, project_id: ProjectId, wanted: AuditFilter, before_id: int, limit: int
) -> list[AuditEntry]:
    """List entries of a project, newest first."""
    rows = await tx.fetch(
        _LIST,
        project_id,
        before_id,
        wanted.user_id,
        wanted.kind,
        wanted.since,
        wanted.until,
        limit,
    )
    return [_entry(row) for row in rows]


async def delete_old_entries(tx: Transaction, days: int) -> None:
    """Remove entries that are older than so many days."""
    await tx.execute(_DELETE_OLD, days)


def _entry(row: asyncpg.Record) -> AuditEntry:
    columns = dict(row)
    changes = msgspec.convert(columns.pop("changes"), list[AuditChange])
    return AuditEntry(changes=changes, **columns)


# An account's own row has no project: the server's log and its operator see that one. Names are
# kept as they were: who is removed or renamed later has done it all the same.
_INSERT = """
insert into audit_entries
    (project_id, kind, actor_id, actor_name, subject_id, subject_name, about, changes, address,
     user_agent)
select p.project_id, $2, $3, a.name, $4, s.name, $5, $6::jsonb, $7, $8
from (
    select $1::bigint as project_id
    union all
    select m.project_id from members m where $1::bigint is null and m.user_id = $4::bigint
) p
left join users a on a.id = $3::bigint
left join users s on s.id = $4::bigint
"""

_LIST = """
select id, kind, at, actor_id, actor_name, subject_id, subject_name, about, changes, address,
       user_agent
from audit_entries
where project_id = $1 and id < $2
  and ($3::bigint is null or $3 in (actor_id, subject_id))
  and ($4::text is null or kind = $4)
  and ($5::timestamptz is null or at >= $5)
  and ($6::timestamptz is null or at < $6)
order by id desc
limit $7
"""

_DELETE_OLD = "delete from audit_entries where at < now() - make_interval(days => $1)"
