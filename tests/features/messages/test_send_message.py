"""A visitor's message: stored once, told to everyone it concerns, in order."""

import asyncio
from typing import Any

import pytest

from tests.front_door import Door, Member, Site, Visitor, hears_nothing


async def test_a_message_is_stored_and_reaches_the_agent(
    door: Door, demo: Site, ada: Visitor, grace: Member
) -> None:
    await grace.joins(demo.id)

    ack = await ada.ask("sendMessage", {"content": "  Hello?\n", "tempId": "t1"})

    message = ack["message"]
    assert (message["content"], message["seq"], message["status"]) == ("Hello?", 1, "delivered")
    heard = await grace.hears("newMessage")
    assert heard["id"] == message["id"]
    assert heard["conversation"]["unreadCount"] == 1
    stored = await door.row("select content, seq from messages where project_id = $1", demo.id)
    assert stored == {"content": "Hello?", "seq": 1}


async def test_only_the_senders_tabs_learn_the_temp_id(
    door: Door, demo: Site, ada: Visitor, grace: Member
) -> None:
    await grace.joins(demo.id)
    await ada.writes("Hello?", "t1")
    second = await door.visitor(demo, "ada", ada.token)

    await ada.writes("Anyone?", "t2")

    told = await second.hears("messageSent", lambda sent: sent["tempId"] == "t2")
    assert told["finalMessage"]["tempId"] == "t2"
    heard = await grace.hears("newMessage", lambda message: message["content"] == "Anyone?")
    assert "tempId" not in heard


async def test_a_message_sent_ten_times_at_once_is_stored_and_announced_once(
    door: Door, demo: Site, ada: Visitor, grace: Member
) -> None:
    await grace.joins(demo.id)
    payload = {"content": "Hello?", "tempId": "t1"}

    acks = await asyncio.gather(*(ada.ask("sendMessage", payload) for _ in range(10)))
    await ada.writes("the end")

    assert len({ack["message"]["id"] for ack in acks}) == 1
    ended = grace.hears("newMessage", lambda message: message["content"] == "the end")
    heard = await grace.all_heard("newMessage", until=ended)
    assert [one["content"] for one in heard] == ["Hello?", "the end"]
    assert await door.value("select count(*) from messages where project_id = $1", demo.id) == 2


async def test_the_same_temp_id_with_other_content_is_a_conflict_and_changes_nothing(
    door: Door, demo: Site, ada: Visitor
) -> None:
    first = await ada.writes("Hello?", "t1")

    twin = await ada.ask("sendMessage", {"content": "Goodbye!", "tempId": "t1"})
    again = await ada.ask("sendMessage", {"content": " Hello? ", "tempId": "t1"})

    assert twin["error"]["code"] == "conflict"
    assert again["message"] == first
    assert (
        await door.value("select content from messages where project_id = $1", demo.id) == "Hello?"
    )


async def test_a_hundred_messages_sent_without_waiting_keep_their_order(
    demo: Site, ada: Visitor, grace: Member
) -> None:
    await grace.joins(demo.id)
    sent = [f"m{number}" for number in range(100)]

    messages = await asyncio.gather(*(ada.writes(content) for content in sent))

    assert [message["seq"] for message in messages] == list(range(1, 101))
    last = grace.hears("newMessage", lambda message: message["seq"] == 100)
    heard = await grace.all_heard("newMessage", until=last)
    assert [one["content"] for one in heard] == sent
    own_last = ada.hears("messageSent", lambda one: one["tempId"] == sent[-1])
    own = await ada.all_heard("messageSent", until=own_last)
    assert [one["finalMessage"]["content"] for one in own] == sent


async def test_a_conversation_exists_from_the_first_message_and_not_before(
    door: Door, demo: Site, ada: Visitor
) -> None:
    before = await door.traces(demo)

    message = await ada.writes("Hello?")

    assert before[:3] == (0, 0, 0)
    assert (await door.traces(demo))[:3] == (1, 1, 1)
    assert message["conversationId"] == await door.value(
        "select id from conversations where project_id = $1", demo.id
    )


