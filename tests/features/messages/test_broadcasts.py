"""Who hears of a message, and what they are told: data, without a socket."""

from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from frontdesk.features.messages.broadcasts import Broadcast, broadcasts_of
from frontdesk.infra.outbox import FeedEntry

MOMENT = datetime(2026, 3, 1, tzinfo=UTC)
ADAS_ROOM = "visitor:1:kkkk"


def entry(event: str, payload: dict[str, Any], audience: dict[str, Any] | None) -> FeedEntry:
    return FeedEntry(1, 9, event, payload, audience, MOMENT)


def message(**more: object) -> dict[str, Any]:
    return {"id": 5, "content": "Hello", "conversation": {"unreadCount": 1}, **more}


FROM_ADA = entry(
    "newMessage",
    message(),
    {"room": ADAS_ROOM, "event": "messageSent", "tempId": "t1", "userId": None},
)
FROM_GRACE = entry(
    "newMessage",
    message(),
    {"room": ADAS_ROOM, "event": "agentReplied", "tempId": "t2", "userId": 11},
)


def to(room: str, told: list[Broadcast]) -> Broadcast:
    [found] = [one for one in told if one.room == room]
    return found


def test_members_hear_a_visitors_message_with_its_number() -> None:
    told = to("project:1", broadcasts_of(FROM_ADA))

    assert (told.event, told.payload["feedSeq"]) == ("newMessage", 9)
    assert told.payload["conversation"] == {"unreadCount": 1}


def test_the_visitor_hears_what_became_of_his_temp_id_and_nothing_of_the_inbox() -> None:
    told = to(ADAS_ROOM, broadcasts_of(FROM_ADA))

    assert told.event == "messageSent"
    assert told.payload == {
        "tempId": "t1",
        "finalMessage": {"id": 5, "content": "Hello", "tempId": "t1"},
    }


def test_only_its_sender_knows_a_message_by_its_temp_id() -> None:
    told = broadcasts_of(FROM_GRACE)
    everyone, herself = to("project:1", told), to("project:1:user:11", told)
    visitor = to(ADAS_ROOM, told)

    assert herself.payload["tempId"] == "t2"
    assert everyone.except_room == "project:1:user:11"
    assert "t2" not in msgspec.json.encode([everyone.payload, visitor.payload]).decode()


def test_no_member_hears_a_visitors_temp_id() -> None:
    told = to("project:1", broadcasts_of(FROM_ADA))

    assert "t1" not in msgspec.json.encode(told.payload).decode()


def test_the_visitor_hears_an_agents_reply_as_a_message() -> None:
    told = to(ADAS_ROOM, broadcasts_of(FROM_GRACE))

    assert (told.event, told.payload) == ("agentReplied", {"id": 5, "content": "Hello"})


def test_an_event_that_is_none_of_his_business_does_not_reach_the_visitor() -> None:
    told = broadcasts_of(entry("conversationUpdated", {"fields": {}}, None))

    assert [one.room for one in told] == ["project:1"]


@pytest.mark.parametrize("source", [FROM_ADA, FROM_GRACE])
def test_telling_changes_nothing_of_the_entry_itself(source: FeedEntry) -> None:
    before = msgspec.json.encode(source)

    broadcasts_of(source)

    assert msgspec.json.encode(source) == before
