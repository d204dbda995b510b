"""A client that asks and asks and never reads is heard no further than it reads."""

from __future__ import annotations

import asyncio
import base64
import json
import os
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tests.patience import PATIENCE_SECONDS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from tests.front_door import InProcessServer, Site, Visitor

LONG = "\U0001f600" * 5_000
ASKED = 150


async def test_history_that_is_asked_for_and_not_read_waits_once(
    server: InProcessServer, demo: Site, ada: Visitor
) -> None:
    for number in range(10):
        await ada.writes(LONG, f"long {number}")
    known = set(server.web.hub.sockets)

    async with deaf(server, demo, ada) as ask:
        for number in range(ASKED):
            await ask(f'42{number}["fetchMessages",{{"limit":200}}]')
        [asker] = [one for sid, one in server.web.hub.sockets.items() if sid not in known]
        await until(lambda: asker.wire.backlog_bytes > 0)
        # The others go on, and their answers show that time passes for the server, too.
        for _ in range(ASKED):
            assert (await ada.ask("messagesRead", {"upToSeq": 1}))["ok"]

        # Its next request is not even read: no bound has to end it.
        assert asker.wire.backlog_bytes < 2_000_000
        assert not asker.wire.closed


@asynccontextmanager
async def deaf(
    server: InProcessServer, site: Site, visitor: Visitor
) -> AsyncIterator[Callable[[str], asyncio.Future[None]]]:
    """Open a visitor's socket that reads its answers up to `identify`, and nothing more."""
    where = urlsplit(server.url)
    reader, writer = await asyncio.open_connection(where.hostname, where.port, limit=65_536)
    key = base64.b64encode(os.urandom(16)).decode()
    writer.write(
        f"GET /socket.io/?EIO=4&transport=websocket&projectId={site.id} HTTP/1.1\r\n"
        f"Host: {where.netloc}\r\nOrigin: {server.url}\r\nUpgrade: websocket\r\n"
        f"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n"
        "\r\n".encode()
    )
    await reader.readuntil(b"\r\n\r\n")

    def ask(text: str) -> asyncio.Future[None]:
        body = text.encode()
        length = (
            bytes([0x80 | len(body)])
            if len(body) < 126
            else bytes([0x80 | 126]) + len(body).to_bytes(2, "big")
        )
        writer.write(b"\x81" + length + bytes(4) + body)
        return asyncio.ensure_future(writer.drain())

    said = {
        "projectId": site.id,
        "visitorUid": visitor.uid,
        "visitorToken": visitor.token,
        "afterSeq": 10,
    }
    await ask("40")
    await ask(f'42999["identify",{json.dumps(said)}]')
    await reader.readuntil(b"43999[")
    try:
        yield ask
    finally:
        writer.transport.abort()


async def until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            if is_so():
                return
            await asyncio.sleep(0.01)
