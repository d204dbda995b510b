"""How many connections a process has room for: each is an open file."""

from __future__ import annotations

import resource

# Databases, Redis, model providers, logs, static files while they are read.
_RESERVED = 200
# Fewer, and ordinary visitors would be turned away.
_FEWEST = 256
# More than one process can serve; memory, not files, is what ends here.
_MOST = 50_000


class TooFewFiles(Exception):
    """The process may not open as many files as it needs connections."""

    def __init__(self, needed: int, allowed: int) -> None:
        """Say how many files are needed and how many there may be."""
        super().__init__(
            f"needs {needed} open files, and the system allows {allowed}; "
            "raise the limit (ulimit -n, LimitNOFILE)."
        )


def connections_for_files(wanted: int) -> int:
    """Raise the limit on open files as far as it goes; return how many connections fit.

    `wanted` 0 takes what there is room for. Raises `TooFewFiles`.
    """
    allowed = _raise_limit((wanted or _MOST) + _RESERVED)
    needed = (wanted or _FEWEST) + _RESERVED
    if allowed < needed:
        raise TooFewFiles(needed, allowed)
    return wanted or min(allowed - _RESERVED, _MOST)


def _raise_limit(wished: int) -> int:
    """Let this process open so many files, or as many as it may."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY or soft >= wished:
        return wished
    allowed = wished if hard == resource.RLIM_INFINITY else min(wished, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
    return allowed
