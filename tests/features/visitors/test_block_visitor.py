"""Blocking: the chat closes for good, on every screen, and opens again the same way."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from frontdesk.infra.pause_points import clear_gates, set_gate
from tests.front_door import Door, Member, Site, Visitor, hears_nothing


def block(site: Site, visitor_id: int) -> str:
    return f"/projects/{site.id}/inbox/visitors/{visitor_id}/block"


def says_done(message: dict[str, Any]) -> Callable[[Any], bool]:
    """Tell the event that ends this message's conversation from others."""
    done = (message["conversationId"], "completed")
    return lambda told: (told["conversationId"], told["fields"].get("chatState")) == done


@pytest.fixture
async def chat(ada: Visitor) -> dict[str, Any]:
    """Ada's first message."""
    message: dict[str, Any] = await ada.writes("Hello?")
    return message


async def refusals(ada: Visitor) -> list[str]:
    """Try everything a widget does; return the codes of what is refused."""
    answers = [
        await ada.identify(),
        await ada.ask("sendMessage", {"content": "Let me in", "tempId": "after"}),
        await ada.ask("fetchMessages", {"afterSeq": 0}),
        await ada.ask("messagesDelivered", {"upToSeq": 1}),
        await ada.ask("messagesRead", {"upToSeq": 1}),
        await ada.ask("setContact", {"email": "ada@example.com"}),
    ]
    return [answer.get("error", {}).get("code", "ok") for answer in answers]


async def test_a_blocked_visitor_hears_it_and_is_refused_for_good(
    door: Door, demo: Site, ada: Visitor, grace: Member, chat: dict[str, Any]
) -> None:
    await grace.joins(demo.id)

    answer = await grace.http.post(block(demo, chat["visitorId"]), json={"reason": " Insults "})

    assert answer.status_code == 200
    assert (answer.json()["isBlocked"], answer.json()["blockReason"]) == (True, "Insults")
    assert await ada.hears("chatClosed") == {"isClosed": True}
    told = await grace.hears("visitorUpdated")
    assert (told["visitorId"], told["fields"]) == (chat["visitorId"], {"isBlocked": True})
    before = await door.traces(demo)
    assert await refusals(ada) == ["gone"] * 6
    assert await door.traces(demo) == before
    again = await door.tab(demo, "ada", ada.token)
    refused = await again.identify()
    assert refused["error"] == {
        "code": "gone",
        "reason": "chat_closed",
        "message": "This chat is closed.",
    }
    await hears_nothing(ada, again, of="Insults", until=grace.hears("visitorUpdated"))


async def test_what_was_stored_before_is_still_answered_as_stored(
    demo: Site, ada: Visitor, grace: Member, chat: dict[str, Any]
) -> None:
    """The answer got lost, the device sends again: it must not hear that it failed."""
    await grace.http.post(block(demo, chat["visitorId"]), json={})

    again = await ada.ask("sendMessage", {"content": "Hello?", "tempId": "Hello?"})

    assert again["message"]["id"] == chat["id"]


async def test_an_unblocked_visitor_goes_on_where_they_were(
    door: Door, demo: Site, ada: Visitor, grace: Member, chat: dict[str, Any]
) -> None:
    await grace.http.post(block(demo, chat["visitorId"]), json={})
    late = await door.tab(demo, "ada", ada.token)
    assert not (await late.identify())["ok"]

    answer = await grace.http.delete(block(demo, chat["visitorId"]))

    assert (answer.json()["isBlocked"], answer.json()["blockReason"]) == (False, None)
    for tab in (ada, late):
        await tab.hears("chatClosed", lambda one: one == {"isClosed": False})
        assert (await tab.identify())["conversation"]["id"] == chat["conversationId"]
    assert (await late.writes("Thank you"))["conversationId"] == chat["conversationId"]


async def test_blocking_twice_is_one_block_with_its_first_reason(
    door: Door, demo: Site, grace: Member, alan: Member, chat: dict[str, Any]
) -> None:
    await grace.http.post(block(demo, chat["visitorId"]), json={"reason": "Insults"})
    before = await door.traces(demo)

    again = await alan.http.post(block(demo, chat["visitorId"]), json={"reason": "Other"})
    other = await door.row("select * from visitors where project_id = $1", demo.id)

    assert again.json()["blockReason"] == "Insults"
    assert other["blocked_by"] == grace.id
    assert await door.traces(demo) == before
    for _ in range(2):
        assert (await grace.http.delete(block(demo, chat["visitorId"]))).status_code == 200


async def test_a_block_that_comes_while_a_message_is_stored_waits_for_it(
    demo: Site, ada: Visitor, grace: Member, chat: dict[str, Any]
) -> None:
    is_storing, may_go_on = asyncio.Event(), asyncio.Event()

    async def gate() -> None:
        is_storing.set()
        await may_go_on.wait()

    set_gate("messages.inserted", gate)
    try:
        late = {"content": "Just in time", "tempId": "t"}
        sending = asyncio.create_task(ada.ask("sendMessage", late))
        await is_storing.wait()
        blocking = asyncio.create_task(grace.http.post(block(demo, chat["visitorId"]), json={}))
    finally:
        may_go_on.set()
        clear_gates()
    stored, blocked = await asyncio.gather(sending, blocking)

    assert stored["ok"]
    assert blocked.status_code == 200
    refused = await ada.ask("sendMessage", {"content": "Too late", "tempId": "u"})
    assert refused["error"]["code"] == "gone"
    shown = (await grace.http.get(demo.conversation(chat["conversationId"]))).json()
    assert (shown["lastSeq"], shown["chatState"]) == (2, "completed")


