"""For development: when the code changes, web and worker start again."""

from collections.abc import Callable, Iterator
from pathlib import Path

import frontdesk
from frontdesk.entrypoints.supervisor import Supervisor

PACKAGE = Path(frontdesk.__file__).parent


class Reloader:
    """Remembers when the code last changed."""

    def __init__(self, supervisor: Supervisor, say: Callable[[str], None]) -> None:
        self._supervisor = supervisor
        self._say = say
        self._seen = newest_change()

    def look(self) -> None:
        """Restart web and worker if a file changed since the last look."""
        newest = newest_change()
        if newest != self._seen:
            self._seen = newest
            self._say("the code changed; starting web and worker again")
            self._supervisor.restart({"web", "worker"})


def newest_change() -> tuple[int, int]:
    """Tell one state of the code from another: how many files, and the latest change."""
    times = [file.stat().st_mtime_ns for file in _sources()]
    return len(times), max(times, default=0)


def _sources() -> Iterator[Path]:
    return PACKAGE.rglob("*.py")
