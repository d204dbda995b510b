"""`frontdesk backup FILE`: the database and the secret, from a running installation."""

import argparse
import asyncio
import os
import zipfile
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO

import asyncpg
import msgspec

from frontdesk.entrypoints.backups.archive import (
    DATABASE,
    FORMAT,
    MANIFEST,
    SECRET,
    Manifest,
    add_file,
    copy,
    open_archive,
    read_manifest,
)
from frontdesk.entrypoints.backups.contents import read_contents
from frontdesk.entrypoints.backups.programs import address_of, program
from frontdesk.entrypoints.environment import environment_of
from frontdesk.entrypoints.progress import tell_backup
from frontdesk.entrypoints.settings import Settings, read_settings
from frontdesk.entrypoints.unusable import Unusable

CONNECT_SECONDS = 10


def run(options: argparse.Namespace) -> int:
    """Write the backup beside its name, check it, and only then give it the name."""
    file: Path = options.file.absolute()
    if file.exists():
        message = f"{file} exists; a backup replaces nothing."
        raise Unusable(message)
    environ = environment_of(options)
    settings = read_settings(environ)
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with _open_private(draft) as stream:
            asyncio.run(_write(stream, settings, environ["SECRET_KEY"].strip()))
            stream.flush()
            os.fsync(stream.fileno())
        manifest = _verified(draft)
        # Taken first, so that what somebody else has written meanwhile is not replaced.
        file.touch(mode=0o600, exist_ok=False)
        draft.rename(file)
    except OSError as error:
        message = f"{file} can't be written: {error.strerror or error}."
        raise Unusable(message) from error
    finally:
        draft.unlink(missing_ok=True)
    tell_backup(file, manifest.tables["messages"].rows)
    return 0


def _open_private(file: Path) -> BinaryIO:
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    return os.fdopen(descriptor, "w+b")


async def _write(stream: BinaryIO, settings: Settings, secret: str) -> None:
    """Write everything as it is at one moment, while others go on working."""
    try:
        connection = await asyncpg.connect(settings.database_url, timeout=CONNECT_SECONDS)
    except (OSError, asyncpg.PostgresError, TimeoutError) as error:
        message = f"DATABASE_URL: the server doesn't answer ({error}). Is Frontdesk running?"
        raise Unusable(message) from error
    try:
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            await _write_snapshot(stream, connection, settings, secret)
    except asyncpg.UndefinedTableError as error:
        raise Unusable("The database was never migrated: there is nothing to keep.") from error
    except (asyncpg.PostgresError, asyncpg.InterfaceError, ConnectionError) as error:
        message = f"The database could not be read to its end: {error}"
        raise Unusable(message) from error
    finally:
        await connection.close()


async def _write_snapshot(
    stream: BinaryIO,
    connection: "asyncpg.Connection[asyncpg.Record]",
    settings: Settings,
    secret: str,
) -> None:
    revision = await connection.fetchval("select version_num from alembic_version")
    snapshot = await connection.fetchval("select pg_export_snapshot()")
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        files = {
            DATABASE: await asyncio.to_thread(_dump, archive, settings.database_url, snapshot),
            SECRET: _add(archive, SECRET, secret.encode()),
        }
        manifest = Manifest(
            format=FORMAT,
            version=version("frontdesk"),
            revision=revision,
            made_at=datetime.now(UTC).isoformat(timespec="seconds"),
            public_url=settings.public_url,
            tables=await read_contents(connection),
            files=files,
        )
        _add(archive, MANIFEST, msgspec.json.encode(manifest))


def _dump(archive: zipfile.ZipFile, database_url: str, snapshot: str) -> str:
    address = address_of(database_url)
    words = ("--format=custom", "--no-owner", "--no-privileges")
    with (
        add_file(archive, DATABASE) as target,
        program(
            *("pg_dump", *words, f"--snapshot={snapshot}", f"--dbname={address.url}"),
            environment=address.environment,
        ) as dump,
    ):
        copy(dump.stdout, target)
    return target.sha256


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> str:
    with add_file(archive, name) as target:
        target.write(content)
    return target.sha256


def _verified(file: Path) -> Manifest:
    """Read the whole backup again, as a restore would."""
    with open_archive(file) as archive:
        manifest = read_manifest(archive)
        with (
            archive.open(DATABASE) as source,
            program("pg_restore", "--file=/dev/null") as reading,
        ):
            copy(source, reading.stdin)
    return manifest
