"""The file a backup is: a zip of the database's dump, the secret, and what both must be.

The dump is compressed by itself, so the zip only holds it. The manifest is written last: a
backup that was cut short has none.
"""

import hashlib
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol

import msgspec

from frontdesk.entrypoints.backups.contents import TableContents
from frontdesk.entrypoints.unusable import Unusable

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = "database.dump"
SECRET = "secret-key"  # noqa: S105 - the name of a file
PIECE_BYTES = 1 << 20
# A manifest has one line for each table.
_MOST_MANIFEST_BYTES = 1_000_000


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a backup holds."""

    format: int
    version: str
    # The newest migration the database had.
    revision: str
    # ISO 8601, UTC.
    made_at: str
    public_url: str
    tables: dict[str, TableContents]
    # SHA-256 of each file, in hexadecimal.
    files: dict[str, str]


class _Written(Protocol):
    def write(self, data: bytes, /) -> int: ...


class DigestingWriter:
    """Passes bytes on and knows their SHA-256."""

    def __init__(self, stream: _Written) -> None:
        """Take where the bytes go."""
        self._stream = stream
        self._digest = hashlib.sha256()

    def write(self, data: bytes) -> int:
        self._digest.update(data)
        return self._stream.write(data)

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()


@contextmanager
def add_file(archive: zipfile.ZipFile, name: str) -> Iterator[DigestingWriter]:
    """Write one file into the archive, however large it becomes."""
    with archive.open(name, "w", force_zip64=True) as stream:
        yield DigestingWriter(stream)


@contextmanager
def open_archive(file: Path) -> Iterator[zipfile.ZipFile]:
    """Open a backup; raise `Unusable` if it is none."""
    try:
        archive = zipfile.ZipFile(file)
    except OSError as error:
        message = f"{file} can't be read: {error.strerror or error}."
        raise Unusable(message) from error
    except zipfile.BadZipFile as error:
        message = f"{file} is no backup of Frontdesk, or only the beginning of one."
        raise Unusable(message) from error
    with archive:
        yield archive


def read_manifest(archive: zipfile.ZipFile) -> Manifest:
    """Read what the backup should hold, and hold its files to it; raise `Unusable`."""
    try:
        if archive.getinfo(MANIFEST).file_size > _MOST_MANIFEST_BYTES:
            raise Unusable("The backup's manifest is too long to be one.")
        manifest = msgspec.json.decode(archive.read(MANIFEST), type=Manifest)
    except (KeyError, msgspec.DecodeError, zipfile.BadZipFile) as error:
        message = f"The file is no backup this Frontdesk can read ({error})."
        raise Unusable(message) from error
    if manifest.format != FORMAT or not {DATABASE, SECRET} <= set(manifest.files):
        raise Unusable("The backup was made in a way this Frontdesk doesn't know; use a newer one.")
    for name, expected in manifest.files.items():
        if _sha256_of(archive, name) != expected:
            message = f"The backup is damaged: {name} is not what was written."
            raise Unusable(message)
    return manifest


def copy(source: IO[bytes], target: _Written) -> None:
    shutil.copyfileobj(source, target, PIECE_BYTES)


def _sha256_of(archive: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    try:
        with archive.open(name) as stream:
            while piece := stream.read(PIECE_BYTES):
                digest.update(piece)
    except (KeyError, zipfile.BadZipFile, EOFError, OSError):
        return "unreadable"
    return digest.hexdigest()
