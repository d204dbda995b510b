"""The folder an installation lives in: one process at a time may change what is in it."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from frontdesk.entrypoints.unusable import Unusable


@contextmanager
def only_one(data_dir: Path) -> Iterator[None]:
    """Lock the data folder; the kernel releases it however this process ends."""
    with _open_lock(data_dir) as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            message = f"another `frontdesk` is using {data_dir}; choose another --data-dir."
            raise Unusable(message) from error
        yield


def _open_lock(data_dir: Path) -> TextIO:
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        return (data_dir / "up.lock").open("w")
    except OSError as error:
        message = f"{data_dir} can't be used ({error.strerror}); choose another --data-dir."
        raise Unusable(message) from error
