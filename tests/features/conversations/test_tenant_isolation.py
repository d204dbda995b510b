"""Nobody sees or touches another project's things; the answer never says that they exist."""

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from tests.front_door import Door, Member, Site, Visitor, hears_back, hears_nothing
from tests.http_client import http_client

CANARY = "canary-of-demo-5d21"

Ask = Callable[[httpx.AsyncClient, int, int, int], Awaitable[httpx.Response]]


def inbox(project: int) -> str:
    return f"/projects/{project}/inbox/conversations"


# Every endpoint with a conversation, a visitor or a project in its address:
# (project, conversation, visitor) in, answer out.
ENDPOINTS: dict[str, Ask] = {
    "list conversations": lambda http, p, _c, _v: http.get(inbox(p)),
    "search conversations": lambda http, p, _c, _v: http.get(inbox(p), params={"q": "canary"}),
    "show conversation": lambda http, p, c, _v: http.get(f"{inbox(p)}/{c}"),
    "read messages": lambda http, p, c, _v: http.get(f"{inbox(p)}/{c}/messages"),
    "catch up": lambda http, p, c, _v: http.get(f"{inbox(p)}/{c}/messages?afterSeq=0"),
    "reply": lambda http, p, c, _v: http.post(f"{inbox(p)}/{c}/messages", json={"text": "Hi"}),
    "reply with a key": lambda http, p, c, _v: http.post(
        f"{inbox(p)}/{c}/messages", json={"text": "Hi"}, headers={"Idempotency-Key": "k"}
    ),
    "type": lambda http, p, c, _v: http.post(f"{inbox(p)}/{c}/typing", json={"isTyping": True}),
    "solve": lambda http, p, c, _v: http.patch(f"{inbox(p)}/{c}", json={"status": "solved"}),
    "mark read": lambda http, p, c, _v: http.patch(f"{inbox(p)}/{c}", json={"read": True}),
    "solve a version": lambda http, p, c, _v: http.patch(
        f"{inbox(p)}/{c}", json={"status": "solved"}, headers={"If-Match": '"7"'}
    ),
    "show visitor": lambda http, p, _c, v: http.get(f"/projects/{p}/inbox/visitors/{v}"),
    "read the feed": lambda http, p, _c, _v: http.get(f"/projects/{p}/feed"),
    "read the feed after": lambda http, p, _c, _v: http.get(f"/projects/{p}/feed?after=1"),
}
OF_A_CONVERSATION = [
    name for name in ENDPOINTS if not {"list", "feed", "search"} & set(name.split())
]


@pytest.fixture
async def secret(ada: Visitor) -> dict[str, Any]:
    """What Ada wrote to Demo, which is nobody else's business."""
    message: dict[str, Any] = await ada.writes(CANARY)
    return message


async def test_another_tenants_project_answers_like_one_that_never_was(
    door: Door, demo: Site, mallory: Member, secret: dict[str, Any]
) -> None:
    ids = secret["conversationId"], secret["visitorId"]
    before = await door.traces(demo)

    for name, ask in ENDPOINTS.items():
        foreign = await ask(mallory.http, demo.id, *ids)
        imagined = await ask(mallory.http, 999_999_999, *ids)

        assert (name, foreign.status_code, imagined.status_code) == (name, 404, 404)
        assert foreign.json() == imagined.json()
        assert CANARY not in foreign.text
    assert await door.traces(demo) == before


async def test_another_tenants_conversation_is_not_found_below_ones_own_project(
    door: Door, demo: Site, other: Site, mallory: Member, secret: dict[str, Any]
) -> None:
    before = await door.traces(demo)

    for name in OF_A_CONVERSATION:
        ask = ENDPOINTS[name]
        foreign = await ask(mallory.http, other.id, secret["conversationId"], secret["visitorId"])
        imagined = await ask(mallory.http, other.id, 999_999_999, 999_999_999)

        assert (name, foreign.status_code, imagined.status_code) == (name, 404, 404)
        assert foreign.json() == imagined.json()
    assert await door.traces(demo) == before


