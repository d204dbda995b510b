"""Websockets beside a polling connection: one at a time, for a while, and not longer than it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.front_door import InProcessServer, Site
from tests.http_client import http_client
from tests.patience import PATIENCE_SECONDS


@asynccontextmanager
async def polling(
    server: InProcessServer, site: Site
) -> AsyncIterator[tuple[httpx.AsyncClient, str]]:
    origin = {"Origin": server.url}
    async with http_client(base_url=server.url, headers=origin, timeout=PATIENCE_SECONDS) as http:
        query = {"EIO": "4", "transport": "polling", "projectId": str(site.id)}
        opened = await http.get("/socket.io/", params=query)
        sid = opened.text.split('"sid":"', 1)[1].split('"', 1)[0]
        await http.post("/socket.io/", params={**query, "sid": sid}, content="40")
        yield http, sid


def offer(server: InProcessServer, site: Site, sid: str) -> connect:
    address = server.url.replace("http", "ws", 1)
    query = f"EIO=4&transport=websocket&projectId={site.id}&sid={sid}"
    return connect(f"{address}/socket.io/?{query}", origin=server.url, compression=None)  # type: ignore[arg-type]


async def test_a_second_offer_is_refused_while_the_first_is_under_way(
    server: InProcessServer, demo: Site
) -> None:
    async with polling(server, demo) as (_, sid), offer(server, demo, sid) as first:
        await first.send("2probe")
        assert await first.recv() == "3probe"

        with pytest.raises(InvalidStatus):
            async with offer(server, demo, sid):
                pass

        await first.send("5")
        await first.send('421["visitorIsTyping",{"isTyping":true}]')
        assert "unauthorized" in await heard(first, "431")


async def test_who_offers_and_says_nothing_is_closed(
    server: InProcessServer, demo: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("frontdesk.infra.sockets.engine_socket.UPGRADE_SECONDS", 0.2)

    async with polling(server, demo) as (_, sid), offer(server, demo, sid) as idle:
        await until_closed(idle)


async def test_an_offer_ends_with_its_connection(server: InProcessServer, demo: Site) -> None:
    async with polling(server, demo) as (http, sid), offer(server, demo, sid) as idle:
        await idle.send("2probe")
        assert await idle.recv() == "3probe"

        query = {"EIO": "4", "transport": "polling", "projectId": str(demo.id), "sid": sid}
        await http.post("/socket.io/", params=query, content="1")

        await until_closed(idle)


async def heard(line: ClientConnection, start: str) -> str:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not (text := str(await line.recv())).startswith(start):
            pass
    return text


async def until_closed(line: ClientConnection) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        try:
            while True:
                await line.recv()
        except ConnectionClosed:
            return
