"""Whatever a socket says that it may not say is refused with a code, and leaves nothing behind."""

from typing import Any

import pytest

from frontdesk.infra.sockets import SocketEvent
from tests.front_door import Door, InProcessServer, Member, Site, Visitor

CODES = {
    "invalid",
    "too_long",
    "rate_limited",
    "unauthorized",
    "not_found",
    "conflict",
    "gone",
    "unavailable",
}
CANARY = "canary-7f3a"

# Every value that is of the wrong type for nearly every field, and says who sent it.
ODD_VALUES: list[object] = [
    None,
    True,
    0,
    -1,
    1.5,
    2**53,
    2**63,
    2**64,
    10**30,
    CANARY,
    "",
    "1",
    [],
    [CANARY],
    {},
    {"$gt": ""},
    {CANARY: CANARY},
]

GOOD: dict[str, dict[str, Any]] = {
    "identify": {"projectId": 0, "visitorUid": "ada"},
    "sendMessage": {"content": CANARY, "tempId": "t1"},
    "fetchMessages": {"afterSeq": 0, "limit": 50},
    "messagesDelivered": {"upToSeq": 1},
    "messagesRead": {"upToSeq": 1},
    "visitorIsTyping": {"isTyping": True},
    "updateContext": {"currentUrl": "https://shop.example/", "title": "Shop"},
    "setContact": {"email": "ada@example.com"},
    "setProfile": {"name": "Ada", "email": "ada@example.com", "attributes": {"plan": "office"}},
    "setAiEnabled": {"enabled": False},
    "requestHuman": {},
    "joinProjectRoom": {"projectId": 0, "afterFeedSeq": 0},
    "leaveProjectRoom": {"projectId": 0},
    "agentPresence": {"projectId": 0, "state": "available", "active": True, "viewing": 1},
}


def events_from(server: InProcessServer, sender: str) -> list[SocketEvent]:
    return [event for (who, _), event in server.web.sockets.events.items() if who == sender]


def is_refusal(ack: Any) -> bool:  # noqa: ANN401 - an ack
    return ack["ok"] is False and ack["error"]["code"] in CODES and bool(ack["error"]["message"])


def test_every_event_of_the_registry_has_a_good_payload_here(server: InProcessServer) -> None:
    assert {name for _, name in server.web.sockets.events} == set(GOOD)


async def test_no_event_but_identify_is_taken_from_a_visitor_who_has_not_identified(
    door: Door, server: InProcessServer, demo: Site
) -> None:
    stranger = await door.tab(demo)
    before = await door.traces(demo)

    for event in events_from(server, "visitor"):
        if event.name != "identify":
            ack = await stranger.ask(event.name, GOOD[event.name])
            assert ack["error"]["code"] == "unauthorized", event.name

    assert await door.traces(demo) == before


async def test_a_visitor_has_none_of_the_agents_events(
    server: InProcessServer, demo: Site, ada: Visitor
) -> None:
    for event in events_from(server, "agent"):
        ack = await ada.ask(event.name, {**GOOD[event.name], "projectId": demo.id})
        assert ack["error"]["code"] == "invalid", event.name


async def test_an_agent_has_none_of_the_visitors_events(
    server: InProcessServer, demo: Site, grace: Member
) -> None:
    await grace.joins(demo.id)

    for event in events_from(server, "visitor"):
        ack = await grace.ask(event.name, {**GOOD[event.name], "projectId": demo.id})
        assert ack["error"]["code"] == "invalid", event.name


@pytest.mark.parametrize(
    "name", ["nope", "", "connect", "disconnect", "connect_error", "__proto__", "*", "x" * 1_000]
)
async def test_an_event_nobody_knows_is_refused(ada: Visitor, name: str) -> None:
    ack = await ada.ask(name, {})

    assert ack["error"] == {
        "code": "invalid",
        "reason": "unknown_event",
        "message": "There is no such event.",
    }


async def test_an_unknown_event_without_an_acknowledgement_is_answered_by_an_event(
    ada: Visitor,
) -> None:
    await ada.client.emit("nope", {})

    refused = await ada.hears("eventRefused")
    assert refused["error"]["code"] == "invalid"


