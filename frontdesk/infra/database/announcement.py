"""What a transaction puts into the outbox: one event of the project's feed, and who else hears.

Every member may read the whole feed of their project. What an entry says besides, to a
visitor or to a message's author alone, is its audience: stored beside the payload and read
by web processes only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeAlias

import msgspec

from frontdesk.kit import strict_json
from frontdesk.kit.protocol import PayloadT

if TYPE_CHECKING:
    from frontdesk.kit.audience import OneVisitor, ProjectMembers
    from frontdesk.kit.protocol import ServerEvent


class AlsoVisitor(msgspec.Struct, frozen=True, tag_field="kind", tag="visitor"):
    """A visitor is told something of their own. Make one with `also_visitor`."""

    room: str
    event: str
    payload: msgspec.Raw


class MessageParties(msgspec.Struct, frozen=True, tag_field="kind", tag="message", rename="camel"):
    """The two parties of a message; what they are told is made of the entry's own payload.

    The visitor hears `event`. Only the sender of the message knows it by its temp id:
    the visitor, or the member whose id is given.
    """

    room: str
    event: Literal["messageSent", "agentReplied"]
    temp_id: str | None
    user_id: int | None


StoredAudience: TypeAlias = AlsoVisitor | MessageParties


@dataclass(frozen=True)
class Announcement(Generic[PayloadT]):
    """One durable event for every member of a project, and for those in its audience."""

    project_id: int
    event: ServerEvent[PayloadT, ProjectMembers]
    payload: PayloadT
    audience: StoredAudience | None = None

    def to_row(self) -> tuple[int, str, str, str | None]:
        """Write it as the outbox keeps it: project, event, payload, audience."""
        payload = strict_json.encode(self.payload).decode()
        audience = None if self.audience is None else strict_json.encode(self.audience).decode()
        return self.project_id, self.event.name, payload, audience


def also_visitor(
    visitor: OneVisitor, event: ServerEvent[PayloadT, OneVisitor], payload: PayloadT
) -> AlsoVisitor:
    """Tell a visitor `event` when the announcement reaches the sockets."""
    return AlsoVisitor(visitor.room, event.name, msgspec.Raw(strict_json.encode(payload)))


def read_audience(text: bytes | str | msgspec.Raw | None) -> StoredAudience | None:
    """Read a stored audience, also one that was stored before audiences named their kind."""
    if text is None:
        return None
    try:
        return _decoder.decode(text)
    except msgspec.ValidationError:
        return _read_without_kind(text)


def _read_without_kind(text: bytes | str | msgspec.Raw) -> StoredAudience | None:
    stored: dict[str, Any] = msgspec.json.decode(text)
    if "payload" in stored:
        payload = msgspec.Raw(strict_json.encode(stored["payload"]))
        return AlsoVisitor(stored["room"], stored["event"], payload)
    return msgspec.convert({**stored, "kind": "message"}, MessageParties)


_decoder: msgspec.json.Decoder[StoredAudience | None] = msgspec.json.Decoder(StoredAudience | None)
