"""A backup is everything, and a restore is all of it or nothing."""

import asyncio
import os
import shutil
import stat
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import asyncpg
import msgspec
import pytest

from frontdesk.entrypoints.backups.archive import MANIFEST, Manifest
from frontdesk.entrypoints.backups.contents import TableContents, read_contents
from tests.entrypoints.command import frontdesk, run_script
from tests.servers import Servers

KEY = "a secret key that is long enough to be one"
SHOP = """
insert into projects (id, name, persona_name) values (1, 'Kaffee «Zürich» ☕', 'Ösi');
insert into users (email, name, password_hash) values ('grace@shop.test', 'גרייס', 'x');
insert into visitors (project_id, uid, token_key)
select 1, 'visitor-' || n, repeat('k', 32) from generate_series(1, 5000) n;
"""


@pytest.fixture
def installation(servers: Servers, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Servers:
    """A shop's database, as the environment of a command names it."""
    run_script(database_url, SHOP)
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("REDIS_URL", servers.redis_url)
    monkeypatch.setenv("SECRET_KEY", KEY)
    monkeypatch.setenv("PUBLIC_URL", "https://chat.shop.test")
    return servers


@pytest.fixture
def elsewhere(installation: Servers, redis_url: str) -> Iterator[str]:
    """Name an empty database of the same server."""
    del redis_url
    run_script(installation.database_url, "create database elsewhere")
    url = installation.database_url.rpartition("/")[0] + "/elsewhere"
    yield url
    run_script(installation.database_url, "drop database elsewhere with (force)")


@pytest.fixture
def backup(installation: Servers, tmp_path: Path) -> Path:
    """A backup of the shop."""
    del installation
    file = tmp_path / "shop.backup"
    assert frontdesk("backup", str(file), "--data-dir", str(tmp_path / "none")) == 0
    return file


def test_a_backup_becomes_the_same_database_elsewhere(
    backup: Path, elsewhere: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _contents(os.environ["DATABASE_URL"])
    monkeypatch.setenv("DATABASE_URL", elsewhere)
    monkeypatch.delenv("SECRET_KEY")

    assert _restore(backup, tmp_path / "data") == 0

    assert _contents(elsewhere) == before
    assert before["visitors"].rows == 5000
    assert (tmp_path / "data" / "secret-key").read_text() == KEY


def test_only_its_owner_can_read_a_backup_and_it_replaces_nothing(
    backup: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert [one.name for one in backup.parent.iterdir()] == [backup.name]
    before = backup.read_bytes()

    assert frontdesk("backup", str(backup)) == 1

    assert "exists; a backup replaces nothing" in capsys.readouterr().err
    assert backup.read_bytes() == before


@pytest.mark.usefixtures("installation")
def test_a_backup_of_a_server_that_is_away_says_so_and_leaves_no_file(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://frontdesk@127.0.0.1:1/frontdesk")

    assert frontdesk("backup", str(tmp_path / "shop.backup")) == 1

    assert "DATABASE_URL: the server doesn't answer" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_no_password_is_on_a_command_line(
    installation: Servers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    password = urlsplit(installation.database_url).password
    assert password
    lines: list[list[str]] = []

    class Noted(subprocess.Popen[bytes]):
        def __init__(self, words: list[str], **options: Any) -> None:  # noqa: ANN401 - as it is
            lines.append(words)
            super().__init__(words, **options)

    monkeypatch.setattr(subprocess, "Popen", Noted)

    assert frontdesk("backup", str(tmp_path / "shop.backup")) == 0

    assert lines
    assert password not in str(lines)


def _damaged(backup: Path) -> None:
    content = bytearray(backup.read_bytes())
    content[len(content) // 3] ^= 1
    backup.write_bytes(content)


def _cut(backup: Path) -> None:
    backup.write_bytes(backup.read_bytes()[:-200])


def _something_else(backup: Path) -> None:
    backup.write_text("select 1;")


def _of_tomorrow(backup: Path) -> None:
    _rewrite(backup, revision="9999_tomorrow", version="9.9")


def _in_another_way(backup: Path) -> None:
    _rewrite(backup, format=2)


SPOILT = {
    "a bit is wrong": (_damaged, "The backup is damaged: database.dump"),
    "the end is missing": (_cut, "only the beginning of one"),
    "it is something else": (_something_else, "is no backup of Frontdesk"),
    "it is newer": (_of_tomorrow, "made by Frontdesk 9.9, which is newer than this"),
    "its format is newer": (_in_another_way, "in a way this Frontdesk doesn't know"),
}


@pytest.mark.parametrize("spoilt", SPOILT)
def test_what_is_no_whole_backup_is_refused_before_anything_is_made(
    backup: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    spoilt: str,
) -> None:
    spoil, said = SPOILT[spoilt]
    spoil(backup)
    monkeypatch.delenv("DATABASE_URL")

    assert _restore(backup, tmp_path / "data") == 1

    assert said in capsys.readouterr().err
    assert not (tmp_path / "data").exists()


def test_nothing_that_exists_is_replaced(
    backup: Path,
    elsewhere: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    data = tmp_path / "data"

    assert _restore(backup, data) == 1
    assert "a database with tables in it" in capsys.readouterr().err

    monkeypatch.setenv("DATABASE_URL", elsewhere)
    monkeypatch.setenv("SECRET_KEY", KEY[::-1])
    assert _restore(backup, data) == 1
    assert "SECRET_KEY is not the one of the backup" in capsys.readouterr().err

    monkeypatch.setenv("SECRET_KEY", KEY)
    (data / "postgres").mkdir()
    assert _restore(backup, data) == 1
    assert "is used (there is postgres)" in capsys.readouterr().err
    assert _contents(elsewhere) == {}


def test_a_row_that_came_back_different_is_named(
    backup: Path,
    elsewhere: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DATABASE_URL", elsewhere)
    with zipfile.ZipFile(backup) as archive:
        tables = msgspec.json.decode(archive.read(MANIFEST), type=Manifest).tables
    _rewrite(backup, tables={**tables, "visitors": TableContents(rows=5000, checksum="1")})

    assert _restore(backup, tmp_path / "data") == 1

    said = capsys.readouterr().err
    assert "What was restored differs from the backup in: visitors." in said


def test_a_restore_that_fails_leaves_the_database_empty_and_the_folder_unused(
    backup: Path,
    elsewhere: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DATABASE_URL", elsewhere)
    # The last table can't be made: a type of its name is there already.
    run_script(elsewhere, "create type visitors as enum ('in the way')")

    assert _restore(backup, tmp_path / "data") == 1
    assert 'psql failed: ERROR:  type "visitors" already exists' in capsys.readouterr().err

    run_script(elsewhere, "drop type visitors")
    assert _restore(backup, tmp_path / "data") == 0


def _rewrite(backup: Path, **changes: object) -> None:
    """Change what the manifest says."""
    draft = backup.with_suffix(".draft")
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(draft, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == MANIFEST:
                manifest = msgspec.json.decode(content, type=Manifest)
                content = msgspec.json.encode(msgspec.structs.replace(manifest, **changes))
            new.writestr(name, content)
    shutil.move(draft, backup)


def _restore(backup: Path, data_dir: Path) -> int:
    return frontdesk("restore", str(backup), "--data-dir", str(data_dir))


def _contents(url: str) -> dict[str, TableContents]:
    async def read() -> dict[str, TableContents]:
        connection = await asyncpg.connect(url)
        try:
            return await read_contents(connection)
        finally:
            await connection.close()

    return asyncio.run(read())
