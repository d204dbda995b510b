"""The settings of an installation: the environment, and what `frontdesk up` left beside its data.

So `frontdesk doctor` or `create-owner`, typed in another terminal, find the servers that
`up` started, without anybody copying addresses and passwords.
"""

import argparse
import os
from pathlib import Path

import msgspec

from frontdesk.infra.embedded import write_private

FILE = "environment.json"
KEPT = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "PUBLIC_URL")


def environment_of(options: argparse.Namespace) -> dict[str, str]:
    """What is set counts; what is not comes from the data folder."""
    return {**_kept_in(options.data_dir), **what_is_set()}


def what_is_set() -> dict[str, str]:
    """The environment without its empty values, which mean the same as none."""
    return {name: value for name, value in os.environ.items() if value.strip()}


def keep_environment(data_dir: Path, environment: dict[str, str]) -> None:
    kept = {name: environment[name] for name in KEPT}
    write_private(data_dir / FILE, msgspec.json.encode(kept))


def _kept_in(data_dir: Path) -> dict[str, str]:
    try:
        return msgspec.json.decode((data_dir / FILE).read_bytes(), type=dict[str, str])
    except (OSError, msgspec.DecodeError):
        return {}
