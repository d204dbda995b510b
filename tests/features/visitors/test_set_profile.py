"""A site says who its visitor is. It is kept once they write, and believed by nobody."""

from typing import Any

import pytest

from frontdesk.features.conversations import find_for_reading
from frontdesk.features.responder.actions.facts import facts_of
from frontdesk.kit.ids import ConversationId, ProjectId
from tests.front_door import Door, Member, Site, Visitor, hears_nothing

PROFILE = {
    "name": "Ada Moreau",
    "email": "ada@example.com",
    "attributes": {"plan": "office", "orders": 3, "isAdult": True},
}
FULL: dict[str, Any] = {f"key {number}": "x" * 200 for number in range(20)}


async def test_nothing_is_kept_of_somebody_who_has_not_written(
    door: Door, demo: Site, ada: Visitor
) -> None:
    before = await door.traces(demo)

    ack = await ada.ask("setProfile", PROFILE)

    assert ack == {"ok": True, "isKept": False}
    assert await door.traces(demo) == before
    assert await door.value("select count(*) from visitors where project_id = $1", demo.id) == 0


async def test_the_first_message_brings_it_and_is_signed_with_the_name(
    demo: Site, ada: Visitor, grace: Member
) -> None:
    await grace.joins(demo.id)

    message = await says(ada, "Hello?", PROFILE)

    assert message["sender"]["name"] == "Ada Moreau"
    told = await grace.hears("newMessage")
    assert told["conversation"]["visitor"]["name"] == "Ada Moreau"
    shown = await details_of(grace, demo, message["visitorId"])
    assert shown["profile"] == PROFILE
    assert (shown["name"], shown["email"]) == ("Ada Moreau", "ada@example.com")
    assert "profile" not in shown["sessionMetadata"]
    again = (await ada.identify())["hasEmail"]
    assert again is True


async def test_members_hear_of_news_at_once_and_of_the_same_again_never(
    demo: Site, ada: Visitor, grace: Member
) -> None:
    await grace.joins(demo.id)
    visitor_id = (await ada.writes("Hello?"))["visitorId"]

    ack = await ada.ask("setProfile", PROFILE)

    assert ack == {"ok": True, "isKept": True}
    told = await grace.hears("visitorUpdated")
    assert told["visitorId"] == visitor_id
    assert told["fields"] == {
        "name": "Ada Moreau",
        "email": "ada@example.com",
        "profile": PROFILE,
    }
    assert (await ada.ask("setProfile", PROFILE))["isKept"] is True
    await says(ada, "Again", PROFILE)
    again = grace.hears("newMessage", lambda one: one["content"] == "Again")
    assert len(await grace.all_heard("visitorUpdated", until=again)) == 1


async def test_what_the_visitor_left_themselves_stays(
    demo: Site, ada: Visitor, grace: Member
) -> None:
    message = await says(ada, "Hello?", PROFILE)
    await ada.ask("setContact", {"email": "ada@home.example", "name": "Ada"})

    await ada.ask("setProfile", {"name": "A. Moreau", "email": "office@example.com"})

    shown = await details_of(grace, demo, message["visitorId"])
    assert (shown["name"], shown["email"]) == ("Ada", "ada@home.example")
    assert shown["profile"]["email"] == "office@example.com"


async def test_a_site_corrects_itself(demo: Site, ada: Visitor, grace: Member) -> None:
    message = await says(ada, "Hello?", PROFILE)

    await ada.ask("setProfile", {"name": "Ada Byron", "email": "byron@example.com"})

    shown = await details_of(grace, demo, message["visitorId"])
    assert (shown["name"], shown["email"]) == ("Ada Byron", "byron@example.com")


async def test_a_page_that_says_nothing_takes_nothing_back(
    demo: Site, ada: Visitor, grace: Member
) -> None:
    message = await says(ada, "Hello?", PROFILE)

    await ada.ask(
        "sendMessage",
        {"content": "More", "tempId": "t2", "sessionMetadata": {"browser": "Firefox 140"}},
    )

    await ada.ask("setProfile", {})
    shown = await details_of(grace, demo, message["visitorId"])
    assert shown["profile"] == PROFILE
    assert shown["sessionMetadata"]["browser"] == "Firefox 140"


async def test_a_workflow_can_ask_for_what_the_site_says(
    door: Door, demo: Site, ada: Visitor
) -> None:
    message = await says(ada, "Hello?", PROFILE)
    project, chat = ProjectId(demo.id), ConversationId(message["conversationId"])

    async with door.server.web.database.snapshot() as tx:
        _, facts = await facts_of(tx, await find_for_reading(tx, project, chat), [])

    said = {name: facts.attributes[name] for name in ("plan", "orders", "isAdult", "name")}
    assert said == {"plan": "office", "orders": "3", "isAdult": "true", "name": "Ada Moreau"}