async def test_a_block_takes_the_chat_out_of_the_queue_and_from_its_agent(
    door: Door, demo: Site, grace: Member, alan: Member, chat: dict[str, Any]
) -> None:
    eve = await door.visitor(demo, "eve")
    held = await eve.writes("Mine!")
    await alan.http.post(demo.conversation(held["conversationId"], "/claim"), json={})
    await grace.joins(demo.id)

    for one in (chat, held):
        await grace.http.post(block(demo, one["visitorId"]), json={})

    queue = (await grace.http.get(f"/projects/{demo.id}/queue")).json()
    assert queue["waiting"] == 0
    assert [agent["load"] for agent in queue["agents"]] == [0] * len(queue["agents"])
    assert (await alan.http.post(f"/projects/{demo.id}/queue/next", json={})).status_code == 204
    for one in (chat, held):
        shown = (await grace.http.get(demo.conversation(one["conversationId"]))).json()
        assert (shown["status"], shown["chatState"]) == ("solved", "completed")
        assert (shown["assigneeId"], shown["queuedAt"], shown["waitingSince"]) == (None, None, None)
        await grace.hears("conversationUpdated", says_done(one))
    assert shown["lastAssigneeId"] == alan.id
    history = (await grace.http.get(demo.conversation(held["conversationId"], "/events"))).json()
    last = history["data"][-1]
    assert (last["kind"], last["actorId"]) == ("visitor_blocked", grace.id)


async def test_a_lifted_block_puts_the_visitor_back_in_their_old_place(
    door: Door, demo: Site, grace: Member, chat: dict[str, Any]
) -> None:
    before = (await grace.http.get(demo.conversation(chat["conversationId"]))).json()
    eve = await door.visitor(demo, "eve")
    await eve.writes("Me second")
    await grace.http.post(block(demo, chat["visitorId"]), json={})

    await grace.http.delete(block(demo, chat["visitorId"]))

    after = (await grace.http.get(demo.conversation(chat["conversationId"]))).json()
    assert (after["status"], after["waitingSince"]) == ("open", before["waitingSince"])
    first = await grace.http.post(f"/projects/{demo.id}/queue/next", json={})
    assert first.json()["id"] == chat["conversationId"]


async def test_what_was_closed_before_the_block_stays_closed_after_it(
    demo: Site, grace: Member, chat: dict[str, Any]
) -> None:
    conversation = demo.conversation(chat["conversationId"])
    await grace.http.patch(conversation, json={"status": "solved"})

    await grace.http.post(block(demo, chat["visitorId"]), json={})
    await grace.http.delete(block(demo, chat["visitorId"]))

    assert (await grace.http.get(conversation)).json()["status"] == "solved"


async def test_nobody_reopens_the_chat_of_one_who_is_blocked(
    door: Door, demo: Site, grace: Member, chat: dict[str, Any]
) -> None:
    conversation = demo.conversation(chat["conversationId"])
    await grace.http.post(block(demo, chat["visitorId"]), json={})
    before = await door.traces(demo)

    answer = await grace.http.patch(conversation, json={"status": "open"})

    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "conflict")
    assert "Unblock" in answer.json()["error"]["message"]
    assert await door.traces(demo) == before


BAD: list[Any] = [{"reason": "x" * 501}, {"reason": 7}, {"why": "x"}, [], "x"]


@pytest.mark.parametrize("body", BAD, ids=lambda one: str(one)[:20])
async def test_a_reason_that_is_none_is_refused(
    door: Door, demo: Site, grace: Member, chat: dict[str, Any], body: object
) -> None:
    before = await door.traces(demo)

    answer = await grace.http.post(block(demo, chat["visitorId"]), json=body)

    assert answer.status_code == 400
    assert await door.traces(demo) == before


async def test_another_tenant_can_block_nobody_here(
    door: Door, demo: Site, grace: Member, mallory: Member, chat: dict[str, Any]
) -> None:
    before = await door.traces(demo)
    other = Site(await door.value("select project_id from members where user_id = $1", mallory.id))

    answers = [
        await ask
        for site in (demo, other)
        for number in (chat["visitorId"], 999_999_999)
        for ask in (
            mallory.http.post(block(site, number), json={}),
            mallory.http.delete(block(site, number)),
        )
    ]

    assert [answer.status_code for answer in answers] == [404] * 8
    assert len({answer.text for answer in answers}) == 1
    assert await door.traces(demo) == before
    panel = await grace.http.get(f"/projects/{demo.id}/inbox/visitors/{chat['visitorId']}")
    assert panel.json()["isBlocked"] is False


async def test_what_a_blocked_visitor_types_and_looks_at_reaches_nobody(
    door: Door, demo: Site, ada: Visitor, grace: Member, chat: dict[str, Any]
) -> None:
    await grace.joins(demo.id)
    await grace.http.post(block(demo, chat["visitorId"]), json={})
    await ada.hears("chatClosed")
    late = await door.tab(demo, "ada", ada.token)
    await late.identify()

    for tab in (ada, late):
        assert (await tab.ask("visitorIsTyping", {"isTyping": True}))["ok"]
        assert (await tab.ask("updateContext", {"currentUrl": "https://shop.example/insult"}))["ok"]
    await (await door.visitor(demo, "eve")).ask(
        "updateContext", {"currentUrl": "https://shop.example/other"}
    )

    other = grace.hears("visitorContextUpdated", lambda one: one["currentUrl"].endswith("other"))
    told = await grace.everything(until=other)
    assert [one for name, one in told if name == "visitorIsTyping"] == []
    contexts = [one for name, one in told if name == "visitorContextUpdated"]
    assert [one["visitorUid"] for one in contexts] == ["eve"]