async def test_a_refused_message_without_an_acknowledgement_is_answered_by_an_event(
    ada: Visitor,
) -> None:
    await ada.client.emit("sendMessage", {"content": " ", "tempId": "t1"})

    refused = await ada.hears("eventRefused")
    assert (refused["event"], refused["error"]["code"]) == ("sendMessage", "invalid")


@pytest.mark.parametrize(
    "name", [name for name in GOOD if name not in ("joinProjectRoom", "leaveProjectRoom")]
)
async def test_a_field_of_the_wrong_type_is_never_taken_and_never_repeated(
    door: Door, demo: Site, ada: Visitor, grace: Member, name: str
) -> None:
    eve = await door.visitor(demo, "eve")
    await grace.joins(demo.id)
    line = grace if name == "agentPresence" else ada
    good = {**GOOD[name], **({"projectId": demo.id} if "projectId" in GOOD[name] else {})}
    before = await door.traces(demo)

    for field, value in good.items():
        for odd in ODD_VALUES:
            if is_fine(name, field, odd, value):
                continue
            ack = await line.ask(name, {**good, field: odd})
            assert is_refusal(ack), (field, odd)
            assert ack["error"]["code"] in ("invalid", "not_found", "conflict"), (field, odd, ack)
            assert CANARY not in str(ack), (field, odd)

    assert await door.traces(demo) == before
    assert (await eve.ask("fetchMessages"))["ok"]
    assert (await ada.ask("fetchMessages"))["ok"]


@pytest.mark.parametrize("name", list(GOOD))
async def test_a_field_that_is_missing_or_unknown_is_refused(
    door: Door, demo: Site, ada: Visitor, grace: Member, name: str
) -> None:
    await grace.joins(demo.id)
    line = ada if name in (*list(GOOD)[:7],) else grace
    good = {**GOOD[name], **({"projectId": demo.id} if "projectId" in GOOD[name] else {})}
    before = await door.traces(demo)
    payloads: list[object] = [
        {**good, CANARY: 1},
        {**good, "__proto__": {"isAdmin": True}},
        {**good, "project_id": demo.id},
        {**good, "role": "owner"},
        [good],
        [],
        CANARY,
        7,
        True,
    ]
    optional = {"afterSeq", "limit", "title", "afterFeedSeq", "viewing"}
    payloads += [
        {key: good[key] for key in good if key != gone} for gone in good if gone not in optional
    ]

    for payload in payloads:
        ack = await line.ask(name, payload)
        assert is_refusal(ack), payload
        assert ack["error"]["code"] == "invalid", payload
        assert CANARY not in str(ack)

    assert await door.traces(demo) == before


@pytest.mark.parametrize("name", ["joinProjectRoom", "leaveProjectRoom", "agentPresence"])
@pytest.mark.parametrize("project_id", [0, -1, 2**53, 2**63 - 1, 2**63, 2**64 - 1, 10**30, "1"])
async def test_a_project_that_cannot_be_is_refused_and_not_unavailable(
    demo: Site, grace: Member, name: str, project_id: object
) -> None:
    await grace.joins(demo.id)

    ack = await grace.ask(name, {**GOOD[name], "projectId": project_id})

    if name == "leaveProjectRoom" and ack["ok"]:
        return
    assert ack["error"]["code"] in ("invalid", "not_found")


def is_fine(name: str, field: str, odd: object, good: object) -> bool:
    """Whether this odd value is a right one for its field after all."""
    if odd == good and type(odd) is type(good):
        return True
    is_text = isinstance(odd, str) and bool(odd)
    is_small = type(odd) is int and 0 <= odd < 2**53
    fine: dict[str, bool] = {
        "name": is_text or odd is None,
        "email": odd is None and name == "setProfile",
        "attributes": isinstance(odd, dict),
        "content": is_text,
        "tempId": is_text,
        "visitorUid": is_text and name != "identify",
        "currentUrl": is_text,
        "title": isinstance(odd, str) or odd is None,
        "isTyping": odd is True,
        "active": odd is True,
        "afterSeq": is_small or odd is None,
        "upToSeq": is_small,
        # An id may be written as a string of digits.
        "projectId": odd == str(good),
        "viewing": is_small or odd is None or odd == "1",
    }
    return fine.get(field, False)