async def test_an_outsider_learns_and_changes_nothing(
    demo: Site, other: Site, ada: Visitor, mallory: Member, grace: Member
) -> None:
    await mallory.joins(other.id)
    await grace.joins(demo.id)
    visitor_id = (await says(ada, "Hello?", PROFILE))["visitorId"]

    asked = await mallory.http.get(f"/projects/{demo.id}/inbox/visitors/{visitor_id}")
    said = await mallory.ask("setProfile", {"name": "Mallory"})

    assert asked.status_code == 404
    assert said["error"]["code"] == "invalid"
    assert (await details_of(grace, demo, visitor_id))["profile"] == PROFILE
    await ada.ask("setProfile", {"name": "Countess"})
    await hears_nothing(mallory, of="visitorUpdated", until=grace.hears("visitorUpdated"))


async def test_only_the_visitors_own_row_changes(
    door: Door, demo: Site, ada: Visitor, grace: Member
) -> None:
    await grace.joins(demo.id)
    await ada.writes("Hello?")
    eve = await door.visitor(demo, "eve")
    await eve.writes("Hi")

    await eve.ask("setProfile", {"name": "Eve"})

    rows = await door.rows("select uid, name from visitors where project_id = $1", demo.id)
    assert {row["uid"]: row["name"] for row in rows} == {"ada": None, "eve": "Eve"}
    await hears_nothing(ada, eve, of="visitorUpdated", until=grace.hears("visitorUpdated"))


async def test_who_is_blocked_hears_that_the_chat_is_closed(
    demo: Site, ada: Visitor, grace: Member
) -> None:
    visitor_id = (await ada.writes("Insults"))["visitorId"]
    await grace.http.post(f"/projects/{demo.id}/inbox/visitors/{visitor_id}/block", json={})

    assert (await ada.ask("setProfile", PROFILE))["error"]["code"] == "gone"


async def test_as_much_as_is_allowed_is_kept(demo: Site, ada: Visitor, grace: Member) -> None:
    full = {"name": "x" * 100, "email": "x" * 60 + "@example.com", "attributes": FULL}

    message = await says(ada, "Hello?", full)

    assert (await details_of(grace, demo, message["visitorId"]))["profile"] == full


BAD: list[Any] = [
    {"name": ""},
    {"name": " "},
    {"name": "x" * 101},
    {"name": "\u0007"},
    {"name": 7},
    {"name": ["Ada"]},
    {"email": "ada"},
    {"email": "a b@example.com"},
    {"email": "ada\u202e@example.com"},
    {"email": "x" * 260 + "@example.com"},
    {"attributes": []},
    {"attributes": {"plan": None}},
    {"attributes": {"plan": {"deep": 1}}},
    {"attributes": {"plan": ["a"]}},
    {"attributes": {"": "x"}},
    {"attributes": {"x" * 65: "x"}},
    {"attributes": {"plan": "x" * 201}},
    {"attributes": {"plan": "a\u0000b"}},
    {"attributes": {**FULL, "one": "more"}},
    {"role": "owner"},
    {"token": "eyJhbGciOiJIUzI1NiJ9.e30.x"},
    "Ada",
]


@pytest.mark.parametrize("wrong", BAD, ids=lambda one: str(one)[:40])
async def test_what_is_no_profile_is_refused_and_nothing_is_kept(
    door: Door, demo: Site, ada: Visitor, wrong: object
) -> None:
    await ada.writes("Hello?")
    before = await door.traces(demo)

    alone = await ada.client.call("setProfile", wrong, timeout=60)
    message = {"content": "Hi", "tempId": "t9", "sessionMetadata": {"profile": wrong}}
    with_it = await ada.client.call("sendMessage", message, timeout=60)

    assert (alone["ok"], alone["error"]["code"]) == (False, "invalid")
    assert (with_it["ok"], with_it["error"]["code"]) == (False, "invalid")
    assert await door.traces(demo) == before
    kept = await door.value("select session_metadata from visitors where project_id = $1", demo.id)
    assert "profile" not in kept


async def test_a_flood_of_profiles_is_held_back(ada: Visitor) -> None:
    await ada.writes("Hello?")

    acks = [await ada.ask("setProfile", {"name": f"Ada {n}"}) for n in range(32)]

    assert [ack["ok"] for ack in acks] == [True] * 30 + [False] * 2
    assert acks[-1]["error"]["code"] == "rate_limited"


async def says(visitor: Visitor, content: str, profile: dict[str, Any]) -> Any:  # noqa: ANN401
    """Write on a page that says who the visitor is."""
    sent = {"content": content, "tempId": content, "sessionMetadata": {"profile": profile}}
    ack = await visitor.ask("sendMessage", sent)
    assert ack["ok"], ack
    return ack["message"]


async def details_of(member: Member, site: Site, visitor_id: int) -> dict[str, Any]:
    answer = await member.http.get(f"/projects/{site.id}/inbox/visitors/{visitor_id}")
    details: dict[str, Any] = answer.json()
    return details
