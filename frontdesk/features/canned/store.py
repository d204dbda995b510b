"""The SQL of canned replies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features.canned.model import CannedResponse, ShortcutTaken
from frontdesk.infra.database import UniqueViolation

if TYPE_CHECKING:
    import asyncpg

    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ProjectId


async def insert(
    tx: Transaction, project_id: ProjectId, shortcut: str, content: str
) -> CannedResponse:
    """Add one; raise `ShortcutTaken` when its shortcut has another."""
    return await _write(tx, _INSERT, project_id, shortcut, content)


async def update(tx: Transaction, canned: CannedResponse) -> CannedResponse:
    """Write a held one anew; raise `ShortcutTaken` when its shortcut has another."""
    values = (canned.project_id, canned.id, canned.shortcut, canned.content)
    return await _write(tx, _UPDATE, *values)


async def lock(tx: Transaction, project_id: ProjectId, canned_id: int) -> CannedResponse | None:
    """Find one and lock its row until commit."""
    row = await tx.fetch_one(f"{_SELECT} and id = $2 for no key update", project_id, canned_id)
    return _read(row) if row else None


async def list_after(
    tx: Transaction, project_id: ProjectId, after: str, limit: int
) -> list[CannedResponse]:
    """Return up to `limit` behind a shortcut, in the order of shortcuts."""
    rows = await tx.fetch(
        f"{_SELECT} and shortcut > $2 order by shortcut limit $3", project_id, after, limit
    )
    return [_read(row) for row in rows]


async def delete(tx: Transaction, canned: CannedResponse) -> None:
    """Remove a held one."""
    await tx.execute(
        "delete from canned_responses where project_id = $1 and id = $2",
        canned.project_id,
        canned.id,
    )


async def _write(tx: Transaction, sql: str, *values: object) -> CannedResponse:
    try:
        row = await tx.fetch_one(sql, *values)
    except UniqueViolation as violation:
        problem = "Another canned reply has this shortcut."
        raise ShortcutTaken(fields={"shortcut": problem}) from violation
    if row is None:
        raise AssertionError("a locked row is gone")
    return _read(row)


def _read(row: asyncpg.Record) -> CannedResponse:
    return CannedResponse(**dict(row.items()))


_COLUMNS = "project_id, id, shortcut, content, updated_at"
_SELECT = f"select {_COLUMNS} from canned_responses where project_id = $1"  # noqa: S608 - only our own column names

_INSERT = f"""
insert into canned_responses (project_id, shortcut, content) values ($1, $2, $3)
returning {_COLUMNS}
"""  # noqa: S608 - as above

_UPDATE = f"""
update canned_responses set shortcut = $3, content = $4, updated_at = now()
where project_id = $1 and id = $2
returning {_COLUMNS}
"""  # noqa: S608 - as above
