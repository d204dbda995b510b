"""A tag is renamed and removed while others put it on conversations."""

import asyncio

import pytest

from frontdesk.infra.pause_points import clear_gates, set_gate
from tests.front_door import Door, Member, Site

CHATS = 6
ROUNDS = 4


@pytest.fixture
async def chats(door: Door, demo: Site) -> list[int]:
    """Conversations of as many visitors."""
    found = []
    for number in range(CHATS):
        visitor = await door.visitor(demo, f"visitor-{number}")
        found.append(int((await visitor.writes("Hello?"))["conversationId"]))
    return found


@pytest.mark.parametrize("verb", ["rename", "remove"])
async def test_every_word_a_conversation_carries_stays_known_and_nobody_fails(
    door: Door, demo: Site, grace: Member, chats: list[int], verb: str
) -> None:
    max_ = await door.member(demo, "Max", "manager")
    address = f"/projects/{demo.id}/tags"
    statuses: list[int] = []

    async def tag(chat: int) -> None:
        for number in range(ROUNDS):
            words = {"tags": ["old"] if number % 2 == 0 else ["old", "new"]}
            answer = await grace.http.patch(demo.conversation(chat), json=words)
            statuses.append(answer.status_code)

    async def change() -> None:
        for _ in range(ROUNDS):
            for one in (await max_.http.get(address)).json()["data"]:
                if one["name"] != "old":
                    continue
                here = f"{address}/{one['id']}"
                if verb == "rename":
                    answer = await max_.http.patch(here, json={"name": "new"})
                else:
                    answer = await max_.http.delete(here)
                statuses.append(answer.status_code)

    await asyncio.gather(change(), *(tag(chat) for chat in chats))

    assert set(statuses) <= {200, 204, 404, 409}
    carried = await door.rows(_CARRIED, demo.id)
    known = await door.rows("select name from tags where project_id = $1", demo.id)
    assert {row["name"] for row in carried} <= {row["name"] for row in known}


@pytest.mark.parametrize("verb", ["rename", "remove"])
async def test_who_tags_while_the_tag_goes_neither_waits_in_a_circle_nor_keeps_a_lost_word(
    door: Door, demo: Site, grace: Member, chats: list[int], verb: str
) -> None:
    max_ = await door.member(demo, "Max", "manager")
    tagged, late = chats[:2]
    await grace.http.patch(demo.conversation(tagged), json={"tags": ["old"]})
    [tag] = (await max_.http.get(f"/projects/{demo.id}/tags")).json()["data"]
    here = f"/projects/{demo.id}/tags/{tag['id']}"
    is_between, may_go_on = asyncio.Event(), asyncio.Event()

    async def gate() -> None:
        is_between.set()
        await may_go_on.wait()

    set_gate("tags.retagged", gate)
    try:
        changing = asyncio.create_task(
            max_.http.patch(here, json={"name": "new"})
            if verb == "rename"
            else max_.http.delete(here)
        )
        await is_between.wait()
        tagging = [
            asyncio.create_task(grace.http.patch(demo.conversation(chat), json={"tags": words}))
            for chat, words in ((late, ["old"]), (tagged, ["old", "new"]))
        ]
        # The first need not wait; the second goes on once the tag is changed.
        await asyncio.wait(tagging, timeout=1)
    finally:
        may_go_on.set()
        clear_gates()
    changed, *patched = await asyncio.gather(changing, *tagging)

    assert changed.status_code in (200, 204)
    assert [one.status_code for one in patched] == [200, 200]
    carried = await door.rows(_CARRIED, demo.id)
    known = await door.rows("select name from tags where project_id = $1", demo.id)
    assert {row["name"] for row in carried} <= {row["name"] for row in known}


_CARRIED = "select distinct unnest(tags) as name from conversations where project_id = $1"
