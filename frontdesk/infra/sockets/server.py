"""The Socket.IO server: who may connect, which events exist, and an answer to each.

python-socketio answers only events it has a handler for, drops events of sockets that
are not connected, and lets malformed ones fall into its log. Here every event is answered:
by its handler, or by a refusal with a code.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from functools import partial
from inspect import isawaitable
from typing import Any, TypeAlias

import msgspec
import socketio
import structlog
from socketio.packet import CONNECT_ERROR, EVENT

from frontdesk.infra.limits import Leave, Places, limits_acted
from frontdesk.infra.sockets.engine_socket import Engine
from frontdesk.infra.sockets.handshake import ADDRESS, Admitted, Handshake, read_handshake
from frontdesk.infra.sockets.hub import Hub, Socket
from frontdesk.infra.sockets.packets import MAX_PACKET_BYTES, Json, Malformed, StrictPacket
from frontdesk.infra.sockets.registry import EVENT_REFUSED, Key, SocketEvent
from frontdesk.kit import strict_json
from frontdesk.kit.audience import Peer
from frontdesk.kit.errors import Invalid, NotFound, RateLimited, Refused, Unavailable
from frontdesk.kit.failures import kind_of, place_of
from frontdesk.kit.wire import EventRefused, RefusedAck, error_wire

log = structlog.get_logger()

PING_SECONDS = 15
PONG_SECONDS = 10
# A client that opened a connection says CONNECT within this time, or is gone.
CONNECT_SECONDS = 10
# A visitor who connected says who they are within this time, or is gone.
IDENTIFY_SECONDS = 60


Admit: TypeAlias = Callable[[Handshake], Awaitable[Admitted]]
Closed: TypeAlias = Callable[[Socket], Awaitable[None]]


class SocketServer(socketio.AsyncServer):  # type: ignore[misc]  # the library has no types
    """Socket.IO with our rules at its edge."""

    def __init__(
        self,
        hub: Hub,
        admit: Admit,
        events: Mapping[Key, SocketEvent],
        closed: Sequence[Closed],
        *,
        places: Places,
    ) -> None:
        """Take who is admitted, what they may say, and who hears that they left."""
        super().__init__(
            async_mode="asgi",
            async_handlers=False,
            serializer=StrictPacket,
            json=Json,
            # Origins are checked per project when a client connects; see `admit`.
            cors_allowed_origins="*",
            cors_credentials=False,
            max_http_buffer_size=MAX_PACKET_BYTES,
            ping_interval=PING_SECONDS,
            ping_timeout=PONG_SECONDS,
            http_compression=False,
            logger=False,
            engineio_logger=False,
            # Each connection watches over itself.
            monitor_clients=False,
        )
        self.hub = hub
        self._admit = admit
        self._closed = closed
        self._places = places
        self.events = events
        self._senders: dict[str, Peer] = {}
        self._later: set[asyncio.Future[Any]] = set()
        self._leaves: dict[str, Leave] = {}
        self.on("connect", self._connect)
        self.on("disconnect", self._disconnect)

    def _engineio_server_class(self) -> type[Engine]:
        return Engine

    async def _handle_eio_connect(self, eio_sid: str, environ: dict[str, Any]) -> object:
        """Give a new connection its place, or turn it away when there is none."""
        entered = self._places.enter(environ["asgi.scope"][ADDRESS])
        if isinstance(entered, str):
            limits_acted.acted(f"sockets {entered}")
            full = ProcessIsFull() if entered == "of the process" else TooManyConnections()
            return msgspec.to_builtins(error_wire(full))
        self._leaves[eio_sid] = entered
        asyncio.get_running_loop().call_later(CONNECT_SECONDS, self._expect_connected, eio_sid)
        return await super()._handle_eio_connect(eio_sid, environ)

    async def _handle_eio_disconnect(self, eio_sid: str, reason: str) -> None:
        leave = self._leaves.pop(eio_sid, None)
        if leave is not None:
            leave()
        await super()._handle_eio_disconnect(eio_sid, reason)

    def _expect_connected(self, eio_sid: str) -> None:
        is_connected = self.manager.sid_from_eio_sid(eio_sid, "/") in self.hub.sockets
        if eio_sid in self._leaves and not is_connected:
            self._soon(self._end(eio_sid))

    def _expect_settled(self, eio_sid: str, is_settled: Callable[[], bool]) -> None:
        if eio_sid in self._leaves and not is_settled():
            limits_acted.acted("time to identify")
            self._soon(self._end(eio_sid))

    async def _end(self, eio_sid: str) -> None:
        wire = self.eio.sockets.get(eio_sid)
        if wire is not None:
            await wire.hang_up()

    def _soon(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        self._later.add(task)
        task.add_done_callback(self._later.discard)

    async def _handle_eio_message(self, eio_sid: str, data: object) -> None:
        """Read one packet; one that is none ends the connection, as it can't be answered."""
        try:
            packet = StrictPacket(encoded_packet=data)
            if packet.packet_type == EVENT:
                await self._handle_event(eio_sid, packet.namespace, packet.id, packet.data)
            else:
                await super()._handle_eio_message(eio_sid, data)
        except ValueError:
            await self._end(eio_sid)

    async def _handle_connect(self, eio_sid: str, namespace: str | None, data: object) -> None:
        """Admit a client once, and only to the namespace there is."""
        if (namespace or "/") != "/":
            error = error_wire(UnknownNamespace())
            said = {"message": error.message, "data": error}
            refusal = StrictPacket(CONNECT_ERROR, namespace=namespace, data=said)
            await self._send_packet(eio_sid, refusal)
        elif self.manager.sid_from_eio_sid(eio_sid, "/") is not None:
            await self._end(eio_sid)
        else:
            await super()._handle_connect(eio_sid, namespace, data)

    async def _connect(self, sid: str, environ: dict[str, Any], auth: object = None) -> None:
        try:
            admitted = await self._admit(read_handshake(environ, auth))
        except Refused as refusal:
            error = error_wire(refusal)
            raise socketio.exceptions.ConnectionRefusedError(
                refusal.message, msgspec.to_builtins(error)
            ) from refusal
        eio_sid = self.manager.eio_sid_from_sid(sid, "/")
        socket = Socket(
            sid=sid,
            address=environ["asgi.scope"][ADDRESS],
            owner=admitted.owner,
            wire=self.eio.sockets[eio_sid],
            hub=self.hub,
        )
        self._senders[sid] = admitted.sender
        asyncio.get_running_loop().call_later(
            IDENTIFY_SECONDS, self._expect_settled, eio_sid, admitted.is_settled
        )
        self.hub.add(socket)

    async def _disconnect(self, sid: str, _reason: str = "") -> None:
        socket = self.hub.sockets.get(sid)
        self._senders.pop(sid, None)
        if socket is None:
            return
        self.hub.remove(socket)
        for receive in self._closed:
            await receive(socket)

    async def _handle_event(
        self,
        eio_sid: str,
        namespace: str | None,
        id: int | None,  # noqa: A002 - the library names it
        data: object,
    ) -> None:
        """Answer one event; the library calls this for each, in order."""
        socket = self.hub.sockets.get(self.manager.sid_from_eio_sid(eio_sid, namespace or "/"))
        if socket is None:
            # An event before CONNECT, or after a refused one. There is nobody to
            # answer, so the connection ends instead of falling silent.
            await self._end(eio_sid)
            return
        name = "?"
        try:
            name, payload, event = self._parse(socket, data)
            socket.take_turn(event.declared.rate, name)
            answer = await event.handle(socket, payload)
        except Refused as refusal:
            self._refuse(socket, name, id, refusal)
        # The edge of the process: a bug must be logged and answered, not swallowed.
        except Exception as error:  # noqa: BLE001 - a bug must be answered, not swallowed
            _log_failure("An event handler failed", name, error)
            self._refuse(socket, name, id, Unavailable())
        else:
            self._answer(socket, name, id, answer)

    def _parse(self, socket: Socket, data: object) -> tuple[str, object, SocketEvent]:
        if isinstance(data, Malformed):
            raise data.refusal
        if not isinstance(data, list) or not data or not isinstance(data[0], str):
            raise InvalidEvent
        event = self.events.get((self._senders[socket.sid], data[0]))
        if event is None:
            raise UnknownEvent
        if len(data) > 2:  # noqa: PLR2004 - a name and one payload
            raise InvalidEvent("An event carries one payload.")
        payload = data[1] if len(data) == 2 else {}  # noqa: PLR2004 - as above
        return data[0], strict_json.convert(payload, event.declared.payload), event

    def _answer(self, socket: Socket, name: str, ack_id: int | None, answer: Any) -> None:  # noqa: ANN401 - any ack
        if isawaitable(answer):
            # A promise that is a future already costs no task of its own.
            promised: asyncio.Future[Any] = asyncio.ensure_future(answer)
            self._later.add(promised)
            promised.add_done_callback(partial(self._keep_promise, socket, name, ack_id))
        elif ack_id is not None:
            self.hub.acknowledge(socket, ack_id, answer)

    def _keep_promise(
        self, socket: Socket, name: str, ack_id: int | None, promised: asyncio.Future[Any]
    ) -> None:
        self._later.discard(promised)
        if promised.cancelled():
            return
        error = promised.exception()
        if error is None:
            if ack_id is not None:
                self.hub.acknowledge(socket, ack_id, promised.result())
        elif isinstance(error, Refused):
            self._refuse(socket, name, ack_id, error)
        else:
            # As above: the edge of the process.
            _log_failure("An answer failed", name, error)
            self._refuse(socket, name, ack_id, Unavailable())

    def _refuse(self, socket: Socket, name: str, ack_id: int | None, refusal: Refused) -> None:
        error = error_wire(refusal)
        if ack_id is not None:
            self.hub.acknowledge(socket, ack_id, RefusedAck(error))
        else:
            self.hub.tell(socket, EVENT_REFUSED[0], EventRefused(event=name, error=error))


def _log_failure(sentence: str, name: str, error: BaseException) -> None:
    log.error(sentence, name=name, error=kind_of(error), at=place_of(error))


class InvalidEvent(Invalid):
    """An event is a list that begins with its name."""

    reason = "invalid_event"


class UnknownEvent(Invalid):
    """There is no such event."""

    reason = "unknown_event"


class UnknownNamespace(NotFound):
    """There is no such namespace."""

    reason = "unknown_namespace"
    advice = "Connect to the root namespace."


class TooManyConnections(RateLimited):
    """Too many connections from your address."""

    reason = "too_many_connections"


class ProcessIsFull(Unavailable):
    """There are as many connections as this server can hold."""

    reason = "too_many_connections_in_all"
