"""Visitors who write and agents who watch, each over a socket of their own."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson
from typing_extensions import override

from bench.websocket import WebSocket, upgrade_request

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bench.ledger import Ledger

_PING, _PONG = b"2", b"3"
_OPEN, _CONNECT, _CONNECTED, _REFUSED = b"0", b"40", b"40", b"44"
_EVENT, _ACK = b"42", b"43"
CONNECT_SECONDS = 60


@dataclass(frozen=True)
class Place:
    """The Frontdesk and the project they come to."""

    origin: str
    project_id: int


class Person:
    """A Socket.IO client: connects, asks with an acknowledgement, hears events."""

    def __init__(self, place: Place) -> None:
        """Know where to go; nobody is connected yet."""
        self.place = place
        self._wire: WebSocket | None = None
        self._answers: dict[int, asyncio.Future[Any]] = {}
        self._asked = 0
        self._connected: asyncio.Future[None] | None = None
        self.lost = asyncio.Event()

    async def connect(self, query: Mapping[str, str], headers: Mapping[str, str]) -> None:
        """Open the socket and wait until Socket.IO has admitted it."""
        loop = asyncio.get_running_loop()
        self._connected = loop.create_future()
        self.lost.clear()
        request = upgrade_request(self.place.origin, query, headers)
        host, _, port = self.place.origin.removeprefix("http://").partition(":")
        # The first packet may arrive before create_connection returns.
        wire = self._wire = WebSocket(request, self._on_packet, self._on_end)
        await loop.create_connection(lambda: wire, host, int(port))
        await asyncio.wait_for(self._connected, CONNECT_SECONDS)

    async def ask(self, event: str, payload: object) -> Any:  # noqa: ANN401 - any acknowledgement
        """Send an event and return its acknowledgement."""
        # Numbers below zero would not fit the wire; messages use theirs from 1 up.
        self._asked += 1
        ack_id = 10**12 + self._asked
        answer = self._answers[ack_id] = asyncio.get_running_loop().create_future()
        self.send(event, payload, ack_id)
        return await asyncio.wait_for(answer, CONNECT_SECONDS)

    def send(self, event: str, payload: object, ack_id: int) -> None:
        """Send an event that is to be acknowledged under this number."""
        if self._wire is not None:
            self._wire.send(b"42%d%b" % (ack_id, orjson.dumps([event, payload])))

    def leave(self) -> None:
        """Cut the connection."""
        if self._wire is not None:
            self._wire.close()

    def on_event(self, event: str, payload: Any) -> None:  # noqa: ANN401 - any payload
        """Take an event."""

    def on_ack(self, ack_id: int, ack: Any) -> None:  # noqa: ANN401 - any acknowledgement
        """Take an acknowledgement nobody waits for."""

    def _on_packet(self, packet: bytes) -> None:
        kind = packet[:2]
        if kind == _EVENT:
            event, payload = orjson.loads(packet[2:])
            self.on_event(event, payload)
        elif kind == _ACK:
            body = packet.index(b"[")
            self._settle(int(packet[2:body]), orjson.loads(packet[body:])[0])
        elif packet == _PING:
            self._reply(_PONG)
        elif packet[:1] == _OPEN:
            self._reply(_CONNECT)
        elif self._connected is not None and not self._connected.done():
            if kind == _CONNECTED:
                self._connected.set_result(None)
            elif kind == _REFUSED:
                self._connected.set_exception(ConnectionRefusedError(packet.decode()))

    def _settle(self, ack_id: int, ack: Any) -> None:  # noqa: ANN401 - any acknowledgement
        waiting = self._answers.pop(ack_id, None)
        if waiting is None:
            self.on_ack(ack_id, ack)
        elif not waiting.done():
            waiting.set_result(ack)

    def _on_end(self, why: str) -> None:
        self.lost.set()
        waiting = [*self._answers.values(), *([self._connected] if self._connected else [])]
        self._answers.clear()
        for one in waiting:
            if not one.done():
                one.set_exception(ConnectionResetError(why))

    def _reply(self, packet: bytes) -> None:
        if self._wire is not None:
            self._wire.send(packet)


class Visitor(Person):
    """Writes messages, and records what became of each."""

    def __init__(self, place: Place, ledger: Ledger, number: int) -> None:
        super().__init__(place)
        self.number = number
        self.uid = f"visitor-{number}"
        self._ledger = ledger
        self.token = ""

    async def arrive(self) -> None:
        """Connect and identify."""
        await self.connect({"projectId": str(self.place.project_id)}, {})
        said: dict[str, object] = {"projectId": self.place.project_id, "visitorUid": self.uid}
        if self.token:
            said["visitorToken"] = self.token
        identified = await self.ask("identify", said)
        if not identified["ok"]:
            raise ConnectionRefusedError(identified["error"]["message"])
        self.token = identified["visitorToken"]

    def write(self, message: int) -> None:
        """Send a message; its number is its acknowledgement's, its temp id and its text."""
        payload = {"content": self._ledger.content(message), "tempId": str(message)}
        self.send("sendMessage", payload, message)

    @override
    def on_ack(self, ack_id: int, ack: Any) -> None:
        """Record the answer to a message."""
        self._ledger.record_ack(ack_id, ack)

    @override
    def on_event(self, event: str, payload: Any) -> None:
        """Record what this tab is shown."""
        if event == "messageSent":
            final = payload["finalMessage"]
            message = int(payload["tempId"])
            self._ledger.record_sent(message, final["conversationId"], final["seq"])


class Agent(Person):
    """Watches a project's room, and records every message it is shown."""

    def __init__(self, place: Place, ledger: Ledger, number: int) -> None:
        super().__init__(place)
        self.number = number
        self._ledger = ledger

    async def arrive(self, token: str) -> None:
        """Connect with a session's cookie and join the room."""
        await self.connect({}, {"Cookie": f"frontdesk_session={token}"})
        joined = await self.ask("joinProjectRoom", {"projectId": self.place.project_id})
        if not joined["ok"]:
            raise ConnectionRefusedError(joined["error"]["message"])

    @override
    def on_event(self, event: str, payload: Any) -> None:
        """Record what appears on this screen."""
        if event == "newMessage":
            number = payload["content"].split(" ", 1)[0]
            if not number.isdigit():
                return
            message = int(number)
            self._ledger.record_seen(
                self.number, message, payload["conversationId"], payload["seq"]
            )
