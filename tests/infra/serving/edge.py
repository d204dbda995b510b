"""A web process' edge with a small application behind it, and raw connections to it."""

from __future__ import annotations

import asyncio
import socket
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import uvicorn

from frontdesk.infra.serving import ServingLimits
from tests.fleet import until
from tests.patience import PATIENCE_SECONDS
from tests.unsignalled import UnsignalledServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

LARGE_BYTES = 32 * 1024 * 1024
# So much time that only a test that waits for nothing to happen would notice it.
LONG = 3_600.0


class Line:
    """A connection on which a test says exactly what it likes."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    def say(self, text: bytes) -> None:
        self.writer.write(text)

    async def hears(self, text: bytes) -> bytes:
        """Read up to this, and return all of it."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            return await self.reader.readuntil(text)

    async def hears_the_end(self) -> bytes:
        """Read until the server closes, and return what it said before."""
        heard = b""
        async with asyncio.timeout(PATIENCE_SECONDS):
            try:
                while piece := await self.reader.read(65_536):
                    heard += piece
            except ConnectionResetError:
                pass
        return heard

    async def drips(self, piece: bytes) -> bytes:
        """Say the same little thing until the server ends it; return what it said at the end."""
        end = asyncio.ensure_future(self.hears_the_end())
        while not end.done():
            self.say(piece)
            await asyncio.wait([end], timeout=0.01)
        return end.result()


@dataclass
class Edge:
    """A running server, what its application was asked, and how many connections it has."""

    port: int
    server: uvicorn.Server
    asked: list[tuple[str, bytes]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    async def dial(self, source: str = "127.0.0.1") -> Line:
        reader, writer = await asyncio.open_connection(
            "127.0.0.1", self.port, local_addr=(source, 0), limit=LARGE_BYTES
        )
        self.lines.append(Line(reader, writer))
        return self.lines[-1]

    async def until_connections(self, number: int) -> None:
        await until(lambda: len(self.server.server_state.connections) == number)

    async def answer(self, scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401 - ASGI
        if scope["type"] != "http":
            return
        body = b""
        if scope["path"] != "/unread":
            while True:
                message = await receive()
                body += message.get("body", b"")
                if message["type"] == "http.disconnect":
                    return
                if not message["more_body"]:
                    break
        self.asked.append((scope["path"], body))
        content = b"x" * LARGE_BYTES if scope["path"] == "/large" else b"answered"
        headers = [(b"content-length", str(len(content)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": content})


@asynccontextmanager
async def edge(places: int = 1_000, **limits: Any) -> AsyncIterator[Edge]:  # noqa: ANN401 - of any type
    """Serve with these limits until the block ends."""
    listener = socket.create_server(("127.0.0.1", 0))
    given = ServingLimits(
        **{"head_seconds": LONG, "body_seconds": LONG, "idle_seconds": LONG, **limits}
    )
    found: list[Edge] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401 - ASGI
        await found[0].answer(scope, receive, send)

    server = UnsignalledServer(app, given, places, timeout_graceful_shutdown=1, lifespan="off")
    found.append(Edge(listener.getsockname()[1], server))
    task = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        await until(lambda: server.started)
        yield found[0]
    finally:
        for line in found[0].lines:
            line.writer.transport.abort()
        server.should_exit = True
        await task
