"""Describing an error for the log without quoting anybody."""

import errno
import traceback

_FRAMES = 8


def kind_of(error: BaseException) -> str:
    """Name an error's class and that of its first cause, with what a server or the system calls it.

    `DatabaseAway: DiskFullError 53100`. SQLSTATEs and error numbers quote nobody.
    """
    cause = error
    while cause.__cause__ is not None:
        cause = cause.__cause__
    named = type(error).__qualname__
    if cause is not error:
        named = f"{named}: {type(cause).__qualname__}"
    number = getattr(cause, "sqlstate", None)
    if number is None and isinstance(cause, OSError):
        number = errno.errorcode.get(cause.errno or 0)
    return f"{named} {number}" if number else named


def place_of(error: BaseException) -> list[str]:
    """Name the lines an error came through; its own text may repeat what a person wrote."""
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    return [f"{frame.filename}:{frame.lineno}" for frame in frames]
