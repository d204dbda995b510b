"""The real PostgreSQL and Redis that the tests run on; never a fake, never SQLite."""

import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import asyncpg
from redis.asyncio import Redis

from frontdesk.entrypoints.migrate import migrate
from frontdesk.infra import embedded

START_SECONDS = 30

# One round trip that empties every table and starts every number at 1 again. Deleting
# from a handful of near-empty tables takes a millisecond where truncating takes thirty;
# without the triggers and foreign keys, the order of the tables does not matter.
EMPTY_EVERYTHING = """
set lock_timeout = '5s';
set session_replication_role = replica;
do $$
declare
    name text;
begin
    for name in
        select format('%I.%I', schemaname, tablename) from pg_tables
        where schemaname = 'public' and tablename <> 'alembic_version'
    loop
        execute 'delete from ' || name;
    end loop;
    perform setval(format('%I.%I', schemaname, sequencename), start_value, false)
    from pg_sequences where schemaname = 'public' and last_value is not null;
end
$$;
"""


@dataclass
class Servers:
    """A PostgreSQL with a migrated database, and a Redis, both ours alone."""

    postgres: embedded.Child
    valkey: embedded.Child
    database_url: str
    redis_url: str

    def kill_postgres(self) -> None:
        _kill(self.postgres)

    def kill_redis(self) -> None:
        _kill(self.valkey)

    def start_postgres_again(self) -> None:
        self.postgres = _start(self.postgres.program)

    def start_redis_again(self) -> None:
        self.valkey = _start(self.valkey.program)


@contextmanager
def running_servers(folder: Path) -> Iterator[Servers]:
    """Start both servers in a folder of their own; stop them and clear up at the end."""
    folder.mkdir(parents=True, exist_ok=True)
    bundled_postgres = embedded.prepare_postgres(folder)
    bundled_valkey = embedded.prepare_valkey(folder)
    # Tests empty tables behind their triggers' backs, and make databases and roles.
    database_url = embedded.superuser_url(folder)
    servers = Servers(
        postgres=_start(bundled_postgres.program),
        valkey=_start(bundled_valkey.program),
        database_url=database_url,
        redis_url=bundled_valkey.url,
    )
    try:
        migrate(servers.database_url)
        yield servers
    finally:
        embedded.stop(servers.valkey)
        embedded.stop(servers.postgres)
        shutil.rmtree(folder, ignore_errors=True)


async def empty_database(database_url: str) -> None:
    connection = await asyncpg.connect(database_url)
    try:
        await connection.execute(EMPTY_EVERYTHING)
    finally:
        await connection.close()


async def empty_redis(redis_url: str) -> None:
    redis = Redis.from_url(redis_url)
    await redis.flushall()
    await redis.aclose()


def _start(program: embedded.Program) -> embedded.Child:
    child = embedded.start(program)
    embedded.wait_until_ready(child, START_SECONDS)
    return child


def _kill(child: embedded.Child) -> None:
    os.kill(child.process.pid, signal.SIGKILL)
    child.process.wait()
