"""A TCP proxy before a server, which can swallow an answer as a failing network does."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit, urlunsplit

_CHUNK = 65_536


@dataclass
class Proxy:
    """Passes bytes on; `swallow_answer_to` names a request whose answer gets lost."""

    url: str
    host: str
    port: int
    swallow_answer_to: bytes | None = None
    swallowed: int = 0
    _pipes: set[asyncio.Task[None]] = field(default_factory=set)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        up_reader, up_writer = await asyncio.open_connection(self.host, self.port)
        line = _Line(self, writer, up_writer)
        pipes = [
            asyncio.create_task(line.pass_requests(reader)),
            asyncio.create_task(line.pass_answers(up_reader)),
        ]
        self._pipes.update(pipes)
        await asyncio.wait(pipes, return_when=asyncio.FIRST_COMPLETED)
        for pipe in pipes:
            pipe.cancel()
        writer.close()
        up_writer.close()

    async def close(self) -> None:
        for pipe in self._pipes:
            pipe.cancel()
        await asyncio.gather(*self._pipes, return_exceptions=True)


@dataclass
class _Line:
    proxy: Proxy
    client: asyncio.StreamWriter
    server: asyncio.StreamWriter
    is_swallowing: bool = False

    async def pass_requests(self, reader: asyncio.StreamReader) -> None:
        with suppress(ConnectionError):
            while data := await reader.read(_CHUNK):
                wanted = self.proxy.swallow_answer_to
                if wanted is not None and wanted in data:
                    self.proxy.swallow_answer_to = None
                    self.is_swallowing = True
                self.server.write(data)
                await self.server.drain()

    async def pass_answers(self, reader: asyncio.StreamReader) -> None:
        with suppress(ConnectionError):
            while data := await reader.read(_CHUNK):
                if self.is_swallowing:
                    # The server has done it; the client sees a dead connection.
                    self.proxy.swallowed += 1
                    return
                self.client.write(data)
                await self.client.drain()


@asynccontextmanager
async def open_proxy(url: str) -> AsyncIterator[Proxy]:
    """Stand before the server of `url`; the proxy's own `url` leads through it."""
    parts = urlsplit(url)
    assert parts.hostname is not None
    assert parts.port is not None
    proxy = Proxy("", parts.hostname, parts.port)
    server = await asyncio.start_server(proxy.serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    credentials = parts.netloc.rpartition("@")[0]
    prefix = f"{credentials}@" if credentials else ""
    proxy.url = urlunsplit(parts._replace(netloc=f"{prefix}127.0.0.1:{port}"))
    try:
        yield proxy
    finally:
        server.close()
        await proxy.close()
