"""One address opens so many connections and no more, and gets its places back."""

import asyncio

import socketio

from tests.front_door import open_server
from tests.patience import PATIENCE_SECONDS
from tests.servers import Servers


async def test_an_address_has_so_many_connections_and_gets_them_back(
    server_programs: Servers,
) -> None:
    async with open_server(server_programs, CONNECTIONS_PER_ADDRESS="2") as server:
        project_id = await server.database.fetchval(
            "insert into projects (name, persona_name) values ('Demo', 'Demo') returning id"
        )
        address = f"{server.url}?projectId={project_id}"
        first, second = await connected(address, server.url), await connected(address, server.url)

        refused = await connected(address, server.url)
        # A made-up header does not make it another address: no proxy is trusted here.
        spoofed = await connected(address, server.url, {"X-Forwarded-For": "203.0.113.9"})
        assert first is not None
        assert second is not None
        assert (refused, spoofed) == (None, None)

        await first.disconnect()
        async with asyncio.timeout(PATIENCE_SECONDS):
            while (again := await connected(address, server.url)) is None:
                pass

        await again.disconnect()
        await second.disconnect()


async def connected(
    address: str, origin: str, more: dict[str, str] | None = None
) -> socketio.AsyncClient | None:
    client = socketio.AsyncClient(reconnection=False)
    try:
        headers = {"Origin": origin, **(more or {})}
        await client.connect(address, headers=headers, transports=["websocket"])
    except socketio.exceptions.ConnectionError:
        await client.disconnect()
        return None
    return client
