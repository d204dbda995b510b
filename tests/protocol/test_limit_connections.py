"""One address opens so many connections and no more, and gets its places back."""

import asyncio

import socketio

from tests.front_door import open_house
from tests.patience import PATIENCE_SECONDS
from tests.servers import Servers


async def test_an_address_has_so_many_connections_and_gets_them_back(
    house_servers: Servers,
) -> None:
    async with open_house(house_servers, CONNECTIONS_PER_ADDRESS="2") as house:
        project_id = await house.database.fetchval(
            "insert into projects (name, persona_name) values ('Demo', 'Demo') returning id"
        )
        address = f"{house.url}?projectId={project_id}"
        first, second = await connected(address, house.url), await connected(address, house.url)

        refused = await connected(address, house.url)
        # A made-up header does not make it another address: no proxy is trusted here.
        spoofed = await connected(address, house.url, {"X-Forwarded-For": "203.0.113.9"})
        assert first is not None
        assert second is not None
        assert (refused, spoofed) == (None, None)

        await first.disconnect()
        async with asyncio.timeout(PATIENCE_SECONDS):
            while (again := await connected(address, house.url)) is None:
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
