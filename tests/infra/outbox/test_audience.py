"""Who else hears of an entry, as the outbox and the feed keep it."""

import msgspec
import pytest

from frontdesk.infra.database import (
    AlsoVisitor,
    Announcement,
    MessageParties,
    StoredAudience,
    also_visitor,
    read_audience,
)
from frontdesk.kit.audience import OneVisitor
from tests.infra.outbox.postbox import SAID, WHISPERED, Word

ADA = OneVisitor(1, "kkkk")
TO_ADA = AlsoVisitor(ADA.room, "whispered", msgspec.Raw(b'{"word":"hello"}'))
OF_ADA = MessageParties(ADA.room, "messageSent", "t1", None)
OF_GRACE = MessageParties(ADA.room, "agentReplied", None, 11)


@pytest.mark.parametrize("audience", [TO_ADA, OF_ADA, OF_GRACE, None])
def test_an_audience_is_read_as_it_was_announced(audience: StoredAudience | None) -> None:
    *_, stored = Announcement(1, SAID, Word("hello"), audience).to_row()

    assert read_audience(stored) == audience


def test_a_visitor_is_told_what_is_declared_for_a_visitor() -> None:
    assert also_visitor(ADA, WHISPERED, Word("hello")) == TO_ADA


# As versions before these kept them, for 30 days after an upgrade.
EARLIER = [
    ('{"room":"visitor:1:kkkk","event":"whispered","payload":{"word":"hello"}}', TO_ADA),
    ('{"room":"visitor:1:kkkk","event":"messageSent","tempId":"t1","userId":null}', OF_ADA),
    ('{"room":"visitor:1:kkkk","event":"agentReplied","tempId":null,"userId":11}', OF_GRACE),
]


@pytest.mark.parametrize(("stored", "audience"), EARLIER)
def test_an_audience_without_a_kind_is_still_understood(
    stored: str, audience: StoredAudience
) -> None:
    assert read_audience(stored) == audience


@pytest.mark.parametrize("audience", [TO_ADA, OF_ADA])
def test_a_process_of_the_version_before_finds_all_it_looks_for(audience: StoredAudience) -> None:
    *_, stored = Announcement(1, SAID, Word("hello"), audience).to_row()

    found = msgspec.json.decode(stored or "")
    assert {"room", "event"} <= found.keys()
    assert "payload" in found or {"tempId", "userId"} <= found.keys()
