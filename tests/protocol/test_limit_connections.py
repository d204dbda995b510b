"""One address opens so many connections and no more, and gets its places back."""

import asyncio

import pytest
import socketio

from tests.front_door import Door, Member, Site, open_server
from tests.http_client import http_client
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


async def test_a_household_with_ipv6_counts_as_one_address(server_programs: Servers) -> None:
    limits = {"CONNECTIONS_PER_ADDRESS": "2", "TRUSTED_PROXIES": "127.0.0.1"}
    async with open_server(server_programs, **limits) as server:
        project_id = await server.database.fetchval(
            "insert into projects (name, persona_name) values ('Demo', 'Demo') returning id"
        )
        address = f"{server.url}?projectId={project_id}"

        found = [
            await connected(address, server.url, {"X-Forwarded-For": one})
            for one in ("2001:db8::1", "2001:db8::2", "2001:db8::3", "2001:db8:0:1::1")
        ]

        assert [one is not None for one in found] == [True, True, False, True]
        for one in found:
            if one is not None:
                await one.disconnect()


async def test_a_full_process_turns_further_connections_away(server_programs: Servers) -> None:
    async with open_server(server_programs, MAX_CONNECTIONS="3") as server:
        project_id = await server.database.fetchval(
            "insert into projects (name, persona_name) values ('Demo', 'Demo') returning id"
        )
        query = {"EIO": "4", "transport": "polling", "projectId": str(project_id)}

        async with http_client(base_url=server.url, timeout=PATIENCE_SECONDS) as http:
            opened = [
                await http.get("/socket.io/", params=query, headers={"Origin": server.url})
                for _ in range(4)
            ]

        assert [one.status_code for one in opened] == [200, 200, 200, 401]
        assert "too_many_connections_in_all" in opened[3].text


async def test_a_visitor_who_never_identifies_is_disconnected_and_nobody_else(
    door: Door, demo: Site, grace: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("frontdesk.infra.sockets.server.IDENTIFY_SECONDS", 2)
    ada = await door.visitor(demo, "ada")
    await grace.joins(demo.id)

    silent = await door.tab(demo, "eve")

    await silent.ends()
    assert (await ada.identify())["ok"]
    assert not grace.is_closed.is_set()


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
