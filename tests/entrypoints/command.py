"""A command of Frontdesk's, run as if typed, and what a test puts into its database before."""

import asyncio

import asyncpg
import pytest

from frontdesk.entrypoints.cli import main


def frontdesk(*words: str) -> int:
    """Run one command in this process, outside any event loop; return its exit code."""
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert isinstance(ended.value.code, int)
    return ended.value.code


def run_script(url: str, script: str) -> None:
    async def run() -> None:
        connection = await asyncpg.connect(url)
        try:
            await connection.execute(script)
        finally:
            await connection.close()

    asyncio.run(run())
