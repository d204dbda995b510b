"""A command of Frontdesk's, run as if typed, and what a test puts into its database before.

A process of its own takes seconds to start on a busy machine; `tests/entrypoints/test_up.py`
has some, and what is typed there is the same.
"""

import asyncio
import os
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import StringIO
from subprocess import CompletedProcess
from unittest import mock

import asyncpg
import pytest
import structlog

from frontdesk.entrypoints.cli import main

PASSWORD = "a sentence only Grace knows\n"


def frontdesk(*words: str) -> int:
    """Run one command in this process, outside any event loop; return its exit code."""
    with _own_logs(), pytest.raises(SystemExit) as ended:
        main(words)
    assert isinstance(ended.value.code, int)
    return ended.value.code


async def typed(words: str, database_url: str, password: str = PASSWORD) -> CompletedProcess[str]:
    """Run one command with an environment of its own; return what it printed."""
    environ = {
        "DATABASE_URL": database_url,
        "REDIS_URL": "redis://127.0.0.1:1/0",
        "SECRET_KEY": "a secret of more than thirty-two characters",
        "PUBLIC_URL": "https://chat.shop.test",
    }
    out, err = StringIO(), StringIO()
    with (
        mock.patch.dict(os.environ, environ),
        mock.patch("sys.stdin", StringIO(password)),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        code = await asyncio.to_thread(frontdesk, *words.split())
    return CompletedProcess(words, code, out.getvalue(), err.getvalue())


@contextmanager
def _own_logs() -> Iterator[None]:
    """Take back what the command says of its process's log: the tests go on in it."""
    before = structlog.get_config()
    try:
        yield
    finally:
        structlog.configure(**before)


def run_script(url: str, script: str) -> None:
    async def run() -> None:
        connection = await asyncpg.connect(url)
        try:
            await connection.execute(script)
        finally:
            await connection.close()

    asyncio.run(run())
