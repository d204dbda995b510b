"""Who hears of a message, and what they are told: data, without a socket."""

from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from frontdesk.features.messages.broadcasts import Delivery, deliveries_of
from frontdesk.features.messages.wire import MessageSent, MessageWire, Sender
from frontdesk.infra.database import MessageParties
from frontdesk.infra.outbox import FeedEntry
from frontdesk.kit import strict_json
from frontdesk.kit.audience import OneMember, OneVisitor, ProjectMembers

MOMENT = datetime(2026, 3, 1, tzinfo=UTC)
ADAS_ROOM = OneVisitor(1, "kkkk").room
GRACE = 11
HELLO = MessageWire(
    id=5,
    conversation_id=3,
    seq=1,
    content="Hello",
    content_type="text",
    from_customer=True,
    sender=Sender(type="visitor", id=None, name="Ada"),
    sender_id=None,
    visitor_id=7,
    handled_by_id=None,
    status="sent",
    created_at="2026-03-01T00:00:00.000Z",
    delivered_at=None,
    edited_at=None,
    deleted_at=None,
    metadata={},
    attachments=[],
)
# As the entry of a newer version would carry it: with more than this version knows of.
PAYLOAD = {**msgspec.to_builtins(HELLO), "conversation": {"unreadCount": 1}, "newerField": 1}


def entry(parties: MessageParties | None) -> FeedEntry:
    payload = msgspec.Raw(strict_json.encode(PAYLOAD))
    return FeedEntry(1, 9, "newMessage", payload, parties, MOMENT)


FROM_ADA = entry(MessageParties(ADAS_ROOM, "messageSent", "t1", None))
FROM_GRACE = entry(MessageParties(ADAS_ROOM, "agentReplied", "t2", GRACE))


def to(room: str, told: list[Delivery]) -> Delivery:
    [found] = [one for one in told if one.room == room and one.event]
    return found


def payload_of(told: Delivery) -> dict[str, Any]:
    payload: dict[str, Any] = msgspec.json.decode(told.payload)
    return payload


def test_members_hear_a_visitors_message_with_its_number_and_everything_it_carries() -> None:
    told = to(ProjectMembers(1).room, deliveries_of(FROM_ADA))

    assert (told.event, payload_of(told)) == ("newMessage", {**PAYLOAD, "feedSeq": 9})


def test_the_visitor_hears_what_became_of_their_temp_id_and_nothing_of_the_inbox() -> None:
    told = to(ADAS_ROOM, deliveries_of(FROM_ADA))

    heard = msgspec.json.decode(told.payload, type=MessageSent)
    assert told.event == "messageSent"
    assert (heard.temp_id, heard.final_message.temp_id) == ("t1", "t1")
    assert "unreadCount" not in str(payload_of(told))


def test_only_its_sender_knows_a_message_by_its_temp_id() -> None:
    told = deliveries_of(FROM_GRACE)
    everyone, herself = to(ProjectMembers(1).room, told), to(OneMember(1, GRACE).room, told)
    visitor = to(ADAS_ROOM, told)

    assert payload_of(herself)["tempId"] == "t2"
    assert everyone.except_room == herself.room
    assert "t2" not in f"{payload_of(everyone)} {payload_of(visitor)}"


def test_no_member_hears_a_visitors_temp_id() -> None:
    told = to(ProjectMembers(1).room, deliveries_of(FROM_ADA))

    assert "t1" not in str(payload_of(told))


def test_the_visitor_hears_an_agents_reply_as_a_message() -> None:
    told = to(ADAS_ROOM, deliveries_of(FROM_GRACE))

    assert told.event == "agentReplied"
    assert msgspec.json.decode(told.payload, type=MessageWire) == HELLO


def test_an_event_that_is_none_of_their_business_does_not_reach_the_visitor() -> None:
    told = deliveries_of(entry(None))

    assert [one.room for one in told] == [ProjectMembers(1).room]


@pytest.mark.parametrize("source", [FROM_ADA, FROM_GRACE])
def test_telling_changes_nothing_of_the_entry_itself(source: FeedEntry) -> None:
    before = msgspec.json.encode(source)

    deliveries_of(source)

    assert msgspec.json.encode(source) == before
