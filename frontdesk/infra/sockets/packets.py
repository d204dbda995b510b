"""Socket.IO packets, parsed strictly and written fast.

The library's own packet class lets malformed JSON raise out of its receive loop, where
the sender hears nothing. Ours turns it into `Malformed`, which is answered like any
other refusal.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from engineio import packet as engine
from socketio import packet as socket_io

from frontdesk.infra.sockets.text_frame import text_frame
from frontdesk.kit import strict_json
from frontdesk.kit.errors import Refused, TooLong

# Whatever an event may say fits, however its writer escapes it. A longer one is refused.
MAX_PACKET_BYTES = 256 * 1024

# The kind, a namespace without its query, and the id an acknowledgement repeats.
_HEADER = re.compile(r"([0-3])(?:(/[^,?]*+)[^,]*+,?+)?+([0-9]{1,15}+)?+(?![0-9])")


@dataclass(frozen=True)
class Beginning:
    """The beginning of a packet that was too long to be read."""

    text: str


class Malformed:
    """The body of an event that could not be parsed."""

    def __init__(self, refusal: Refused) -> None:
        """Keep why."""
        self.refusal = refusal


class Json:
    """The `json` module the library asks for, backed by our strict decoder."""

    @staticmethod
    def dumps(value: object, **_: object) -> str:
        """Write compact JSON."""
        return strict_json.encode(value).decode()

    @staticmethod
    def loads(text: str) -> Any:  # noqa: ANN401 - parsed JSON is any shape
        """Parse strictly; raise ValueError, which is what the library expects."""
        try:
            return strict_json.decode(text, max_bytes=MAX_PACKET_BYTES)
        except Refused as refusal:
            raise ValueError(refusal.message) from refusal


class StrictPacket(socket_io.Packet):  # type: ignore[misc]  # the library has no types
    """A packet whose header must be plain and whose body is parsed strictly."""

    uses_binary_events = False
    json = Json

    def decode(self, encoded_packet: object) -> int:
        """Parse a text packet; a body that is no good JSON becomes `Malformed`."""
        is_cut = isinstance(encoded_packet, Beginning)
        if isinstance(encoded_packet, Beginning):
            encoded_packet = encoded_packet.text
        if not isinstance(encoded_packet, str):
            # engine.io already parsed it as JSON: then it had no packet type.
            raise ValueError("This packet has no type.")  # noqa: TRY004 - the library's contract
        header = _HEADER.match(encoded_packet)
        if header is None:
            raise ValueError("This is no packet that is used here.")
        kind, self.namespace, ack_id = header.groups()
        self.packet_type = int(kind)
        self.id = int(ack_id) if ack_id else None
        self.data: object = None
        try:
            if is_cut:
                raise TooLong
            if header.end() < len(encoded_packet):
                body = encoded_packet[header.end() :]
                self.data = strict_json.decode(body, max_bytes=MAX_PACKET_BYTES)
        except Refused as refusal:
            self.data = Malformed(refusal)
        return 0


class Outgoing(engine.Packet):  # type: ignore[misc]  # the library has no types
    """A message written once, for all who get it and whichever transport they use."""

    def __init__(self, body: bytes) -> None:
        """Take the Socket.IO packet in front of which engine.io puts its type."""
        super().__init__(engine.MESSAGE)
        self.frame = text_frame(b"4" + body)
        self._body = body

    @property
    def data(self) -> str:
        """The Socket.IO packet, for long polling."""
        return self._body.decode()

    @data.setter
    def data(self, _: None) -> None:
        """Let the library's constructor set what it has."""

    def encode(self, b64: bool = False) -> str:  # noqa: ARG002, FBT001, FBT002 - as the library calls it
        """Write the whole packet, for long polling."""
        return f"4{self.data}"


def is_packet(text: str | None) -> bool:
    """Whether engine.io can read it: text, of a known type; binary and base64 are not used."""
    return text is not None and text != "4" and text.startswith(("1", "2", "3", "4", "5"))


def event_packet(event: str, payload: object) -> Outgoing:
    """Write an event once, to be sent to any number of sockets."""
    return Outgoing(b"2" + strict_json.encode([event, payload]))


def ack_packet(ack_id: int, ack: object) -> Outgoing:
    """Write the acknowledgement of one event."""
    return Outgoing(b"3%d%b" % (ack_id, strict_json.encode([ack])))
