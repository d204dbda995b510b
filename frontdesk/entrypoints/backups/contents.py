"""What is in a database: rows and a checksum of each table, to compare before and after."""

import asyncpg
import msgspec


class TableContents(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many rows a table has, and the sum of their hashes: the order doesn't matter."""

    rows: int
    checksum: str


# A row's text must not depend on the session that asks.
_SAME_TEXT = """
set timezone = 'UTC';
set datestyle = 'ISO, MDY';
set intervalstyle = 'postgres';
set extra_float_digits = 1;
set bytea_output = 'hex';
"""
_TABLES = """
select format('%I', relname) from pg_class
where relnamespace = 'public'::regnamespace and relkind = 'r' order by relname
"""
# Sixty bits of each row's hash: as a number it is the same on every machine and version.
_CONTENTS = """
select count(*), coalesce(sum(('x' || substr(md5(t::text), 1, 15))::bit(60)::bigint::numeric), 0)
from public.{table} as t
"""


async def read_contents(
    connection: "asyncpg.Connection[asyncpg.Record]",
) -> dict[str, TableContents]:
    """Read every row once, in the snapshot of the connection's transaction."""
    await connection.execute(_SAME_TEXT)
    found = {}
    for (table,) in await connection.fetch(_TABLES):
        rows, checksum = await connection.fetchrow(_CONTENTS.format(table=table)) or (0, 0)
        found[str(table)] = TableContents(rows=rows, checksum=str(checksum))
    return found


def differences(expected: dict[str, TableContents], found: dict[str, TableContents]) -> list[str]:
    """Name the tables that are not the same."""
    return sorted(name for name in expected | found if expected.get(name) != found.get(name))
