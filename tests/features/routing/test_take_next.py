"""The next chat: whose turn it is, for whom, and when there is none."""

from __future__ import annotations

import asyncio

import pytest

from tests.features.routing.people import (
    history,
    is_here,
    replies,
    shows,
    takes_next,
    waits,
)
from tests.front_door import Door, Member, Site


async def test_the_first_to_come_is_the_first_to_be_served(
    door: Door, demo: Site, grace: Member
) -> None:
    chats = [await waits(door, demo, uid) for uid in ("ada", "eve", "ivy")]

    served = [(await takes_next(grace, demo)).json()["id"] for _ in chats]

    assert served == chats
    assert (await takes_next(grace, demo)).status_code == 204


async def test_what_is_urgent_comes_first(door: Door, demo: Site, grace: Member) -> None:
    first, second, third = [await waits(door, demo, uid) for uid in ("ada", "eve", "ivy")]
    await grace.http.patch(demo.conversation(third), json={"priority": "urgent"})
    await grace.http.patch(demo.conversation(first), json={"priority": "low"})

    served = [(await takes_next(grace, demo)).json()["id"] for _ in range(3)]

    assert served == [third, second, first]


async def test_a_chat_taken_is_assigned_and_remembered_as_taken(
    door: Door, demo: Site, grace: Member
) -> None:
    chat = await waits(door, demo, "ada")

    answer = await takes_next(grace, demo)

    taken = answer.json()
    assert answer.status_code == 200
    assert (taken["chatState"], taken["assigneeId"]) == ("assigned", grace.id)
    assert answer.headers["etag"] == f'"{taken["version"]}"'
    assert await history(grace, demo, chat) == [(grace.id, "next", None)]


async def test_nobody_takes_more_than_capacity_allows(door: Door) -> None:
    site = await door.project(agent_capacity=2)
    henry = await door.member(site, "Henry")
    for uid in ("ada", "eve", "ivy"):
        await waits(door, site, uid)

    answers = await asyncio.gather(*(takes_next(henry, site) for _ in range(6)))

    statuses = sorted(one.status_code for one in answers)
    assert statuses == [200, 200, 409, 409, 409, 409]
    refusal = next(one for one in answers if one.status_code == 409).json()["error"]
    assert refusal["code"] == "conflict"


async def test_an_answered_chat_leaves_room_for_the_next(door: Door) -> None:
    site = await door.project(agent_capacity=1, routing_mode="sticky")
    henry = await door.member(site, "Henry")
    first, second = await waits(door, site, "ada"), await waits(door, site, "eve")
    await takes_next(henry, site)

    refused = await takes_next(henry, site)
    await replies(henry, site, first)
    taken = await takes_next(henry, site)

    assert refused.status_code == 409
    assert taken.json()["id"] == second


@pytest.mark.parametrize(
    ("alan_is", "served"), [("available", 204), ("away", 200)], ids=["two", "alone"]
)
async def test_in_queue_mode_another_agent_is_preferred_next_time(
    door: Door, alan_is: str, served: int
) -> None:
    site = await door.project(routing_mode="queue")
    henry, alan = await door.member(site, "Henry"), await door.member(site, "Alan")
    await is_here(door, site, alan, state=alan_is)
    ada = await door.visitor(site, "ada")
    chat = (await ada.writes("Hello?"))["conversationId"]
    await takes_next(henry, site)
    await replies(henry, site, chat)
    await ada.writes("And then?")

    answer = await takes_next(henry, site)

    assert answer.status_code == served
    assert {answer.status_code, (await takes_next(alan, site)).status_code} == {200, 204}


async def test_in_sticky_mode_their_own_visitor_comes_back_to_an_agent_first(door: Door) -> None:
    site = await door.project(routing_mode="sticky")
    henry, alan = await door.member(site, "Henry"), await door.member(site, "Alan")
    ada = await door.visitor(site, "ada")
    chat = (await ada.writes("Hello?"))["conversationId"]
    await takes_next(henry, site)
    await replies(henry, site, chat)
    await is_here(door, site, henry, state="away")
    other = await waits(door, site, "eve")
    await ada.writes("Are you there?")
    await is_here(door, site, henry, alan)

    served = [(await takes_next(henry, site)).json()["id"] for _ in range(2)]

    assert (await shows(henry, site, chat))["lastAssigneeId"] == henry.id
    assert served == [chat, other]


async def test_a_chat_the_responder_handles_is_not_in_the_queue(
    door: Door, demo: Site, grace: Member
) -> None:
    chat = await waits(door, demo, "ada")
    await door.value("update conversations set queued_at = null where id = $1", chat)

    answer = await takes_next(grace, demo)

    assert answer.status_code == 204


@pytest.mark.parametrize("body", ['{"a": 1}', "[]", '"x"', "{", "5"])
async def test_a_body_that_is_none_is_refused(demo: Site, grace: Member, body: str) -> None:
    answer = await grace.http.post(
        f"/projects/{demo.id}/queue/next",
        content=body,
        headers={"Content-Type": "application/json"},
    )

    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "invalid")


async def test_no_body_at_all_will_do(demo: Site, grace: Member) -> None:
    answer = await grace.http.post(f"/projects/{demo.id}/queue/next")

    assert answer.status_code == 204
