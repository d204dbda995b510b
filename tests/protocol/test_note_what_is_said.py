"""The check that every suite gets for free: it must see what it is there for."""

from typing import Any

import pytest

from frontdesk.features.conversations.wire import MESSAGE_STATUS_CHANGED
from tests import declared

MOVED = {"conversationId": 1, "upToSeq": 2, "status": "read", "revision": 3, "at": "now"}
JOINED = {"ok": True, "status": "ok", "roomName": "project:1", "feedSeq": 1, "resync": False}


@pytest.fixture(autouse=True)
def faults(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Faults made on purpose are no faults of this test."""
    found: list[str] = []
    monkeypatch.setattr(declared, "faults", found)
    return found


def test_what_is_exactly_as_declared_is_no_fault(faults: list[str]) -> None:
    declared.note_event("agent", "messageStatusChanged", {**MOVED, "feedSeq": 4})
    declared.note_ack("visitor", "messagesRead", {"ok": True})
    declared.note_ack("agent", "joinProjectRoom", {**JOINED, "events": []})

    assert faults == []


@pytest.mark.parametrize(
    "payload",
    [
        {name: value for name, value in MOVED.items() if name != "status"},
        {**MOVED, "secretNote": "he owes us money"},
        {**MOVED, "status": "lost"},
        {**MOVED, "upToSeq": "2"},
        None,
    ],
)
def test_a_field_too_few_too_many_or_of_another_kind_is_a_fault(
    payload: object, faults: list[str]
) -> None:
    declared.note_event("agent", MESSAGE_STATUS_CHANGED.name, payload)

    assert len(faults) == 1


@pytest.mark.parametrize(("peer", "name"), [("visitor", "noteAdded"), ("agent", "said")])
def test_an_event_nobody_declared_for_the_listener_is_a_fault(
    peer: Any,  # noqa: ANN401 - as the parameters say
    name: str,
    faults: list[str],
) -> None:
    declared.note_event(peer, name, {})

    assert len(faults) == 1


REFUSED = {"code": "conflict", "reason": "temp_id_taken", "message": "Taken."}


def test_a_refusal_for_a_reason_that_the_event_does_not_declare_is_a_fault(
    faults: list[str],
) -> None:
    declared.note_ack("visitor", "sendMessage", {"ok": False, "error": REFUSED})
    assert faults == []

    declared.note_ack("visitor", "messagesRead", {"ok": False, "error": REFUSED})
    declared.note_event("visitor", "eventRefused", {"event": "messagesRead", "error": REFUSED})

    assert len(faults) == 2


@pytest.mark.parametrize(
    "entry",
    [
        {"feedSeq": 1, "event": "feedHead", "payload": {}, "at": "now"},
        {"feedSeq": 1, "event": "messageStatusChanged", "payload": {}, "at": "now"},
    ],
)
def test_an_entry_of_the_feed_that_is_not_declared_so_is_a_fault(
    entry: dict[str, object], faults: list[str]
) -> None:
    declared.note_ack("agent", "joinProjectRoom", {**JOINED, "events": [entry]})
    declared.note_feed_page({"data": [entry], "feedSeq": 1, "resync": False})

    assert len(faults) == 2


def test_an_answer_of_another_shape_is_a_fault(faults: list[str]) -> None:
    declared.note_ack("visitor", "messagesRead", {"ok": True, "more": 1})
    declared.note_ack("visitor", "messagesRead", {"ok": False})

    assert len(faults) == 2
