"""The files the rules are about: what git would keep, read once."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


@cache
def kept_files() -> tuple[Path, ...]:
    """List every file of the repository, also those not yet committed."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    paths = (ROOT / name for name in listed.stdout.decode().split("\0") if name)
    return tuple(path for path in paths if path.is_file())


def files_named(*suffixes: str) -> list[Path]:
    return [path for path in kept_files() if path.suffix in suffixes]


def lines_of(path: Path) -> int:
    return len(path.read_text().splitlines())
