"""A Frontdesk of many processes: webs and workers that a test starts, stops, freezes and kills.

For a story told through one web process and one worker, `tests.front_door` is simpler.
Here a test says itself what runs:

    async with open_fleet(database_url, redis_url) as fleet:
        web = await fleet.start_web()          # in this process: gates and planted bugs reach it
        worker = await fleet.start_worker()
        child = await fleet.spawn_worker(kill_at="ingest.committed")   # a real process
        await until(lambda: child.is_dead)

People are those of `tests.front_door`; `connect_visitor` and `connect_member` lead them to
any of the webs. Nothing here sleeps for a length of time: `until` polls a condition.
"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from inspect import isawaitable
from pathlib import Path
from tempfile import TemporaryDirectory, mkstemp
from typing import TYPE_CHECKING, Any, cast

import asyncpg
import httpx
import psutil
import uvicorn
from redis.asyncio import Redis

from frontdesk.entrypoints import worker as worker_process
from frontdesk.entrypoints.settings import Settings, read_settings
from frontdesk.entrypoints.web import WebProcess
from frontdesk.infra.ingest import keys
from tests.front_door import Door, InProcessServer, Member, Site, Visitor
from tests.http_client import http_client
from tests.patience import PATIENCE_SECONDS
from tests.unsignalled import UnsignalledServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

PUBLIC_URL = "http://frontdesk.test"
SITE_ORIGIN = "https://shop.example"
START_SECONDS = 60.0
_POLL_SECONDS = 0.01


async def until(
    condition: Callable[[], object | Awaitable[object]], at_most_seconds: float = PATIENCE_SECONDS
) -> None:
    """Wait for something to become true, and fail the test if it does not in time."""
    async with asyncio.timeout(at_most_seconds):
        while True:
            answer = condition()
            if await answer if isawaitable(answer) else answer:
                return
            await asyncio.sleep(_POLL_SECONDS)


@dataclass
class Web:
    """A web process living in the tests' own process."""

    url: str
    process: WebProcess
    server: uvicorn.Server
    task: asyncio.Task[None]

    async def stop(self) -> None:
        self.server.should_exit = True
        await self.task


@dataclass
class Worker:
    """A worker living in the tests' own process."""

    stopping: asyncio.Event
    task: asyncio.Task[None]

    async def stop(self) -> None:
        self.stopping.set()
        await self.task


@dataclass
class Child:
    """A real process of ours, to be treated badly."""

    process: subprocess.Popen[bytes]
    output: Path
    url: str = ""

    @property
    def is_dead(self) -> bool:
        return self.process.poll() is not None

    @property
    def is_frozen(self) -> bool:
        return not self.is_dead and (
            psutil.Process(self.process.pid).status() == psutil.STATUS_STOPPED
        )

    def says(self, text: str) -> bool:
        """Whether this stands in what it has logged so far."""
        return text in self.output.read_text(errors="replace")

    def send(self, number: signal.Signals) -> None:
        if not self.is_dead:
            self.process.send_signal(number)

    def kill(self) -> None:
        """As if the power had gone."""
        self.send(signal.SIGKILL)
        self.process.wait()


