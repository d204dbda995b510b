"""Tags: known words, with the conversations that carry them."""

from typing import Any

import pytest

from tests.front_door import Door, Member, Site, Visitor


def tags(site: Site, more: str = "") -> str:
    return f"/projects/{site.id}/tags{more}"


@pytest.fixture
async def max_(door: Door, demo: Site) -> Member:
    """Max manages Demo."""
    return await door.member(demo, "Max", "manager")


@pytest.fixture
async def chat(ada: Visitor) -> int:
    """Ada's conversation."""
    return int((await ada.writes("Hello?"))["conversationId"])


async def added(member: Member, site: Site, name: str, **fields: str) -> Any:  # noqa: ANN401
    answer = await member.http.post(tags(site), json={"name": name, **fields})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def known(member: Member, site: Site, **query: object) -> dict[str, int]:
    """Return the names of all tags, and how many conversations carry each."""
    answer = await member.http.get(tags(site), params=query)  # type: ignore[arg-type]
    assert answer.status_code == 200, answer.text
    return {one["name"]: one["conversationCount"] for one in answer.json()["data"]}


async def put_on(member: Member, site: Site, chat: int, *names: str) -> Any:  # noqa: ANN401
    answer = await member.http.patch(site.conversation(chat), json={"tags": list(names)})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def carried(member: Member, site: Site, chat: int) -> list[str]:
    found: list[str] = (await member.http.get(site.conversation(chat))).json()["tags"]
    return found


async def test_a_tag_put_on_a_conversation_is_known_by_itself_and_counted(
    demo: Site, grace: Member, alan: Member, chat: int
) -> None:
    await alan.joins(demo.id)

    await put_on(grace, demo, chat, "refund", "vip")

    await alan.hears("tagsChanged")
    assert await known(alan, demo) == {"refund": 1, "vip": 1}
    await put_on(grace, demo, chat, "vip")
    assert await known(alan, demo) == {"refund": 0, "vip": 1}


async def test_a_renamed_tag_takes_its_conversations_along(
    door: Door, demo: Site, grace: Member, max_: Member, chat: int
) -> None:
    eve = await door.visitor(demo, "eve")
    second = int((await eve.writes("Hi"))["conversationId"])
    await put_on(grace, demo, chat, "a", "old", "z")
    before = await put_on(grace, demo, second, "old")
    await grace.joins(demo.id)
    [tag] = [
        one for one in (await max_.http.get(tags(demo))).json()["data"] if one["name"] == "old"
    ]

    renamed = await max_.http.patch(tags(demo, f"/{tag['id']}"), json={"name": " new  name "})

    assert (renamed.json()["name"], renamed.json()["conversationCount"]) == ("new name", 2)
    assert await carried(grace, demo, chat) == ["a", "new name", "z"]
    told = await grace.hears("conversationUpdated", lambda one: one["conversationId"] == second)
    assert told["fields"]["tags"] == ["new name"]
    assert (told["version"], told["revision"]) == (before["version"] + 1, before["revision"] + 1)
    assert await known(grace, demo) == {"a": 1, "new name": 2, "z": 1}


async def test_a_removed_tag_leaves_its_conversations(
    demo: Site, grace: Member, max_: Member, chat: int
) -> None:
    await put_on(grace, demo, chat, "keep", "drop")
    ids = {one["name"]: one["id"] for one in (await max_.http.get(tags(demo))).json()["data"]}
    await grace.joins(demo.id)

    gone = await max_.http.delete(tags(demo, f"/{ids['drop']}"))
    twice = await max_.http.delete(tags(demo, f"/{ids['drop']}"))

    assert (gone.status_code, twice.status_code) == (204, 404)
    assert await carried(grace, demo, chat) == ["keep"]
    assert await known(grace, demo) == {"keep": 1}
    told = await grace.hears("conversationUpdated")
    assert told["fields"]["tags"] == ["keep"]


async def test_a_conversation_that_has_both_names_has_one_afterwards(
    demo: Site, grace: Member, max_: Member, chat: int
) -> None:
    await put_on(grace, demo, chat, "old")
    [tag] = (await max_.http.get(tags(demo))).json()["data"]
    # Known to no tag: taken off by hand, as an import might leave it.
    await put_on(grace, demo, chat, "old", "new")
    rows = (await max_.http.get(tags(demo))).json()["data"]
    [new] = [one for one in rows if one["name"] == "new"]

    taken = await max_.http.patch(tags(demo, f"/{tag['id']}"), json={"name": "new"})

    assert taken.status_code == 409
    assert set(taken.json()["error"]["fields"]) == {"name"}
    assert await carried(grace, demo, chat) == ["old", "new"]
    await max_.http.delete(tags(demo, f"/{new['id']}"))
    assert await carried(grace, demo, chat) == ["old"]


