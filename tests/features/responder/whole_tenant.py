"""Every column of every row of a project, to be compared before and after."""

from __future__ import annotations

from tests.front_door.door import Door, Site


async def everything_of(door: Door, site: Site) -> dict[str, list[str]]:
    """Return all rows a project has, by table, as the database writes them."""
    tables = await door.rows(_TABLES)
    assert len(tables) > 10
    return {row["name"]: await _rows(door, row["name"], site) for row in tables} | {
        "projects": await _rows(door, "projects", site, "id")
    }


async def _rows(door: Door, table: str, site: Site, column: str = "project_id") -> list[str]:
    sql = f"select to_jsonb(t)::text as row from {table} t where {column} = $1 order by 1"  # noqa: S608 - the catalogue's own names
    return [row["row"] for row in await door.rows(sql, site.id)]


# What a relay moves is no change, nor how far a consumer has read, nor what is counted each minute.
_TABLES = """
select c.relname as name from pg_class c
join pg_namespace n on n.oid = c.relnamespace
join pg_attribute a on a.attrelid = c.oid
where n.nspname = 'public' and c.relkind in ('r', 'p') and a.attname = 'project_id'
  and not c.relispartition
  and c.relname not in ('outbox', 'feed', 'feed_cursors', 'feed_positions', 'minute_samples')
order by 1
"""