@dataclass
class Fleet:
    """Everything that runs in one test, on one PostgreSQL and one Redis."""

    environ: dict[str, str]
    settings: Settings
    database: asyncpg.Pool[asyncpg.Record]
    redis: Redis
    # Where the children's output goes.
    outputs: Path
    webs: list[Web] = field(default_factory=list)
    workers: list[Worker] = field(default_factory=list)
    children: list[Child] = field(default_factory=list)
    doors: list[Door] = field(default_factory=list)

    async def start_web(self) -> Web:
        port = socket.create_server(("127.0.0.1", 0))
        process = WebProcess(self.settings)
        server = _server(process)
        task = asyncio.create_task(server.serve(sockets=[port]))
        web = Web(f"http://127.0.0.1:{port.getsockname()[1]}", process, server, task)
        self.webs.append(web)
        await until(lambda: server.started or task.done(), START_SECONDS)
        return web

    async def start_worker(self) -> Worker:
        stopping = asyncio.Event()
        task = asyncio.create_task(worker_process.main(self.settings, stopping))
        started = Worker(stopping, task)
        self.workers.append(started)
        return started

    async def spawn_web(self, *, planted: str = "") -> Child:
        with socket.create_server(("127.0.0.1", 0)) as port:
            number = port.getsockname()[1]
        child = self._spawn(planted, "web", "--port", str(number))
        child.url = f"http://127.0.0.1:{number}"
        async with http_client() as http:
            await until(lambda: _answers(http, child), START_SECONDS)
        return child

    def spawn_lame_web(self, **environ: str) -> Child:
        """A web process that can't do its work."""
        return self._spawn("", "web", "--port", "0", **environ)

    async def spawn_worker(
        self, *, kill_at: str = "", freeze_at: str = "", planted: str = ""
    ) -> Child:
        before = await self._workers()
        points = {"FRONTDESK_KILL_AT": kill_at, "FRONTDESK_FREEZE_AT": freeze_at}
        child = self._spawn(planted, "worker", **points)

        async def has_begun() -> bool:
            return child.is_dead or not await self._workers() <= before

        await until(has_begun, START_SECONDS)
        return child

    def door(self, web: Web | Child) -> Door:
        """The way into one of the webs, with its projects and people."""
        # A real process has no insides for a test to reach into.
        inside = web.process if isinstance(web, Web) else cast("WebProcess", None)
        server = InProcessServer(web.url, inside, self.settings, self.database, self.redis)
        self.doors.append(Door(server))
        return self.doors[-1]

    async def value(self, sql: str, *values: object) -> Any:  # noqa: ANN401 - a column
        return await self.database.fetchval(sql, *values)

    async def is_drained(self) -> bool:
        """Whether nothing waits any more, neither in the streams nor in the outbox."""
        streams = [keys.stream(shard) for shard in range(self.settings.ingest_shards)]
        waiting = [await self.redis.xlen(name) for name in streams]
        return not any(waiting) and not await self.value("select count(*) from outbox")

    async def _workers(self) -> set[str]:
        return {str(one) for one in await self.redis.zrange(keys.WORKERS, 0, -1)}

    def _spawn(self, planted: str, *words: str, **more: str) -> Child:
        program = ["-m", "frontdesk.entrypoints.cli"]
        if planted:
            program = ["-c", f"from tests.races.plants import run_planted as r; r({planted!r})"]
        handle, output = mkstemp(dir=self.outputs)
        process = subprocess.Popen(
            [sys.executable, *program, *words],
            env={**os.environ, **self.environ, **more},
            stdout=handle,
            stderr=subprocess.STDOUT,
        )
        os.close(handle)
        self.children.append(Child(process, Path(output)))
        return self.children[-1]

    async def close(self) -> None:
        for child in self.children:
            child.kill()
        for door in self.doors:
            await door.close()
        for web in self.webs:
            await web.stop()
        for worker in self.workers:
            await worker.stop()


@asynccontextmanager
async def open_fleet(database_url: str, redis_url: str, **environ: str) -> AsyncIterator[Fleet]:
    """Prepare a fleet in which nothing runs yet; stop whatever runs in it at the end."""
    told = {
        "DATABASE_URL": database_url,
        "REDIS_URL": redis_url,
        "SECRET_KEY": "a secret of the tests, long enough to be one",
        "PUBLIC_URL": PUBLIC_URL,
        "CONNECTIONS_PER_ADDRESS": "0",
        "NEW_MESSAGES_PER_ADDRESS": "0",
        "NEW_MESSAGES_PER_PROJECT": "0",
        "BLOCKED_ADDRESS_MINUTES": "0",
        "INGEST_SHARDS": "4",
        **environ,
    }
    redis = Redis.from_url(redis_url)
    async with asyncpg.create_pool(database_url, min_size=0, max_size=4) as database:
        with TemporaryDirectory() as outputs:
            fleet = Fleet(told, read_settings(told), database, redis, Path(outputs))
            try:
                yield fleet
            finally:
                await fleet.close()
                await redis.aclose()


async def connect_visitor(url: str, site: Site, uid: str, token: str | None = None) -> Visitor:
    """Open and identify a visitor's tab at this web process."""
    visitor = Visitor(url, site.id, uid)
    visitor.token = token
    await visitor.connect(SITE_ORIGIN)
    ack = await visitor.identify()
    assert ack["ok"], ack
    return visitor


async def connect_member(url: str, member: Member, site: Site, **more: object) -> Any:  # noqa: ANN401 - an ack
    """Open a member's dashboard at this web process and enter the project's room."""
    await member.open(url, {"Origin": PUBLIC_URL, "Cookie": member.cookie})
    return await member.joins(site.id, **more)


async def _answers(http: httpx.AsyncClient, child: Child) -> bool:
    assert not child.is_dead, "the process ended before it answered"
    try:
        return (await http.get(f"{child.url}/health/ready")).is_success
    except httpx.TransportError:
        return False


def _server(process: WebProcess) -> UnsignalledServer:
    return UnsignalledServer(
        process.app,
        process.settings.serving,
        process.max_connections,
        timeout_graceful_shutdown=1,
    )
