"""A raw connection: it says what it likes, and reads only when it is asked to."""

from __future__ import annotations

import asyncio
import itertools
import json
import socket
from collections import Counter
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bench.websocket import upgrade_request

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

FIN, TEXT, PING, CONTINUED = 0x80, 0x1, 0x9, 0x0
# How long a client tries to connect, and waits before it does so again: these clients want to
# hold what they get. Thousands of new connections a second are for a firewall or a proxy.
DIAL_SECONDS, AGAIN_SECONDS = 10.0, 1.0
_MAX_ANSWER_BYTES = 1024 * 1024
_numbers = itertools.count(1)


@dataclass
class Target:
    """What is attacked, where this client comes from, and how much it has done."""

    url: str
    project_id: int
    source: str
    # A visitor of the project who was blocked.
    blocked_uid: str
    blocked_token: str
    done: Counter[str] = field(default_factory=Counter)

    def count(self, row: str, times: int = 1) -> None:
        self.done[row] += times

    @property
    def host(self) -> str:
        return urlsplit(self.url).netloc


class Line:
    """A connection that does not mind being refused."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    async def say(self, text: bytes) -> None:
        """Send, as fast as the other side takes it."""
        self.writer.write(text)
        await self.writer.drain()

    async def packet(self, text: str) -> None:
        """Send a text frame."""
        await self.say(frame(FIN | TEXT, text.encode()))

    async def event(self, name: str, payload: object) -> None:
        """Send an event that is to be acknowledged."""
        await self.packet(f"42{next(_numbers)}{json.dumps([name, payload], ensure_ascii=False)}")

    async def hears(self, text: bytes) -> bytes:
        """Read up to this, and return all of it."""
        async with asyncio.timeout(DIAL_SECONDS):
            return await self.reader.readuntil(text)

    def stops_reading(self) -> None:
        """Read no more, and let the system take as little as it can for us."""
        connection = self.writer.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        self.writer.transport.pause_reading()  # type: ignore[attr-defined]  # a transport that reads

    async def reads_on(self) -> None:
        """Throw away what comes, for ever."""
        while await self.reader.read(65_536):
            pass
        raise ConnectionResetError


def frame(first: int, body: bytes) -> bytes:
    """Write a frame, masked with zeros."""
    if len(body) < 126:
        return bytes((first, 0x80 | len(body))) + bytes(4) + body
    return bytes((first, 0x80 | 126)) + len(body).to_bytes(2) + bytes(4) + body


@asynccontextmanager
async def dialled(target: Target) -> AsyncIterator[Line]:
    """Open a connection from the attacker's own address."""
    where = urlsplit(target.url)
    async with asyncio.timeout(DIAL_SECONDS):
        reader, writer = await asyncio.open_connection(
            where.hostname, where.port, local_addr=(target.source, 0), limit=_MAX_ANSWER_BYTES
        )
    try:
        yield Line(reader, writer)
    finally:
        with suppress(RuntimeError):
            writer.transport.abort()


@asynccontextmanager
async def websocket(
    target: Target, headers: dict[str, str] | None = None, **query: str
) -> AsyncIterator[Line]:
    """Open a websocket of a visitor who has said nothing yet."""
    async with dialled(target) as line:
        asked = {"projectId": str(target.project_id), **query}
        await line.say(upgrade_request(target.url, asked, headers or {}))
        await line.hears(b"\r\n\r\n")
        yield line


async def identify(line: Line, target: Target, uid: str, token: str | None = None) -> None:
    """Connect to Socket.IO and say who it is; what is answered is read, whatever it is."""
    said: dict[str, Any] = {"projectId": target.project_id, "visitorUid": uid}
    await line.packet("40")
    await line.packet(
        f"420{json.dumps(['identify', said | ({'visitorToken': token} if token else {})])}"
    )
    await line.hears(b"430[")
