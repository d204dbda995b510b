"""A visitor leaves an address, so that somebody can answer when they are gone."""

from typing import Any

import pytest

from tests.front_door import Door, Member, Site, Visitor, hears_nothing


async def test_members_hear_it_at_once_and_see_it_wherever_the_visitor_is_shown(
    demo: Site, ada: Visitor, grace: Member
) -> None:
    message = await ada.writes("Hello?")
    await grace.joins(demo.id)

    ack = await ada.ask("setContact", {"email": " Ada@Example.com ", "name": "Ada Moreau"})

    assert ack == {"ok": True}
    told = await grace.hears("visitorUpdated")
    assert told["fields"] == {"email": "ada@example.com", "name": "Ada Moreau"}
    assert told["visitorId"] == message["visitorId"]
    shown = (await grace.http.get(f"/projects/{demo.id}/inbox/visitors/{told['visitorId']}")).json()
    [row] = (await grace.http.get(demo.inbox)).json()["data"]
    for one in (shown, row["visitor"]):
        assert (one["name"], one["email"]) == ("Ada Moreau", "ada@example.com")


async def test_an_address_alone_leaves_the_name_as_it_is(
    door: Door, demo: Site, ada: Visitor
) -> None:
    await ada.ask("setContact", {"email": "ada@example.com", "name": "Ada"})

    await ada.ask("setContact", {"email": "ada@example.org"})

    row = await door.row("select name, email from visitors where project_id = $1", demo.id)
    assert row == {"name": "Ada", "email": "ada@example.org"}


async def test_the_same_again_is_no_news(door: Door, demo: Site, ada: Visitor) -> None:
    await ada.writes("Hello?")
    await ada.ask("setContact", {"email": "ada@example.com"})
    before = await door.traces(demo)

    again = await ada.ask("setContact", {"email": "ADA@example.com"})

    assert again == {"ok": True}
    assert await door.traces(demo) == before


async def test_a_visitor_who_has_not_written_yet_keeps_their_uid_with_their_address(
    door: Door, demo: Site, ada: Visitor
) -> None:
    await ada.ask("setContact", {"email": "ada@example.com"})

    thief = await door.tab(demo, "ada")

    assert (await thief.identify())["error"]["code"] == "unauthorized"
    assert (await ada.writes("Hello?"))["seq"] == 1


async def test_nobody_leaves_an_address_before_they_identify(door: Door, demo: Site) -> None:
    tab = await door.tab(demo, "ada")

    ack = await tab.ask("setContact", {"email": "ada@example.com"})

    assert ack["error"]["code"] == "unauthorized"
    assert await door.value("select count(*) from visitors where project_id = $1", demo.id) == 0


async def test_only_the_visitors_own_row_changes(
    door: Door, demo: Site, ada: Visitor, grace: Member
) -> None:
    await grace.joins(demo.id)
    await ada.writes("Hello?")
    eve = await door.visitor(demo, "eve")
    await eve.writes("Hi")

    await eve.ask("setContact", {"email": "eve@example.com"})

    rows = await door.rows("select uid, email from visitors where project_id = $1", demo.id)
    assert {row["uid"]: row["email"] for row in rows} == {"ada": None, "eve": "eve@example.com"}
    await hears_nothing(ada, eve, of="visitorUpdated", until=grace.hears("visitorUpdated"))


BAD: list[Any] = [
    {},
    {"email": ""},
    {"email": "ada"},
    {"email": "@example.com"},
    {"email": "ada@"},
    {"email": "a b@example.com"},
    {"email": "ada@exam\nple.com"},
    {"email": "ada@example.com, eve@example.com"},
    {"email": "x" * 65 + "@example.com"},
    {"email": "ada@" + "x" * 260},
    {"email": "ada\u202e@example.com"},
    {"email": 7},
    {"email": ["ada@example.com"]},
    {"email": "ada@example.com", "name": ""},
    {"email": "ada@example.com", "name": " "},
    {"email": "ada@example.com", "name": "x" * 201},
    {"email": "ada@example.com", "name": "\u0007"},
    {"email": "ada@example.com", "role": "owner"},
    "ada@example.com",
    None,
]


@pytest.mark.parametrize("wrong", BAD, ids=lambda one: str(one)[:40])
async def test_what_is_no_address_is_refused_and_nothing_is_kept(
    door: Door, demo: Site, ada: Visitor, wrong: object
) -> None:
    await ada.writes("Hello?")
    before = await door.traces(demo)

    ack = await ada.client.call("setContact", wrong, timeout=5)

    assert ack["ok"] is False
    assert ack["error"]["code"] == "invalid"
    assert await door.traces(demo) == before
    assert await door.value("select email from visitors where project_id = $1", demo.id) is None


async def test_a_flood_of_addresses_is_held_back(ada: Visitor) -> None:
    acks = [await ada.ask("setContact", {"email": f"ada{n}@example.com"}) for n in range(7)]

    assert [ack["ok"] for ack in acks] == [True] * 5 + [False] * 2
    assert acks[-1]["error"]["code"] == "rate_limited"
    assert acks[-1]["error"]["retryAfterSeconds"] > 0
