"""What other systems keep with a conversation."""

from __future__ import annotations

import asyncio

from frontdesk.features import conversations
from frontdesk.features.responder.actions.facts import facts_of
from frontdesk.kit.ids import ConversationId, ProjectId
from tests.front_door import Door, Member, Site, Visitor


async def test_what_two_systems_say_at_once_is_kept_of_both(
    demo: Site, ada: Visitor, grace: Member, alan: Member
) -> None:
    await alan.joins(demo.id)
    address = demo.conversation((await ada.writes("Hello?"))["conversationId"])
    await grace.http.patch(address, json={"metadata": {"plan": "office", "old": True}})

    await asyncio.gather(
        grace.http.patch(address, json={"metadata": {"order": 1234}}),
        alan.http.patch(address, json={"metadata": {"plan": "home", "old": None}}),
    )

    shown = (await grace.http.get(address)).json()
    assert shown["metadata"] == {"plan": "home", "order": 1234}
    told = await alan.hears(
        "conversationUpdated", lambda one: one["fields"].get("metadata") == shown["metadata"]
    )
    assert told["revision"] == shown["revision"]
    events = (await grace.http.get(f"{address}/events")).json()["data"]
    assert [one["kind"] for one in events] == ["metadata"] * 3


async def test_a_rule_sees_it(door: Door, demo: Site, ada: Visitor, grace: Member) -> None:
    chat = (await ada.writes("Hello?"))["conversationId"]

    await grace.http.patch(demo.conversation(chat), json={"metadata": {"plan": "office"}})

    async with door.server.web.database.transaction() as tx:
        site, which = ProjectId(demo.id), ConversationId(chat)
        _, facts = await facts_of(tx, await conversations.lock_for_posting(tx, site, which), [])
    assert facts.attributes["plan"] == "office"


async def test_more_than_a_conversation_carries_is_refused_and_nothing_changes(
    demo: Site, ada: Visitor, grace: Member
) -> None:
    address = demo.conversation((await ada.writes("Hello?"))["conversationId"])
    await grace.http.patch(address, json={"metadata": {f"a{n}": n for n in range(50)}})

    one_more = await grace.http.patch(address, json={"metadata": {"b": 1}})
    nul = await grace.http.patch(address, json={"metadata": {"a1": "\x00"}})
    nested = await grace.http.patch(address, json={"metadata": {"a1": {"b": 1}}})
    long = await grace.http.patch(address, json={"metadata": {"a1": "x" * 501}})

    assert [one.status_code for one in (one_more, nul, nested, long)] == [400] * 4
    assert len((await grace.http.get(address)).json()["metadata"]) == 50


async def test_an_outsider_can_neither_read_nor_write_it(
    demo: Site, ada: Visitor, mallory: Member
) -> None:
    address = demo.conversation((await ada.writes("Hello?"))["conversationId"])

    refused = await mallory.http.patch(address, json={"metadata": {"plan": "office"}})

    assert refused.status_code == 404
