"""Canned replies: what agents say often, which managers write down."""

from typing import Any

import pytest

from tests.front_door import Door, Member, Site

HELLO = {"shortcut": "hello", "content": "Hello {{visitor.name}}!"}


def canned(site: Site, more: str = "") -> str:
    return f"/projects/{site.id}/canned-responses{more}"


@pytest.fixture
async def max_(door: Door, demo: Site) -> Member:
    """Max manages Demo."""
    return await door.member(demo, "Max", "manager")


async def added(member: Member, site: Site, **fields: str) -> Any:  # noqa: ANN401
    answer = await member.http.post(canned(site), json={**HELLO, **fields})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def shortcuts(member: Member, site: Site, **query: object) -> list[str]:
    answer = await member.http.get(canned(site), params=query)  # type: ignore[arg-type]
    assert answer.status_code == 200, answer.text
    return [one["shortcut"] for one in answer.json()["data"]]


async def test_what_a_manager_writes_agents_read_at_once(
    demo: Site, grace: Member, max_: Member
) -> None:
    await grace.joins(demo.id)

    reply = await added(max_, demo)

    await grace.hears("cannedChanged")
    assert (await grace.http.get(canned(demo))).json()["data"] == [reply]
    assert reply["content"] == HELLO["content"]


async def test_agents_read_and_managers_write(
    door: Door, demo: Site, grace: Member, max_: Member
) -> None:
    reply = await added(max_, demo)
    before = await door.traces(demo)
    one = canned(demo, f"/{reply['id']}")

    answers = [
        await grace.http.post(canned(demo), json={**HELLO, "shortcut": "other"}),
        await grace.http.patch(one, json={"content": "x"}),
        await grace.http.delete(one),
    ]

    assert [answer.status_code for answer in answers] == [403] * 3
    assert await shortcuts(grace, demo) == ["hello"]
    assert await door.traces(demo) == before


async def test_a_shortcut_has_one_reply_in_a_project(
    demo: Site, other: Site, max_: Member, mallory: Member
) -> None:
    await added(max_, demo)
    bye = await added(max_, demo, shortcut="bye")
    elsewhere = await added(mallory, other)

    twice = await max_.http.post(canned(demo), json=HELLO)
    renamed = await max_.http.patch(canned(demo, f"/{bye['id']}"), json={"shortcut": "hello"})

    for answer in (twice, renamed):
        assert answer.status_code == 409
        assert set(answer.json()["error"]["fields"]) == {"shortcut"}
    assert elsewhere["shortcut"] == "hello"
    assert await shortcuts(max_, demo) == ["bye", "hello"]


async def test_only_what_is_named_changes_and_the_same_again_is_no_news(
    door: Door, demo: Site, max_: Member
) -> None:
    reply = await added(max_, demo)
    one = canned(demo, f"/{reply['id']}")

    content = (await max_.http.patch(one, json={"content": " Hi! "})).json()
    same = (await max_.http.patch(one, json={"content": "Hi!"})).json()
    nothing = (await max_.http.patch(one, json={})).json()
    shortcut = (await max_.http.patch(one, json={"shortcut": "hi"})).json()

    assert (content["shortcut"], content["content"]) == ("hello", "Hi!")
    assert content == same == nothing
    assert (shortcut["shortcut"], shortcut["content"]) == ("hi", "Hi!")
    assert await door.value(_TOLD, demo.id) == 3


async def test_what_is_taken_away_is_gone(demo: Site, grace: Member, max_: Member) -> None:
    reply = await added(max_, demo)
    await grace.joins(demo.id)
    one = canned(demo, f"/{reply['id']}")

    gone = await max_.http.delete(one)
    twice = await max_.http.delete(one)
    late = await max_.http.patch(one, json={"content": "x"})

    assert [gone.status_code, twice.status_code, late.status_code] == [204, 404, 404]
    await grace.hears("cannedChanged")
    assert await shortcuts(grace, demo) == []


async def test_they_are_read_in_pages_by_shortcut(demo: Site, max_: Member) -> None:
    for shortcut in ("c", "a", "e", "b", "d"):
        await added(max_, demo, shortcut=shortcut)

    first = (await max_.http.get(canned(demo), params={"limit": 2})).json()
    second = await shortcuts(max_, demo, limit=200, cursor=first["nextCursor"])

    assert [one["shortcut"] for one in first["data"]] == ["a", "b"]
    assert second == ["c", "d", "e"]


BAD: list[dict[str, Any]] = [
    {"shortcut": ""},
    {"shortcut": "Hello"},
    {"shortcut": "two words"},
    {"shortcut": "/hello"},
    {"shortcut": "hello\n"},
    {"shortcut": "x" * 41},
    {"shortcut": 7},
    {"content": ""},
    {"content": " \n "},
    {"content": "x" * 5_001},
    {"content": None},
    {"more": "fields"},
]


@pytest.mark.parametrize("wrong", BAD, ids=lambda one: str(one)[:30])
async def test_what_is_no_canned_reply_is_refused(
    door: Door, demo: Site, max_: Member, wrong: dict[str, Any]
) -> None:
    reply = await added(max_, demo, shortcut="first")
    before = await door.traces(demo)

    new = await max_.http.post(canned(demo), json={**HELLO, **wrong})
    edited = await max_.http.patch(canned(demo, f"/{reply['id']}"), json=wrong)

    assert (new.status_code, edited.status_code) == (400, 400)
    assert await shortcuts(max_, demo) == ["first"]
    assert await door.traces(demo) == before


@pytest.mark.parametrize("query", ["cursor=%00", "cursor=A", "cursor=", "limit=0", "limit=201"])
async def test_a_page_nobody_offered_is_refused(demo: Site, max_: Member, query: str) -> None:
    assert (await max_.http.get(canned(demo, f"?{query}"))).status_code == 400


async def test_another_tenant_can_neither_read_nor_write_them(
    door: Door, demo: Site, other: Site, max_: Member, mallory: Member
) -> None:
    reply = await added(max_, demo, content="canary-in-a-reply")
    before = await door.traces(demo)

    answers = [
        await mallory.http.get(canned(demo)),
        await mallory.http.post(canned(demo), json={**HELLO, "shortcut": "mine"}),
        *[
            await ask
            for site in (demo, other)
            for ask in (
                mallory.http.patch(canned(site, f"/{reply['id']}"), json={"content": "x"}),
                mallory.http.delete(canned(site, f"/{reply['id']}")),
            )
        ],
    ]

    assert [answer.status_code for answer in answers] == [404] * 6
    assert "canary" not in str([answer.text for answer in answers])
    assert await shortcuts(max_, demo) == ["hello"]
    assert await door.traces(demo) == before


_TOLD = """
select count(*) from (
    select event from outbox where project_id = $1 union all
    select event from feed where project_id = $1
) told where event = 'cannedChanged'
"""