async def test_a_colour_is_of_the_tag_and_no_conversation_changes(
    demo: Site, grace: Member, max_: Member, chat: int
) -> None:
    before = await put_on(grace, demo, chat, "vip")
    [tag] = (await max_.http.get(tags(demo))).json()["data"]

    coloured = await max_.http.patch(tags(demo, f"/{tag['id']}"), json={"colour": "#ff0000"})

    assert coloured.json() == {**tag, "colour": "#ff0000"}
    after = (await grace.http.get(demo.conversation(chat))).json()
    assert after["revision"] == before["revision"]


async def test_agents_read_and_managers_write(
    door: Door, demo: Site, grace: Member, max_: Member
) -> None:
    tag = await added(max_, demo, "vip", colour="#123456")
    before = await door.traces(demo)

    answers = [
        await grace.http.post(tags(demo), json={"name": "x"}),
        await grace.http.patch(tags(demo, f"/{tag['id']}"), json={"name": "x"}),
        await grace.http.delete(tags(demo, f"/{tag['id']}")),
    ]

    assert [answer.status_code for answer in answers] == [403] * 3
    assert (await grace.http.get(tags(demo))).json()["data"] == [tag]
    assert await door.traces(demo) == before


async def test_a_name_is_taken_once(demo: Site, max_: Member) -> None:
    await added(max_, demo, "vip")

    twice = await max_.http.post(tags(demo), json={"name": " vip "})

    assert twice.status_code == 409


async def test_they_are_read_in_pages_by_name(demo: Site, max_: Member) -> None:
    for name in ("c", "a", "ü", "b", "Z"):
        await added(max_, demo, name)

    seen: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        page = (await max_.http.get(tags(demo), params={"limit": "2", **cursor})).json()
        seen += [one["name"] for one in page["data"]]
        if page["nextCursor"] is None:
            break
        cursor = {"cursor": page["nextCursor"]}

    assert sorted(seen) == sorted(["c", "a", "ü", "b", "Z"])
    assert len(seen) == 5


BAD: list[dict[str, Any]] = [
    {"name": ""},
    {"name": " \t "},
    {"name": "x" * 51},
    {"name": "a\u200bb\u0007"},
    {"name": None},
    {"name": "ok", "colour": "red"},
    {"name": "ok", "colour": "#ff00zz"},
    {"name": "ok", "colour": "#ff0000\n"},
    {"name": "ok", "more": 1},
]


@pytest.mark.parametrize("wrong", BAD, ids=lambda one: str(one)[:34])
async def test_what_is_no_tag_is_refused(
    door: Door, demo: Site, max_: Member, wrong: dict[str, Any]
) -> None:
    tag = await added(max_, demo, "first")
    before = await door.traces(demo)

    new = await max_.http.post(tags(demo), json=wrong)
    edited = await max_.http.patch(tags(demo, f"/{tag['id']}"), json=wrong)

    assert (new.status_code, edited.status_code) == (400, 400)
    assert await known(max_, demo) == {"first": 0}
    assert await door.traces(demo) == before


@pytest.mark.parametrize("query", ["cursor=%00", f"cursor={'x' * 51}", "limit=0", "page=2"])
async def test_a_page_nobody_offered_is_refused(demo: Site, max_: Member, query: str) -> None:
    assert (await max_.http.get(tags(demo, f"?{query}"))).status_code == 400


async def test_another_tenant_can_neither_read_nor_write_them(
    door: Door, demo: Site, other: Site, max_: Member, mallory: Member
) -> None:
    tag = await added(max_, demo, "canary-tag")
    before = await door.traces(demo)

    answers = [
        await mallory.http.get(tags(demo)),
        await mallory.http.post(tags(demo), json={"name": "mine"}),
        *[
            await ask
            for site in (demo, other)
            for ask in (
                mallory.http.patch(tags(site, f"/{tag['id']}"), json={"name": "x"}),
                mallory.http.delete(tags(site, f"/{tag['id']}")),
            )
        ],
    ]

    assert [answer.status_code for answer in answers] == [404] * 6
    assert "canary" not in str([answer.text for answer in answers])
    assert await known(max_, demo) == {"canary-tag": 0}
    assert await known(mallory, other) == {}
    assert await door.traces(demo) == before
