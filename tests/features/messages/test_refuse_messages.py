"""What a visitor may write, and how much of it."""

import pytest

from tests.front_door import Door, Site, Visitor


async def test_the_eleventh_message_in_a_minute_hears_when_to_try_again(door: Door) -> None:
    site = await door.project(message_rate_limit=10, message_rate_seconds=60)
    ada = await door.visitor(site, "ada")
    for number in range(10):
        await ada.writes(f"m{number}")

    refused = await ada.ask("sendMessage", {"content": "m10", "tempId": "m10"})
    resent = await ada.ask("sendMessage", {"content": "m3", "tempId": "m3"})

    assert refused["error"]["code"] == "rate_limited"
    assert 1 <= refused["error"]["retryAfterSeconds"] <= 60
    assert resent["ok"]
    assert (await door.traces(site))[2] == 10
    eve = await door.visitor(site, "eve")
    assert (await eve.writes("I may"))["seq"] == 1


async def test_a_resend_passes_even_when_the_window_has_forgotten_it(
    door: Door,
) -> None:
    site = await door.project(message_rate_limit=2)
    ada = await door.visitor(site, "ada")
    await ada.writes("m0")
    await door.server.redis.delete(f"fd:window:messages:{{{site.id}:ada}}")
    await ada.writes("m1")
    await ada.writes("m2")

    assert (await ada.ask("sendMessage", {"content": "m0", "tempId": "m0"}))["ok"]
    refused = await ada.ask("sendMessage", {"content": "m3", "tempId": "m3"})
    assert refused["error"]["code"] == "rate_limited"


async def test_a_project_may_set_no_limit(ada: Visitor) -> None:
    messages = [await ada.writes(f"m{number}") for number in range(30)]

    assert messages[-1]["seq"] == 30


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "invalid"),
        (" \n\t", "invalid"),
        ("\u200b\u200d\ufeff", "invalid"),
        ("x" * 5_001, "too_long"),
        ("\u0301" * 5_001, "too_long"),
    ],
)
async def test_a_message_that_is_none_is_refused_and_leaves_nothing(
    door: Door, demo: Site, ada: Visitor, content: str, code: str
) -> None:
    before = await door.traces(demo)

    ack = await ada.ask("sendMessage", {"content": content, "tempId": "t"})

    assert ack["error"]["code"] == code
    assert await door.traces(demo) == before


@pytest.mark.parametrize(
    "more",
    [
        {"tempId": ""},
        {"tempId": "x" * 65},
        {"tempId": "a\nb"},
        {"tempId": "é"},
        {"attachmentIds": [1]},
        {"attachmentIds": ["1"]},
        {"sessionMetadata": {"referrer": "x" * 2_049}},
        {"sessionMetadata": {"pages": [{"url": "/"}] * 11}},
        {"sessionMetadata": {"isAdmin": True}},
        {"sessionMetadata": []},
        {"senderId": 1},
        {"conversationId": 1},
        {"projectId": 1},
    ],
)
async def test_a_message_with_more_than_a_visitor_may_say_is_refused(
    door: Door, demo: Site, ada: Visitor, more: dict[str, object]
) -> None:
    before = await door.traces(demo)

    ack = await ada.ask("sendMessage", {"content": "Hi", "tempId": "t", **more})

    assert ack["error"]["code"] == "invalid"
    assert await door.traces(demo) == before


async def test_a_message_to_a_deleted_project_hears_that_the_project_is_gone(
    door: Door, demo: Site, ada: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    olivia = await door.member(demo, "Olivia", "owner")
    # It comes in the moment before the socket is cut.
    monkeypatch.setattr(door.server.web.hub, "close", lambda _: None)
    await ada.writes("Hello?")
    await olivia.http.delete(f"/projects/{demo.id}")

    ack = await ada.ask("sendMessage", {"content": "Still there?", "tempId": "late"})

    assert ack["error"]["reason"] == "project_gone"
