"""Visitors nobody has answered share a limit: per address and per project, not per made-up id."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from tests.front_door import Door, Site, Visitor, open_server
from tests.servers import Servers

TO_NEW_VISITORS = "too_many_newcomers"


@asynccontextmanager
async def demo_with(servers: Servers, **limits: str) -> AsyncIterator[tuple[Door, Site]]:
    """Open a Demo whose visitors come through a proxy, which says where from."""
    async with open_server(servers, TRUSTED_PROXIES="127.0.0.1", **limits) as server:
        door = Door(server)
        try:
            yield door, await door.project("Demo")
        finally:
            await door.close()


async def comes(door: Door, site: Site, uid: str, address: str) -> Visitor:
    visitor = Visitor(door.server.url, site.id, uid)
    door.bring(visitor)
    origin = {"Origin": door.server.url, "X-Forwarded-For": address}
    await visitor.open(f"{door.server.url}?projectId={site.id}", origin)
    assert (await visitor.identify())["ok"]
    return visitor


async def says(visitor: Visitor, content: str) -> str:
    """Send a message; return "ok", or why not."""
    ack: dict[str, Any] = await visitor.ask("sendMessage", {"content": content, "tempId": content})
    return "ok" if ack["ok"] else ack["error"]["reason"]


async def test_one_address_cannot_write_on_with_ever_new_ids(server_programs: Servers) -> None:
    async with demo_with(server_programs, NEW_MESSAGES_PER_ADDRESS="3") as (door, demo):
        heard = [
            await says(await comes(door, demo, f"eve-{n}", f"2001:db8::{n}"), f"Spam {n}")
            for n in range(1, 6)
        ]
        neighbour = await comes(door, demo, "ada", "2001:db8:0:1::1")

        assert heard == ["ok", "ok", "ok", TO_NEW_VISITORS, TO_NEW_VISITORS]
        assert await says(neighbour, "Hello?") == "ok"


async def test_a_project_is_not_filled_from_many_addresses(server_programs: Servers) -> None:
    async with demo_with(server_programs, NEW_MESSAGES_PER_PROJECT="3") as (door, demo):
        heard = [
            await says(await comes(door, demo, f"eve-{n}", f"192.0.2.{n}"), f"Spam {n}")
            for n in range(1, 6)
        ]
        elsewhere = await comes(door, await door.project("Other"), "ada", "192.0.2.9")

        assert heard == ["ok", "ok", "ok", TO_NEW_VISITORS, TO_NEW_VISITORS]
        assert await says(elsewhere, "Hello?") == "ok"


async def test_who_was_answered_writes_on_while_others_are_held_back(
    server_programs: Servers,
) -> None:
    async with demo_with(server_programs, NEW_MESSAGES_PER_ADDRESS="2") as (door, demo):
        ada = await comes(door, demo, "ada", "192.0.2.1")
        grace = await door.member(demo, "Grace")
        message = await ada.writes("Hello?")
        reply = {"text": "Hello!", "tempId": "r1"}
        answer = await grace.http.post(demo.thread(message["conversationId"]), json=reply)
        assert answer.is_success
        await ada.hears("agentReplied")

        eve = await comes(door, demo, "eve", "192.0.2.1")
        held_back = [await says(eve, "Spam 1"), await says(eve, "Spam 2")]

        assert held_back == ["ok", TO_NEW_VISITORS]
        assert await says(ada, "I am still here") == "ok"
        assert (await ada.identify())["ok"]
        assert await says(ada, "After I came back") == "ok"


async def test_a_resend_of_what_is_stored_is_not_refused(server_programs: Servers) -> None:
    async with demo_with(server_programs, NEW_MESSAGES_PER_ADDRESS="1") as (door, demo):
        ada = await comes(door, demo, "ada", "198.51.100.1")
        assert await says(ada, "Hello?") == "ok"
        redis = door.server.redis
        keys = [key async for key in redis.scan_iter("fd:window:newcomers:*")]
        await redis.delete(*keys)
        eve = await comes(door, demo, "eve", "198.51.100.1")
        assert await says(eve, "Spam") == "ok"

        assert await says(ada, "Hello?") == "ok"
        assert await says(ada, "Anybody?") == TO_NEW_VISITORS


async def test_a_block_covers_the_address_for_those_nobody_has_answered(
    server_programs: Servers,
) -> None:
    async with demo_with(server_programs, BLOCKED_ADDRESS_MINUTES="60") as (door, demo):
        grace = await door.member(demo, "Grace")
        ada = await comes(door, demo, "ada", "2001:db8:7::1")
        question = await ada.writes("Hello?")
        reply = {"text": "Hello!", "tempId": "r1"}
        await grace.http.post(demo.thread(question["conversationId"]), json=reply)
        await ada.hears("agentReplied")
        spam = await (await comes(door, demo, "eve", "2001:db8:7::2")).writes("Buy this")
        block = f"/projects/{demo.id}/inbox/visitors/{spam['visitorId']}/block"

        assert (await grace.http.post(block, json={})).status_code == 200

        eve_again = await comes(door, demo, "eve-2", "2001:db8:7::3")
        stranger = await comes(door, demo, "bob", "2001:db8:8::1")
        elsewhere = await comes(door, await door.project("Other"), "eve", "2001:db8:7::2")
        assert await says(eve_again, "Buy this, too") == "chat_closed"
        assert await says(ada, "Thanks") == "ok"
        assert await says(stranger, "Hello?") == "ok"
        assert await says(elsewhere, "Hello?") == "ok"
        assert (await grace.http.delete(block)).status_code == 200
        assert await says(eve_again, "I am sorry") == "ok"
