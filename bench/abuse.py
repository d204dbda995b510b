"""One stranger who does their worst: each row of `bench.hostile` alone, then all at once."""

from __future__ import annotations

import asyncio
import hashlib
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection
from typing import TYPE_CHECKING

import psutil

from bench.crowd import gathered
from bench.figures import Figure
from bench.hostile.attack import Victim, attacked
from bench.hostile.rows import ROWS
from frontdesk.features.visitors.model import new_identity, sign
from frontdesk.kit.ids import ProjectId

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.crowd import Crowd
    from bench.server import BenchServer

ALL = "all at once"
# What one row is watched for at most: there are many, and each needs a while to recover.
_MOST_SECONDS = 10.0
_LOOK_SECONDS = 0.05
_GIVE_UP_SECONDS = 60.0
_SPARE_FILES = 20
_MIB = 1024 * 1024


@dataclass
class Watch:
    """What others noticed."""

    health_ms: list[float] = field(default_factory=list)
    message_ms: list[float] = field(default_factory=list)
    grown_bytes: int = 0


async def measure(server: BenchServer, seconds: float) -> list[Figure]:
    """Let a visitor write and an agent watch while rows attack."""
    figures: list[Figure] = []
    async with gathered(server, visitors=1, agents=1) as crowd:
        victim = await _victim(server, crowd)
        for name, rows in [*((one, [one]) for one in ROWS), (ALL, list(ROWS))]:
            figures += await _attack(
                server, crowd, victim, (name, rows, min(seconds, _MOST_SECONDS))
            )
    return figures


async def _victim(server: BenchServer, crowd: Crowd) -> Victim:
    """Make a visitor who is blocked, on whose behalf floods will come."""
    identity = new_identity(ProjectId(crowd.place.project_id), "eve")
    await crowd.database.execute(
        "insert into visitors (project_id, uid, token_key, blocked_at) values ($1, $2, $3, now())",
        *(identity.project_id, identity.uid, identity.key),
    )
    secret = hashlib.sha256(server.secret_key.encode()).digest()
    return Victim(server.origin, identity.project_id, identity.uid, sign(identity, secret))


async def _attack(
    server: BenchServer, crowd: Crowd, victim: Victim, attack: tuple[str, Sequence[str], float]
) -> list[Figure]:
    name, rows, seconds = attack
    process = psutil.Process(server.web.pid)
    before_bytes, before_files = process.memory_info().rss, process.num_fds()
    watch = Watch()
    async with attacked(victim, rows):
        deadline = time.monotonic() + seconds
        looking = asyncio.create_task(asyncio.to_thread(_look_at_health, server, deadline, watch))
        while time.monotonic() < deadline:
            watch.message_ms.append(await _message_ms(crowd))
            watch.grown_bytes = max(watch.grown_bytes, process.memory_info().rss - before_bytes)
            await asyncio.sleep(_LOOK_SECONDS)
        await looking
    left = time.monotonic()
    while process.num_fds() > before_files + _SPARE_FILES:  # noqa: ASYNC110 - files, not an event
        await asyncio.sleep(_LOOK_SECONDS)
    await _message_ms(crowd)
    print(f"  {name}: {len(watch.health_ms)} answers, {len(watch.message_ms)} messages", flush=True)
    part = f"one stranger: {name}"
    return [
        Figure(part, "`/health/live`, longest", max(watch.health_ms), "ms", 100),
        Figure(part, "message stored and shown, longest", max(watch.message_ms), "ms", 1_000),
        Figure(part, "memory of the web process, more by", watch.grown_bytes / _MIB, "MiB", 200),
        Figure(part, "until all is as before", time.monotonic() - left, "s", 5),
    ]


def _look_at_health(server: BenchServer, deadline: float, watch: Watch) -> None:
    """Ask whether the process lives, on a new connection each time, as a supervisor does."""
    while time.monotonic() < deadline:
        begin = time.monotonic()
        connection = HTTPConnection("127.0.0.1", server.port, timeout=_GIVE_UP_SECONDS)
        connection.request("GET", "/health/live")
        connection.getresponse().read()
        connection.close()
        watch.health_ms.append((time.monotonic() - begin) * 1000)
        time.sleep(_LOOK_SECONDS)


async def _message_ms(crowd: Crowd) -> float:
    """Let the visitor write, and wait until the agent was shown it."""
    begin = time.monotonic()
    crowd.write(0, begin)
    await crowd.settle()
    return (time.monotonic() - begin) * 1000
