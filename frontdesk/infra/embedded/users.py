"""As whom a bundled server runs: PostgreSQL refuses to be root, and rightly so."""

import os
import pwd
from pathlib import Path
from typing import NamedTuple

NOBODY = 65534


class ServerUser(NamedTuple):
    """The account a server runs under when we are root."""

    uid: int
    gid: int


class DataFolderNotOurs(Exception):
    """The data folder belongs to another user: become that user, or choose another --data-dir."""


def choose_user(folder: Path) -> ServerUser | None:
    """Choose who runs the server of this folder; None means simply ourselves.

    A folder that already belongs to an ordinary user stays with that user.
    """
    if os.geteuid() != 0:
        if folder.exists() and folder.stat().st_uid != os.geteuid():
            raise DataFolderNotOurs
        return None
    if folder.exists() and folder.stat().st_uid != 0:
        status = folder.stat()
        return ServerUser(status.st_uid, status.st_gid)
    try:
        entry = pwd.getpwnam("nobody")
    except KeyError:
        return ServerUser(NOBODY, NOBODY)
    return ServerUser(entry.pw_uid, entry.pw_gid)


def make_folder_for(user: ServerUser | None, folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if user is not None:
        os.chown(folder, user.uid, user.gid)