async def test_what_the_widget_knows_of_the_visit_is_kept_with_the_visitor(
    demo: Site, ada: Visitor, grace: Member
) -> None:
    visit = {
        "referrer": "https://search.example/",
        "landingPage": "https://shop.example/",
        "pages": [{"url": "https://shop.example/hats", "title": "Hats", "at": None}],
        "browser": "Firefox",
        "os": "Linux",
        "locale": "de",
        "aiEnabled": True,
    }

    await ada.ask("sendMessage", {"content": "Hi", "tempId": "t", "sessionMetadata": visit})

    assert await _session_shown(grace, demo) == visit


async def test_no_agent_sees_the_keys_in_an_address_from_any_sender(
    ada: Visitor, grace: Member, demo: Site
) -> None:
    pages = [{"url": "https://shop.example/?token=abc&q=hat"}, {"url": "about:blank"}]
    visit = {
        "referrer": "https://mail.example/?session=abc",
        "landingPage": "https://shop.example/#access_token=abc",
        "pages": pages,
    }

    await ada.ask("sendMessage", {"content": "Hi", "tempId": "t", "sessionMetadata": visit})

    shown = await _session_shown(grace, demo)
    assert shown["referrer"] == "https://mail.example/"
    assert shown["landingPage"] == "https://shop.example/"
    assert [page["url"] for page in shown["pages"]] == ["https://shop.example/?q=hat"]


async def _session_shown(member: Member, site: Site) -> Any:  # noqa: ANN401 - any JSON
    [listed] = (await member.http.get(site.inbox)).json()["data"]
    panel = await member.http.get(f"/projects/{site.id}/inbox/visitors/{listed['visitor']['id']}")
    return panel.json()["sessionMetadata"]


async def test_the_list_shows_one_line_of_a_hundred_characters(
    demo: Site, ada: Visitor, grace: Member
) -> None:
    await ada.writes("Line one\n\n" + "x" * 200, "t1")

    [listed] = (await grace.http.get(demo.inbox)).json()["data"]

    assert listed["lastMessageSnippet"] == ("Line one " + "x" * 200)[:100]
    assert (listed["lastSeq"], listed["unreadCount"]) == (1, 1)


async def test_the_same_temp_id_of_another_visitor_or_project_is_another_message(
    door: Door, demo: Site, other: Site, ada: Visitor
) -> None:
    eve = await door.visitor(demo, "eve")
    elsewhere = await door.visitor(other, "ada")

    first = await ada.writes("Mine", "t1")
    second = await eve.writes("Hers", "t1")
    third = await elsewhere.writes("Theirs", "t1")

    assert len({first["id"], second["id"], third["id"]}) == 3
    assert [one["content"] for one in (first, second, third)] == ["Mine", "Hers", "Theirs"]


@pytest.mark.parametrize("count", [10])
async def test_a_message_is_told_to_other_tabs_but_not_to_other_visitors(
    door: Door, demo: Site, ada: Visitor, count: int
) -> None:
    eve = await door.visitor(demo, "eve")

    for number in range(count):
        await ada.writes(f"secret {number}")
    await eve.writes("mine")

    await hears_nothing(eve, of="secret", until=eve.hears("messageSent"))


async def test_every_tab_is_told_of_a_message_that_was_given_up(
    door: Door, demo: Site, ada: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It passes every check, and still no transaction with it can commit."""
    for module in ("jobs", "socket.visitor"):
        monkeypatch.setattr(f"frontdesk.features.messages.{module}.clean_content", str)
    other_tab = await door.visitor(demo, ada.uid, ada.token)
    eve = await door.visitor(demo, "eve")

    ack = await ada.ask("sendMessage", {"content": "x" * 5_001, "tempId": "poison"})

    for tab in (ada, other_tab):
        failed = await tab.hears("messageFailed")
        assert failed == {"tempId": "poison", "error": ack["error"]}
    await hears_nothing(eve, of="poison", until=other_tab.hears("messageFailed"))
