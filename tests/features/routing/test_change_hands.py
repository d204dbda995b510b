"""Chats change hands by hand: claimed, released, reassigned, handed over."""

from __future__ import annotations

import httpx
import pytest

from tests.features.routing.people import (
    claims,
    history,
    is_here,
    releases,
    replies,
    seen_ago,
    shows,
    waits,
)
from tests.front_door import Door, Member, Site


async def assigns(member: Member, site: Site, chat: int, to: int, **more: object) -> httpx.Response:
    address = site.conversation(chat, "/assignments")
    return await member.http.post(address, json={"assigneeId": to, **more})


async def reassigns(
    member: Member, site: Site, chat: int, to: int, **more: object
) -> httpx.Response:
    address = site.conversation(chat, "/reassign")
    return await member.http.post(address, json={"assigneeId": to, **more})


async def test_who_comes_second_is_told_who_has_the_chat(
    door: Door, demo: Site, grace: Member, alan: Member
) -> None:
    chat = await waits(door, demo, "ada")
    await claims(grace, demo, chat)

    refused = await claims(alan, demo, chat)
    again = await claims(grace, demo, chat)

    assert refused.status_code == 409
    error = refused.json()["error"]
    assert (error["code"], error["message"]) == ("conflict", "Grace has this chat.")
    assert error["fields"] == {"assignee": "Grace"}
    assert again.json()["version"] == (await shows(grace, demo, chat))["version"]
    assert await history(grace, demo, chat) == [(grace.id, "claimed", None)]


async def test_a_released_chat_stands_where_it_stood(
    door: Door, demo: Site, grace: Member, alan: Member
) -> None:
    chat = await waits(door, demo, "ada")
    since = (await shows(grace, demo, chat))["waitingSince"]
    await claims(grace, demo, chat)

    refused = await releases(alan, demo, chat)
    left = (await releases(grace, demo, chat)).json()
    again = await releases(grace, demo, chat)

    assert (refused.status_code, again.status_code) == (409, 409)
    assert (left["chatState"], left["assigneeId"]) == ("waiting_assignment", None)
    assert (left["waitingSince"], left["lastAssigneeId"]) == (since, grace.id)
    assert await history(grace, demo, chat) == [(grace.id, "claimed", "released")]


async def test_a_manager_releases_any_chat_and_unassigns_it(
    door: Door, demo: Site, grace: Member
) -> None:
    olivia = await door.member(demo, "Olivia", "manager")
    chat = await waits(door, demo, "ada")
    await claims(grace, demo, chat)
    released = await releases(olivia, demo, chat)
    await claims(grace, demo, chat)

    unassigned = await olivia.http.delete(demo.conversation(chat, "/assignments"))

    assert (released.status_code, unassigned.status_code) == (200, 200)
    ends = [reason for _, _, reason in await history(grace, demo, chat)]
    assert ends == ["released", "unassigned"]


async def test_a_manager_gives_a_chat_to_somebody_else_and_says_why(
    door: Door, demo: Site, grace: Member, alan: Member
) -> None:
    olivia = await door.member(demo, "Olivia", "manager")
    await is_here(door, demo, alan)
    chat = await waits(door, demo, "ada")
    await claims(grace, demo, chat)

    answer = await reassigns(olivia, demo, chat, alan.id, reason="He knows hats")

    assert answer.json()["assigneeId"] == alan.id
    assert await history(grace, demo, chat) == [
        (grace.id, "claimed", "reassigned"),
        (alan.id, "reassigned", None),
    ]
    events = (await grace.http.get(demo.conversation(chat, "/events"))).json()["data"]
    assert events[-1]["kind"] == "reassigned"
    assert events[-1]["details"]["why"] == "He knows hats"


async def test_a_chat_is_not_given_to_nobody_of_ours_nor_to_who_is_not_there(
    door: Door, demo: Site, grace: Member, alan: Member, mallory: Member
) -> None:
    olivia = await door.member(demo, "Olivia", "manager")
    chat = await waits(door, demo, "ada")
    await claims(grace, demo, chat)
    removed = await door.member(demo, "Remus")
    await door.value("delete from members where user_id = $1", removed.id)

    answers = [
        await reassigns(olivia, demo, chat, one)
        for one in (mallory.id, removed.id, 999_999, alan.id)
    ]
    await is_here(door, demo, alan, state="away")
    answers.append(await reassigns(olivia, demo, chat, alan.id))
    await is_here(door, demo, alan)
    await seen_ago(door, demo, alan, minutes=4)
    answers.append(await reassigns(olivia, demo, chat, alan.id))

    statuses = [one.status_code for one in answers]
    assert statuses == [400, 400, 400, 409, 409, 409]
    assert {one.text for one in answers[:3]} == {answers[0].text}
    assert "assigneeId" in answers[0].json()["error"]["fields"]
    assert (await shows(grace, demo, chat))["assigneeId"] == grace.id


