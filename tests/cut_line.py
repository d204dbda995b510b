"""A line to a server that can be cut after any byte of its answers, as a dying server does."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit, urlunsplit

_CHUNK = 65_536
_NEVER = 1 << 40


@dataclass
class CutLine:
    """Passes bytes on, until it has passed as many answers as it may."""

    url: str
    host: str
    port: int
    passed: int = 0
    was_cut: asyncio.Event = field(default_factory=asyncio.Event)
    _left: int = _NEVER
    _is_reset: bool = False

    def cut_after(self, answered_bytes: int, *, is_reset: bool) -> None:
        """Cut every line from now on after so many bytes of answers, once in all."""
        self._left, self._is_reset = answered_bytes, is_reset
        self.was_cut.clear()

    def mend(self) -> None:
        """Let everything pass again."""
        self._left = _NEVER

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        up_reader, up_writer = await asyncio.open_connection(self.host, self.port)
        ephemeral = [
            asyncio.create_task(_pass(reader, up_writer)),
            asyncio.create_task(self._answer(up_reader, writer)),
        ]
        await asyncio.wait(ephemeral, return_when=asyncio.FIRST_COMPLETED)
        for one in ephemeral:
            one.cancel()
        up_writer.transport.abort()
        if self._is_reset:
            writer.transport.abort()
        writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            while self._left and (data := await reader.read(_CHUNK)):
                told = data[: self._left]
                self._left -= len(told)
                self.passed += len(told)
                writer.write(told)
                await writer.drain()
        if not self._left:
            self.was_cut.set()


@asynccontextmanager
async def open_cut_line(url: str) -> AsyncIterator[CutLine]:
    """Stand before the server of `url`; the line's own `url` leads through it."""
    parts = urlsplit(url)
    assert parts.hostname is not None
    assert parts.port is not None
    line = CutLine("", parts.hostname, parts.port)
    server = await asyncio.start_server(line.serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    credentials, _, _ = parts.netloc.rpartition("@")
    prefix = f"{credentials}@" if credentials else ""
    line.url = urlunsplit(parts._replace(netloc=f"{prefix}127.0.0.1:{port}"))
    try:
        yield line
    finally:
        server.close()


async def _pass(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        while data := await reader.read(_CHUNK):
            writer.write(data)
            await writer.drain()
