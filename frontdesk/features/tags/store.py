"""The SQL of tags."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from frontdesk.features.tags.model import Tag, TagNameTaken
from frontdesk.infra.database import UniqueViolation

if TYPE_CHECKING:
    import asyncpg

    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ProjectId


async def insert(tx: Transaction, project_id: ProjectId, name: str, colour: str) -> Tag:
    """Add a tag; raise `TagNameTaken` when there is one of this name."""
    return await _write(tx, _INSERT, project_id, name, colour)


async def insert_missing(tx: Transaction, project_id: ProjectId, names: Collection[str]) -> int:
    """Add those there are not yet, in their default colour; return how many."""
    # In one order, so that two conversations that bring the same words don't wait in a circle.
    return await tx.execute(_INSERT_MISSING, project_id, sorted(names))


async def wait_for_turn(tx: Transaction, project_id: ProjectId) -> None:
    """Let one transaction at a time change the tags of a project by hand."""
    await tx.execute("select pg_advisory_xact_lock(hashtextextended('tags', $1))", project_id)


async def refuse_taken(tx: Transaction, tag: Tag) -> None:
    """Raise `TagNameTaken` when another tag has this name."""
    if await tx.fetch_value(_IS_TAKEN, tag.project_id, tag.name, tag.id):
        raise _taken()


async def find(tx: Transaction, project_id: ProjectId, tag_id: int) -> Tag | None:
    """Find a tag without locking it."""
    row = await tx.fetch_one(f"{_SELECT} and t.id = $2", project_id, tag_id)
    return _read(row) if row else None


async def update(tx: Transaction, tag: Tag) -> Tag:
    """Write a tag anew; raise `TagNameTaken` when there is another of this name."""
    return await _write(tx, _UPDATE, tag.project_id, tag.id, tag.name, tag.colour)


async def list_after(tx: Transaction, project_id: ProjectId, after: str, limit: int) -> list[Tag]:
    """Return up to `limit` behind a name, in the order of names."""
    rows = await tx.fetch(
        f"{_SELECT} and t.name > $2 order by t.name limit $3", project_id, after, limit
    )
    return [_read(row) for row in rows]


async def delete(tx: Transaction, tag: Tag) -> None:
    """Remove a tag."""
    await tx.execute("delete from tags where project_id = $1 and id = $2", tag.project_id, tag.id)


async def _write(tx: Transaction, sql: str, *values: object) -> Tag:
    try:
        row = await tx.fetch_one(sql, *values)
    except UniqueViolation as violation:
        raise _taken() from violation
    if row is None:
        raise AssertionError("a locked row is gone")
    return _read(row)


def _taken() -> TagNameTaken:
    return TagNameTaken(fields={"name": "There already is a tag of this name."})


def _read(row: asyncpg.Record) -> Tag:
    return Tag(**dict(row.items()))


_COLUMNS = """
    t.project_id, t.id, t.name, t.colour,
    (select count(*) from conversations c
     where c.project_id = t.project_id and c.tags @> array[t.name]) as conversation_count
"""

_SELECT = f"select {_COLUMNS} from tags t where t.project_id = $1"  # noqa: S608 - only our own column names

_INSERT = f"""
with t as (
    insert into tags (project_id, name, colour) values ($1, $2, $3) returning *
)
select {_COLUMNS} from t
"""  # noqa: S608 - as above

_INSERT_MISSING = """
insert into tags (project_id, name)
select $1, name from unnest($2::text[]) with ordinality as t (name, n) order by n
on conflict (project_id, name) do nothing
"""

_IS_TAKEN = "select true from tags where project_id = $1 and name = $2 and id <> $3"

_UPDATE = f"""
with t as (
    update tags set name = $3, colour = $4 where project_id = $1 and id = $2 returning *
)
select {_COLUMNS} from t
"""  # noqa: S608 - as above
