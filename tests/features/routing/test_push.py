"""Push mode: a chat is assigned at once to the agent with the least load."""

from __future__ import annotations

import asyncio
from typing import Any

from frontdesk.features.routing import jobs
from tests.features.routing.people import history, is_here, replies, shows, waits
from tests.fleet import until
from tests.front_door import Door, Member, Site


async def has_agent(member: Member, site: Site, chat: int) -> int:
    """Wait until somebody has a chat; say who."""
    seen: list[Any] = []

    async def is_held() -> bool:
        seen.append((await shows(member, site, chat))["assigneeId"])
        return seen[-1] is not None

    await until(is_held)
    return int(seen[-1])


async def test_chats_go_to_the_least_loaded_at_once(door: Door) -> None:
    site = await door.project(routing_mode="push")
    henry, alan = await door.member(site, "Henry"), await door.member(site, "Alan")
    await is_here(door, site, henry, alan)

    chats = [await waits(door, site, f"visitor-{number}") for number in range(4)]
    held_by = [await has_agent(henry, site, chat) for chat in chats]

    assert sorted(held_by) == sorted([henry.id, alan.id] * 2)
    assert (await history(henry, site, chats[0]))[0][1] == "pushed"


async def test_who_comes_back_or_has_room_again_is_given_what_waits(door: Door) -> None:
    site = await door.project(routing_mode="push", agent_capacity=1)
    henry = await door.member(site, "Henry")
    first, second = await waits(door, site, "ada"), await waits(door, site, "eve")
    await jobs.push_everywhere(door.server.web.database)
    nobody = (await shows(henry, site, first))["assigneeId"]

    await is_here(door, site, henry)
    await has_agent(henry, site, first)
    still = (await shows(henry, site, second))["assigneeId"]
    await replies(henry, site, first)

    assert (nobody, still) == (None, None)
    assert await has_agent(henry, site, second) == henry.id


async def test_who_lost_a_chat_gets_it_again_only_when_nobody_else_can(door: Door) -> None:
    site = await door.project(routing_mode="push")
    henry, alan = await door.member(site, "Henry"), await door.member(site, "Alan")
    await is_here(door, site, henry)
    chat = await waits(door, site, "ada")
    await has_agent(henry, site, chat)
    await is_here(door, site, alan)

    await henry.http.post(site.conversation(chat, "/release"))

    async def is_alans() -> bool:
        return bool((await shows(henry, site, chat))["assigneeId"] == alan.id)

    await until(is_alans)


async def test_any_number_of_workers_give_each_chat_once_and_nobody_too_many(door: Door) -> None:
    site = await door.project(routing_mode="queue", agent_capacity=2)
    olivia = await door.member(site, "Olivia", "manager")
    agents = [await door.member(site, f"Agent {number}") for number in range(3)]
    chats = [await waits(door, site, f"visitor-{number}") for number in range(8)]
    await is_here(door, site, *agents)
    await door.value("update projects set routing_mode = 'push' where id = $1", site.id)

    await asyncio.gather(*(jobs.push_everywhere(door.server.web.database) for _ in range(5)))

    held = [(await shows(olivia, site, chat))["assigneeId"] for chat in chats]
    assert sorted(one for one in held if one) == sorted(one.id for one in agents for _ in "ab")
    assert held[6:] == [None, None]
    told = [await history(olivia, site, chat) for chat in chats]
    assert [len(one) for one in told] == [1] * 6 + [0] * 2
