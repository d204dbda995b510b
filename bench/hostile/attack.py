"""Starts hostile clients in a process of their own, and ends them."""

from __future__ import annotations

import asyncio
import json
import sys
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

# The address of one row is that of a proxy which brings others; each has one of its own.
PROXY = "127.0.1.1"
# As long as anybody would wait for a row to get a first thing done on a busy machine.
BEGIN_SECONDS = 60.0
_END_SECONDS = 30.0


@dataclass(frozen=True)
class Victim:
    """A web process, one of its projects, and a visitor who was blocked there."""

    url: str
    project_id: int
    blocked_uid: str
    blocked_token: str


@dataclass
class Attack:
    """Hostile clients at work; afterwards, how much each row got done."""

    done: dict[str, int] = field(default_factory=dict)


@asynccontextmanager
async def attacked(victim: Victim, rows: Sequence[str]) -> AsyncIterator[Attack]:
    """Let these rows attack until the block ends; it begins when each has done something."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bench.hostile", victim.url, str(victim.project_id)),
        *(victim.blocked_uid, victim.blocked_token, *rows),
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None  # noqa: S101 - asked for above
    attack = Attack()
    try:
        async with asyncio.timeout(BEGIN_SECONDS):
            await process.stdout.readline()
        yield attack
        process.terminate()
        async with asyncio.timeout(_END_SECONDS):
            attack.done.update(json.loads(await process.stdout.readline()))
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
