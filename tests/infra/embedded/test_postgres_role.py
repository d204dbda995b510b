"""Frontdesk owns its database in the bundled PostgreSQL, and is no superuser there."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncpg
import pytest

from frontdesk.infra import embedded

START_SECONDS = 60
OF_AN_EARLIER_VERSION = """
create table shelves (id bigint generated always as identity primary key, name text);
create sequence numbers;
create type colour as enum ('red');
create view full_shelves as select * from shelves;
create function twice(n integer) returns integer language sql as 'select 2 * n';
insert into shelves (name) values ('coffee');
"""
OWNERS = """
select distinct pg_get_userbyid(owner) from (
    select relowner as owner from pg_class where relnamespace = 'public'::regnamespace
    union all select proowner from pg_proc where pronamespace = 'public'::regnamespace
    union all select typowner from pg_type where typnamespace = 'public'::regnamespace
) of_everything
"""


async def test_it_may_do_everything_in_its_database_and_nothing_to_the_server(
    tmp_path: Path,
) -> None:
    server = embedded.prepare_postgres(tmp_path)
    as_superuser = server.url.replace("frontdesk_app:", "frontdesk:")
    assert as_superuser != server.url
    with _running(server):
        connection = await asyncpg.connect(server.url)
        await connection.execute(OF_AN_EARLIER_VERSION)
        await connection.execute("set role frontdesk_responder; reset role")

        for forbidden in (
            "alter system set fsync = off",
            "create role mallory superuser",
            "copy (select 1) to program 'true'",
            "set session_replication_role = replica",
        ):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(forbidden)
        with pytest.raises(asyncpg.InvalidPasswordError):
            await asyncpg.connect(as_superuser)
        await connection.close()


async def test_what_an_earlier_version_made_changes_hands_at_the_next_start(
    tmp_path: Path,
) -> None:
    earlier = embedded.prepare_postgres(tmp_path)
    as_superuser = embedded.superuser_url(tmp_path)
    with _running(earlier):
        connection = await asyncpg.connect(as_superuser)
        await connection.execute(OF_AN_EARLIER_VERSION)
        await connection.close()
    (tmp_path / "postgres" / "frontdesk_app").unlink()

    server = embedded.prepare_postgres(tmp_path)

    with _running(server):
        connection = await asyncpg.connect(server.url)
        assert [row[0] for row in await connection.fetch(OWNERS)] == ["frontdesk_app"]
        await connection.execute("alter table shelves add column colour colour")
        assert await connection.fetchval("select name from full_shelves") == "coffee"
        await connection.close()


@contextmanager
def _running(server: embedded.BundledServer) -> Iterator[None]:
    child = embedded.start(server.program)
    try:
        embedded.wait_until_ready(child, START_SECONDS)
        yield
    finally:
        embedded.stop(child)
