"""`frontdesk restore FILE`: a backup becomes an installation; nothing that exists is replaced."""

import argparse
import asyncio
import shutil
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

import asyncpg
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from redis.asyncio import Redis
from redis.exceptions import RedisError

from frontdesk.entrypoints.backups.archive import (
    DATABASE,
    SECRET,
    Manifest,
    copy,
    open_archive,
    read_manifest,
)
from frontdesk.entrypoints.backups.contents import differences, read_contents
from frontdesk.entrypoints.backups.programs import address_of, program
from frontdesk.entrypoints.data_folder import only_one
from frontdesk.entrypoints.environment import what_is_set
from frontdesk.entrypoints.migrate import alembic_config, migrate
from frontdesk.entrypoints.progress import tell_restored, told
from frontdesk.entrypoints.unusable import Unusable
from frontdesk.infra.embedded import (
    DataFolderNotOurs,
    DidNotStart,
    prepare_postgres,
    start,
    stop,
    wait_until_ready,
    write_private,
)

START_SECONDS = 60
CONNECT_SECONDS = 10
# What `up` may have left of a start that was refused, and an earlier restore that was cut short.
_NO_USE = {"up.lock", "restore.new"}
_HAS_TABLES = "select exists (select from pg_tables where schemaname = 'public')"
# PostgreSQL 15 and 16 don't know the setting; the first line like this is the dump's own.
_BEGINNING_BYTES = 8192
_UNKNOWN_TO_OLDER = b"SET transaction_timeout = 0;\n"


def run(options: argparse.Namespace) -> int:
    """Restore into the server that DATABASE_URL names, or into a data folder of our own."""
    data_dir: Path = options.data_dir.absolute()
    environ = what_is_set()
    with open_archive(options.file) as archive:
        manifest = read_manifest(archive)
        _check_revision(manifest)
        secret = archive.read(SECRET).decode()
        _check_secret(environ.get("SECRET_KEY", "").strip(), secret)
        if "REDIS_URL" in environ:
            asyncio.run(_check_redis(environ["REDIS_URL"]))
        with only_one(data_dir):
            _check_unused(data_dir)
            if "DATABASE_URL" in environ:
                _fill(environ["DATABASE_URL"], archive, manifest)
                write_private(data_dir / "secret-key", secret.encode())
            else:
                _fill_folder(data_dir, archive, manifest, secret)
    tell_restored(manifest.made_at, manifest.tables["messages"].rows, data_dir)
    return 0


def _check_revision(manifest: Manifest) -> None:
    try:
        ScriptDirectory.from_config(alembic_config("")).get_revision(manifest.revision)
    except CommandError as error:
        message = f"The backup was made by Frontdesk {manifest.version}, which is newer than this."
        raise Unusable(message) from error


def _check_secret(ours: str, theirs: str) -> None:
    if ours and ours != theirs:
        raise Unusable(
            "SECRET_KEY is not the one of the backup: with it every visitor would be a stranger. "
            "Leave it unset here; the restored key will be in secret-key of the data folder."
        )


async def _check_redis(url: str) -> None:
    redis = Redis.from_url(url, socket_timeout=CONNECT_SECONDS)
    try:
        async for _ in redis.scan_iter(match="fd:*", count=1000):
            raise Unusable(
                "REDIS_URL names a Redis that another installation uses; take one of its own."
            )
    except (OSError, RedisError) as error:
        message = f"REDIS_URL: the server doesn't answer ({error})."
        raise Unusable(message) from error
    finally:
        await redis.aclose()


def _check_unused(data_dir: Path) -> None:
    if used := sorted({one.name for one in data_dir.iterdir()} - _NO_USE):
        message = f"{data_dir} is used (there is {used[0]}); choose an empty --data-dir."
        raise Unusable(message)


def _fill_folder(data_dir: Path, archive: zipfile.ZipFile, manifest: Manifest, secret: str) -> None:
    """Fill a server in a folder beside its place, and move it there when it is whole."""
    staging = data_dir / "restore.new"
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(mode=0o700)
    try:
        with _running_postgres(staging) as database_url:
            _fill(database_url, archive, manifest)
        write_private(data_dir / "secret-key", secret.encode())
        for name in ("postgres.json", "postgres"):
            (staging / name).rename(data_dir / name)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


@contextmanager
def _running_postgres(folder: Path) -> Iterator[str]:
    try:
        with told("PostgreSQL"):
            server = prepare_postgres(folder)
            child = start(server.program)
            wait_until_ready(child, START_SECONDS)
    except (DidNotStart, DataFolderNotOurs) as error:
        raise Unusable(str(error) or error.__doc__) from error
    try:
        yield server.url
    finally:
        stop(child)


def _fill(database_url: str, archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Restore into an empty database, compare every row, and bring it up to date."""
    asyncio.run(_check_empty(database_url))
    with told("Data"):
        _restore(database_url, archive)
    with told("Comparison with the backup"):
        asyncio.run(_compare(database_url, manifest))
    with told("Database"):
        migrate(database_url)


def _restore(database_url: str, archive: zipfile.ZipFile) -> None:
    """Run the dump as one transaction: whatever fails, the database stays empty."""
    address = address_of(database_url)
    words = ("--no-psqlrc", "--quiet", "--output=/dev/null", "--single-transaction")
    stop_at_errors = ("--set=ON_ERROR_STOP=1", f"--dbname={address.url}")
    with (
        archive.open(DATABASE) as source,
        program("psql", *words, *stop_at_errors, environment=address.environment) as psql,
        # Ended after the script, whose end is what ends it.
        ThreadPoolExecutor(1) as feeder,
        program("pg_restore", "--no-owner", "--no-privileges", "--file=-") as script,
    ):
        feeding = feeder.submit(_feed, source, script.stdin)
        beginning = script.stdout.read(_BEGINNING_BYTES)
        psql.stdin.write(beginning.replace(_UNKNOWN_TO_OLDER, b"", 1))
        copy(script.stdout, psql.stdin)
        feeding.result()


def _feed(source: IO[bytes], target: IO[bytes]) -> None:
    with suppress(BrokenPipeError), target:
        copy(source, target)


async def _check_empty(database_url: str) -> None:
    try:
        connection = await asyncpg.connect(database_url, timeout=CONNECT_SECONDS)
    except (OSError, asyncpg.PostgresError, TimeoutError) as error:
        message = f"DATABASE_URL: the server doesn't answer ({error})."
        raise Unusable(message) from error
    try:
        if await connection.fetchval(
            "select exists (select from pg_tables where schemaname = 'public')"
        ):
            raise Unusable("DATABASE_URL names a database with tables in it; make an empty one.")
    finally:
        await connection.close()


async def _compare(database_url: str, manifest: Manifest) -> None:
    connection = await asyncpg.connect(database_url, timeout=CONNECT_SECONDS)
    try:
        found = await read_contents(connection)
        if different := differences(manifest.tables, found):
            message = f"What was restored differs from the backup in: {', '.join(different)}."
            raise Unusable(message)
        await connection.execute("analyze")
    finally:
        await connection.close()
