"""How often one socket may say what everybody hears, or what costs a look into the database."""

import asyncio

import pytest

from tests.front_door import Member, Site, Visitor

FLOODS = {
    "visitorIsTyping": ({"isTyping": True}, 10),
    "updateContext": ({"currentUrl": "https://shop.example/"}, 10),
    "setAiEnabled": ({"enabled": False}, 6),
    "requestHuman": ({}, 6),
    "identify": (None, 20),
    "fetchMessages": ({"limit": 1}, 100),
    "messagesRead": ({"upToSeq": 1}, 200),
    "messagesDelivered": ({"upToSeq": 1}, 200),
}


@pytest.mark.parametrize(("event", "payload", "at_once"), [(e, *f) for e, f in FLOODS.items()])
async def test_what_comes_too_often_is_refused_with_the_time_to_wait(
    demo: Site, ada: Visitor, event: str, payload: dict[str, object] | None, at_once: int
) -> None:
    await ada.writes("Hello?")
    said = (
        payload
        if payload is not None
        else {"projectId": demo.id, "visitorUid": ada.uid, "visitorToken": ada.token}
    )

    answers = [await ada.ask(event, said) for _ in range(at_once - 1)]
    while answers[-1]["ok"]:
        answers += await asyncio.gather(*(ada.ask(event, said) for _ in range(20)))

    refused = [one["error"] for one in answers if not one["ok"]]
    assert all(one["ok"] for one in answers[: at_once - 1])
    assert {one["code"] for one in refused} == {"rate_limited"}
    assert all(one["retryAfterSeconds"] >= 1 for one in refused)


async def test_other_events_and_other_sockets_go_on(
    demo: Site, ada: Visitor, grace: Member
) -> None:
    await grace.joins(demo.id)
    message = await ada.writes("Hello?")
    for _ in range(30):
        await ada.ask("visitorIsTyping", {"isTyping": True})

    assert (await ada.ask("fetchMessages"))["ok"]
    await grace.hears("newMessage", lambda one: one["id"] == message["id"])


async def test_a_switch_that_changes_nothing_leaves_nothing(
    demo: Site, ada: Visitor, grace: Member
) -> None:
    await grace.joins(demo.id)
    await ada.writes("Hello?")
    assert (await ada.ask("setAiEnabled", {"enabled": False}))["ok"]
    await grace.hears("conversationUpdated", lambda one: one["fields"].get("aiEnabled") is False)

    for _ in range(3):
        assert (await ada.ask("setAiEnabled", {"enabled": False}))["ok"]
    assert (await ada.ask("setAiEnabled", {"enabled": True}))["ok"]

    turned_on = grace.hears(
        "conversationUpdated", lambda one: one["fields"].get("aiEnabled") is True
    )
    told = await grace.all_heard("conversationUpdated", until=turned_on)
    assert len([one for one in told if "aiEnabled" in one["fields"]]) == 2