async def test_without_a_session_nothing_is_shown_or_done(
    door: Door, demo: Site, ada: Visitor, secret: dict[str, Any]
) -> None:
    before = await door.traces(demo)

    async with http_client(base_url=f"{ada.url}/api/v1") as nobody:
        for name, ask in ENDPOINTS.items():
            answer = await ask(nobody, demo.id, secret["conversationId"], secret["visitorId"])

            assert (name, answer.status_code) == (name, 401)
            assert CANARY not in answer.text
    assert await door.traces(demo) == before


async def test_no_proxy_may_keep_what_a_member_was_shown(
    demo: Site, grace: Member, secret: dict[str, Any]
) -> None:
    for name, ask in ENDPOINTS.items():
        answer = await ask(grace.http, demo.id, secret["conversationId"], secret["visitorId"])

        assert answer.headers["cache-control"] == "private, no-store", name
        assert answer.headers["x-content-type-options"] == "nosniff", name
        assert answer.headers["referrer-policy"], name
        assert "default-src 'none'" in answer.headers["content-security-policy"], name


@pytest.mark.parametrize("method", ["post", "patch"])
async def test_a_write_without_the_csrf_token_changes_nothing(
    door: Door, demo: Site, grace: Member, secret: dict[str, Any], method: str
) -> None:
    name = "reply" if method == "post" else "solve"
    before = await door.traces(demo)

    for wrong in ({}, {"X-CSRF-Token": "made-up"}):
        headers = {"Cookie": grace.cookie, **wrong}
        async with http_client(base_url=f"{grace.url}/api/v1", headers=headers) as forged:
            answer = await ENDPOINTS[name](forged, demo.id, secret["conversationId"], 1)
        assert answer.status_code == 403

    assert await door.traces(demo) == before


async def test_a_member_cannot_enter_another_tenants_room(
    demo: Site, other: Site, ada: Visitor, grace: Member, mallory: Member
) -> None:
    await grace.joins(demo.id)
    await mallory.joins(other.id)

    foreign = await mallory.joins(demo.id, afterFeedSeq=0)
    imagined = await mallory.joins(999_999_999, afterFeedSeq=0)
    beat = await mallory.ask(
        "agentPresence", {"projectId": demo.id, "state": "available", "active": True}
    )
    await ada.writes(CANARY)

    assert foreign == imagined
    assert foreign["error"]["code"] == beat["error"]["code"] == "not_found"
    await hears_nothing(mallory, of=CANARY, until=grace.hears("newMessage"))


async def test_a_visitor_socket_of_one_project_does_nothing_in_another(
    door: Door, demo: Site, other: Site, ada: Visitor
) -> None:
    await ada.writes(CANARY)
    tab = await door.tab(other, "ada")

    wrong_project = await tab.ask(
        "identify", {"projectId": demo.id, "visitorUid": "ada", "visitorToken": ada.token}
    )
    wrong_token = await tab.ask(
        "identify", {"projectId": other.id, "visitorUid": "ada", "visitorToken": ada.token}
    )
    after = await tab.ask("fetchMessages")

    assert wrong_project["error"]["code"] == "not_found"
    assert wrong_token["error"]["code"] == "unauthorized"
    assert after["error"]["code"] == "unauthorized"
    assert CANARY not in str([wrong_project, wrong_token])
    again = await ada.writes(f"{CANARY} again")
    await hears_nothing(tab, of=CANARY, until=hears_back(ada, again))


async def test_two_visitors_of_one_project_hear_nothing_of_each_other(
    door: Door, demo: Site, ada: Visitor, grace: Member
) -> None:
    eve = await door.visitor(demo, "eve")
    message = await ada.writes(CANARY)
    await grace.http.post(demo.thread(message["conversationId"]), json={"text": CANARY})
    await grace.http.patch(demo.conversation(message["conversationId"]), json={"read": True})
    await grace.http.post(
        demo.conversation(message["conversationId"], "/typing"), json={"isTyping": True}
    )
    await ada.hears("agentIsTyping")

    mine = await eve.writes("mine")

    heard = {name for name, _ in await eve.everything(until=eve.hears("messageSent"))}
    assert mine["conversationId"] != message["conversationId"]
    assert heard - {"conversationHead", "queuePosition"} == {"conversationHistory", "messageSent"}
    fetched = await eve.ask("fetchMessages", {"afterSeq": 0})
    assert [one["content"] for one in fetched["messages"]] == ["mine"]