async def test_a_holder_hands_over_with_a_word_that_stays_in_the_thread(
    door: Door, demo: Site, grace: Member, alan: Member
) -> None:
    await is_here(door, demo, alan)
    chat = await waits(door, demo, "ada")
    await claims(grace, demo, chat)

    answer = await assigns(grace, demo, chat, alan.id, note="She asks about hats.")

    assert answer.status_code == 201
    assert (await history(grace, demo, chat))[-1] == (alan.id, "handed_over", None)
    [note] = (await grace.http.get(demo.conversation(chat, "/notes"))).json()["data"]
    assert (note["text"], note["authorId"]) == ("She asks about hats.", grace.id)


async def test_a_refused_hand_over_leaves_no_word(
    door: Door, demo: Site, grace: Member, alan: Member
) -> None:
    chat = await waits(door, demo, "ada")
    await claims(grace, demo, chat)

    answer = await assigns(grace, demo, chat, alan.id, note="Yours")

    assert answer.status_code == 409
    assert (await grace.http.get(demo.conversation(chat, "/notes"))).json()["data"] == []


async def test_an_agent_takes_a_free_chat_and_assigns_none_of_another(
    door: Door, demo: Site, grace: Member, alan: Member
) -> None:
    await is_here(door, demo, alan, grace)
    mine, other = await waits(door, demo, "ada"), await waits(door, demo, "eve")

    taken = await assigns(grace, demo, mine, grace.id)
    of_alan = await assigns(alan, demo, mine, alan.id)
    to_alan = await assigns(grace, demo, other, alan.id)

    statuses = [one.status_code for one in (taken, of_alan, to_alan)]
    assert statuses == [201, 409, 403]
    assert (await shows(grace, demo, other))["assigneeId"] is None


async def test_a_manager_may_load_an_agent_beyond_capacity_who_then_gets_nothing_new(
    door: Door,
) -> None:
    site = await door.project(agent_capacity=1)
    henry, olivia = await door.member(site, "Henry"), await door.member(site, "Olivia", "manager")
    await is_here(door, site, henry)
    first, second, third = [await waits(door, site, uid) for uid in ("ada", "eve", "ivy")]
    await claims(henry, site, first)

    given = await reassigns(olivia, site, second, henry.id)
    refused = await claims(henry, site, third)

    assert (given.status_code, refused.status_code) == (200, 409)
    assert (await shows(henry, site, second))["assigneeId"] == henry.id


@pytest.mark.parametrize("verb", ["/claim", "/release", "/reassign", "/assignments"])
async def test_a_finished_chat_is_given_to_nobody(
    door: Door, demo: Site, grace: Member, alan: Member, verb: str
) -> None:
    olivia = await door.member(demo, "Olivia", "manager")
    await is_here(door, demo, alan)
    chat = await waits(door, demo, "ada")
    await replies(grace, demo, chat)
    await grace.http.patch(demo.conversation(chat), json={"status": "solved"})
    body = {"assigneeId": alan.id} if verb in ("/reassign", "/assignments") else {}

    answer = await olivia.http.post(demo.conversation(chat, verb), json=body)

    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "conflict")


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"assigneeId": None},
        {"assigneeId": "seven"},
        {"assigneeId": 0},
        {"assigneeId": 2**60},
        {"assigneeId": 1.5},
        {"assigneeId": [1]},
        {"assigneeId": 1, "reason": "x" * 501},
        {"assigneeId": 1, "reason": "a\x00b"},
        {"assigneeId": 1, "extra": True},
        [],
        "x",
    ],
)
async def test_a_reassignment_that_says_nothing_sensible_is_refused(
    door: Door, demo: Site, grace: Member, body: object
) -> None:
    olivia = await door.member(demo, "Olivia", "manager")
    chat = await waits(door, demo, "ada")
    await claims(grace, demo, chat)

    answer = await olivia.http.post(demo.conversation(chat, "/reassign"), json=body)

    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "invalid")
    assert (await shows(grace, demo, chat))["assigneeId"] == grace.id
