"""A web process and a worker on real servers, behind a real port."""

from __future__ import annotations

import asyncio
import socket
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import asyncpg
import uvicorn
from redis.asyncio import Redis

from frontdesk.entrypoints import worker
from frontdesk.entrypoints.settings import Settings, read_settings
from frontdesk.entrypoints.web import WebProcess
from tests.patience import PATIENCE_SECONDS
from tests.unsignalled import UnsignalledServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.servers import Servers


@dataclass
class InProcessServer:
    """What a test may know of the running server, beside its front door."""

    url: str
    web: WebProcess
    settings: Settings
    database: asyncpg.Pool[asyncpg.Record]
    redis: Redis


@asynccontextmanager
async def open_server(servers: Servers, **environ: str) -> AsyncIterator[InProcessServer]:
    """Run one web process and one worker until the block ends."""
    port = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{port.getsockname()[1]}"
    told = {
        "DATABASE_URL": servers.database_url,
        "REDIS_URL": servers.redis_url,
        "SECRET_KEY": "a secret of the tests, long enough to be one",
        "PUBLIC_URL": url,
        "CONNECTIONS_PER_ADDRESS": "0",
        "NEW_MESSAGES_PER_ADDRESS": "0",
        "NEW_MESSAGES_PER_PROJECT": "0",
        "BLOCKED_ADDRESS_MINUTES": "0",
        "INGEST_SHARDS": "4",
        "PRIVATE_HOSTS": "127.0.0.0/8",
    }
    settings = read_settings({**told, **environ})
    web = WebProcess(settings)
    server, stop = _server(web), asyncio.Event()
    running = [
        asyncio.create_task(server.serve(sockets=[port])),
        asyncio.create_task(worker.main(settings, stop)),
    ]
    redis = Redis.from_url(servers.redis_url)
    async with asyncpg.create_pool(servers.database_url, min_size=1, max_size=4) as database:
        await _until_started(server, running)
        try:
            yield InProcessServer(url, web, settings, database, redis)
        finally:
            stop.set()
            server.should_exit = True
            await asyncio.gather(*running)
            await redis.aclose()
            port.close()


def _server(web: WebProcess) -> UnsignalledServer:
    return UnsignalledServer(
        web.app, web.settings.serving, web.max_connections, timeout_graceful_shutdown=1
    )


async def _until_started(server: uvicorn.Server, running: list[asyncio.Task[Any]]) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not server.started:
            done, _ = await asyncio.wait(running, timeout=0.01)
            for task in done:
                task.result()
