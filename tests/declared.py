"""Holding what the server says against the protocol's declarations.

Every socket of the cast passes here what it hears and how it is answered, every member the
pages of the feed they read, and every transaction of this process what it announces. What is
not declared, or not exactly of its declared shape, is a fault, and fails the test in which it
was said (`tests/conftest.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from frontdesk.entrypoints.protocol import PROTOCOL
from frontdesk.features.conversations.wire import FeedPage, JoinedProjectRoom
from frontdesk.infra.database import Announcement
from frontdesk.kit import strict_json
from frontdesk.kit.wire import RefusedAck

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pytest

    from frontdesk.kit.audience import Peer
    from frontdesk.kit.wire import Wire

# What was said in this process against the declarations, since the last test ended.
faults: list[str] = []


def note_event(peer: Peer, name: str, payload: object) -> None:
    """Hold an event that a client heard against its declaration."""
    event = PROTOCOL.from_server.get((peer, name))
    if event is None:
        faults.append(f"{name}: not declared for {peer}s")
    else:
        _note(name, payload, event.payload)
    if name == "eventRefused" and isinstance(payload, dict):
        _note_reason(peer, payload.get("event"), payload.get("error"))


def note_ack(peer: Peer, name: str, ack: Any) -> None:  # noqa: ANN401 - an ack
    """Hold the answer to an event that a client sent against its declaration."""
    event = PROTOCOL.from_clients.get((peer, name))
    is_refusal = event is None or not (isinstance(ack, dict) and ack.get("ok") is True)
    shape = RefusedAck if event is None or is_refusal else event.answer
    _note(f"answer to {name}", ack, shape)
    if is_refusal and isinstance(ack, dict):
        _note_reason(peer, name, ack.get("error"))
    if shape is JoinedProjectRoom:
        _note_entries(ack["events"])


def note_feed_page(page: Any) -> None:  # noqa: ANN401 - parsed JSON
    """Hold a page of the feed, and each entry on it, against the declarations."""
    _note("page of the feed", page, FeedPage)
    _note_entries(page["data"])


def note_announcements(patch: pytest.MonkeyPatch) -> None:
    """Hold whatever this process announces from now on against the declarations."""
    to_row = Announcement.to_row

    def to_noted_row(self: Announcement[Any]) -> tuple[int, str, str, str | None]:
        row = to_row(self)
        # Tests of the outbox announce events of their own.
        if not self.event.payload.__module__.startswith("tests."):
            _, name, payload, _ = row
            _note_entries([{"event": name, "payload": msgspec.json.decode(payload)}])
        return row

    patch.setattr(Announcement, "to_row", to_noted_row)


def faults_of(payload: object, shape: type[Wire]) -> list[str]:
    """Say in what a payload, as parsed JSON, is not exactly what its shape would write."""
    try:
        read = msgspec.convert(payload, shape, strict=True)
    except msgspec.ValidationError as error:
        return [str(error)]
    written = msgspec.json.decode(strict_json.encode(read))
    return [] if written == payload else [f"{payload} is written {written}"]


def _note(what: str, payload: object, shape: type[Wire]) -> None:
    faults.extend(f"{what}: {fault}" for fault in faults_of(payload, shape))


def _note_reason(peer: Peer, name: object, error: object) -> None:
    """Hold why an event was refused against the reasons it declares."""
    event = PROTOCOL.from_clients.get((peer, str(name)))
    reason = error.get("reason") if isinstance(error, dict) else None
    if event is not None and isinstance(reason, str) and reason not in event.reasons:
        faults.append(f"{name}: refused for {reason}, which is not declared")


def _note_entries(entries: Iterable[dict[str, Any]]) -> None:
    for entry in entries:
        event = PROTOCOL.durable.get(entry["event"])
        if event is None:
            faults.append(f"{entry['event']}: in the feed and not declared durable")
        else:
            _note(f"{entry['event']} in the feed", entry["payload"], event.payload)
