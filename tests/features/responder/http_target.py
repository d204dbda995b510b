"""Another system that a workflow asks or tells, on a port of this machine."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Request:
    """One request."""

    line: str
    headers: dict[str, str]
    body: str


@dataclass
class ShopSystem:
    """What it heard, and how it answers: first the statuses listed, then always 200."""

    host: str = ""
    requests: list[Request] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    says: str = "shipped"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        line, *lines = head.strip().split("\r\n")
        headers = dict(one.lower().split(": ", 1) for one in lines)
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        self.requests.append(Request(line, headers, body.decode()))
        status = self.statuses.pop(0) if self.statuses else 200
        said = self.says.encode()
        writer.write(b"HTTP/1.1 %d X\r\nconnection: close\r\n" % status)
        writer.write(b"content-length: %d\r\n\r\n%b" % (len(said), said))
        writer.close()


@asynccontextmanager
async def shop_system() -> AsyncIterator[ShopSystem]:
    """Run one until the block ends."""
    shop = ShopSystem()
    server = await asyncio.start_server(shop.serve, "127.0.0.1", 0)
    shop.host = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield shop
    finally:
        server.close()
