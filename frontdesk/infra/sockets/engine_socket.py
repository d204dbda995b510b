"""engine.io with connections of our own, without a task, a timer or a queue per packet.

The library starts two tasks and three timers for each packet it reads and wakes a third
task for each it writes. Here one loop reads, packet after packet, and writers
put what they send on the connection, which sends what it gathered in one turn of
the event loop together. What a client sees is the same protocol.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeAlias

import engineio
import structlog
from engineio import packet as engine
from engineio.async_socket import AsyncSocket
from engineio.exceptions import QueueEmpty
from typing_extensions import override

from frontdesk.infra.limits import limits_acted
from frontdesk.infra.sockets.frames import FRAMES, IS_CUT, FrameProtocol
from frontdesk.infra.sockets.packets import Beginning, Outgoing, is_packet
from frontdesk.infra.sockets.text_frame import text_frame
from frontdesk.kit.failures import place_of

log = structlog.get_logger()

# How long a polling client may take to try a websocket, and to move to it.
UPGRADE_SECONDS = 10.0
# Packets of one client that are handled before others have their turn.
_IN_A_ROW = 4

Receive: TypeAlias = Callable[[], Awaitable[Mapping[str, Any]]]

_CLOSE, _PONG, _MESSAGE = (str(kind) for kind in (engine.CLOSE, engine.PONG, engine.MESSAGE))
_PROBE, _PROBE_ANSWER, _UPGRADE = "2probe", b"3probe", str(engine.UPGRADE)


class EngineSocket(AsyncSocket):  # type: ignore[misc]  # the library has no types
    """A connection of either transport: long polling at first, or a websocket."""

    def __init__(self, server: Any, sid: str) -> None:  # noqa: ANN401 - the library's server
        """Begin without a transport; packets wait in the queue until there is one."""
        super().__init__(server, sid)
        self.connected: bool
        self.upgraded: bool
        self._frames: FrameProtocol | None = None
        self._unpolled_bytes = 0
        # The websocket this connection tries, while it does.
        self._upgrading_frames: FrameProtocol | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._ending: asyncio.Task[None] | None = None

    @property
    def backlog_bytes(self) -> int:
        """How much waits for a client that does not take it."""
        return self._unpolled_bytes if self._frames is None else self._frames.backlog_bytes

    def write(self, packet: engine.Packet) -> None:
        """Send a packet, or leave it for the client's next poll."""
        if self._frames is None:
            self._unpolled_bytes += len(_frame_of(packet))
            self.queue.put_nowait(packet)
        else:
            self._frames.write_frame(_frame_of(packet))

    @override
    async def poll(self) -> Any:
        packets = await super().poll()
        # A poll takes all there is.
        self._unpolled_bytes = 0
        return packets

    @override
    async def send(self, pkt: engine.Packet) -> None:
        self.write(pkt)

    async def hang_up(self) -> None:
        """End the connection from our side: say goodbye, then close, whether it listens or not."""
        await self.close(wait=False)
        if self._frames is not None:
            self._frames.stop_listening()
        else:
            # What a poll takes for the end of the connection.
            self.queue.put_nowait(None)

    @override
    async def close(
        self, wait: bool = True, abort: bool = False, reason: str | None = None
    ) -> None:
        await super().close(wait=wait and self._frames is None, abort=abort, reason=reason)
        self._stop_timer()
        if self._upgrading_frames is not None:
            self._upgrading_frames.stop_listening()
        self.server.sockets.pop(self.sid, None)

    @override
    def schedule_ping(self) -> None:
        """Ping after a while; any answer to a ping begins the while again."""
        self._stop_timer()
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(self.server.ping_interval, self._ping)

    def _ping(self) -> None:
        self.write(engine.Packet(engine.PING))
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(self.server.ping_timeout, self._give_up)

    def _give_up(self) -> None:
        self._ending = asyncio.ensure_future(self.hang_up())

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    async def _upgrade_websocket(self, environ: Mapping[str, Any]) -> str:
        """Serve a websocket until it ends, be it a new connection or a polling one's."""
        if self.upgraded:
            raise OSError("This connection is a websocket already.")
        if self._upgrading_frames is not None:
            limits_acted.acted("upgrades of one connection")
            await environ["asgi.send"]({"type": "websocket.close"})
            return ""
        frames: FrameProtocol = environ["asgi.scope"]["extensions"][FRAMES]
        receive, send = environ["asgi.receive"], environ["asgi.send"]
        if self.connected:
            self.upgrading, self._upgrading_frames = True, frames
        await send({"type": "websocket.accept"})
        if self.connected and not await self._has_moved(receive, frames):
            return ""
        self.connected = self.upgraded = True
        self._write_to(frames)
        await self._listen(receive, frames)
        frames.flush()
        if frames.writable.is_set() and not frames.is_over:
            await send({"type": "websocket.close"})
        elif not frames.is_over:
            # It does not read: a goodbye would wait for ever.
            frames.transport.abort()
        await self.close(wait=False, abort=True, reason=self.server.reason.TRANSPORT_CLOSE)
        return ""

    async def _has_moved(self, receive: Receive, frames: FrameProtocol) -> bool:
        """Let a polling client try the websocket; return whether it moved to it."""
        try:
            async with asyncio.timeout(UPGRADE_SECONDS):
                probe = await _packet(receive, frames)
                if probe is None or probe["text"] != _PROBE:
                    return False
                frames.write_frame(text_frame(_PROBE_ANSWER))
                # The poll that is under way has to end, with whatever.
                self.write(engine.Packet(engine.NOOP))
                moved = await _packet(receive, frames)
                return moved is not None and moved["text"] == _UPGRADE and not self.closed
        except TimeoutError:
            limits_acted.acted("time for an upgrade")
            return False
        finally:
            self.upgrading, self._upgrading_frames = False, None

    def _write_to(self, frames: FrameProtocol) -> None:
        """Write to the websocket from now on, beginning with what waited for a poll."""
        while not self.queue.empty():
            packet = self.queue.get_nowait()
            self.queue.task_done()
            if packet is not None:
                frames.write_frame(_frame_of(packet))
        self._frames = frames

    async def _listen(self, receive: Receive, frames: FrameProtocol) -> None:
        """Hand over each packet, one at a time and in order, until the connection ends."""
        handle = self.server.handlers["message"]
        in_a_row = 0
        while not self.closed:
            message = await _packet(receive, frames)
            in_a_row += 1
            if in_a_row % _IN_A_ROW == 0:
                # What is received already is handed over without a pause, and so is what it made
                # room for: others are served in between.
                await asyncio.sleep(0)
            if message is None or message["text"][0] == _CLOSE:
                return
            text = message["text"]
            if text[0] == _PONG:
                self.schedule_ping()
            elif text[0] == _MESSAGE:
                packet = Beginning(text[1:]) if IS_CUT in message else text[1:]
                # An answer to a client that does not read would only wait with the others.
                if not frames.writable.is_set():
                    await frames.writable.wait()
                try:
                    await handle(self.sid, packet)
                # A bug in handling one packet must not end the connection unheard of.
                except Exception as error:  # noqa: BLE001 - as it says
                    kind = type(error).__qualname__
                    log.error("A packet was not handled", error=kind, at=place_of(error))  # noqa: TRY400 - no content in logs


class Engine(engineio.AsyncServer):  # type: ignore[misc]  # the library has no types
    """The library's server, whose connections are `EngineSocket`s that watch over themselves."""

    @override
    async def _handle_connect(
        self, environ: dict[str, Any], transport: str, jsonp_index: int | None = None
    ) -> Any:
        """Open a connection as the library does, save for the class it is made of."""
        wire = EngineSocket(self, self.generate_id())
        self.sockets[wire.sid] = wire
        wire.write(engine.Packet(engine.OPEN, self._opening(wire.sid, transport)))
        refusal = await self._trigger_event("connect", wire.sid, environ, run_async=False)
        if refusal is not None and refusal is not True:
            del self.sockets[wire.sid]
            return self._unauthorized(refusal or None)
        wire.schedule_ping()
        if transport == "websocket":
            return await wire.handle_get_request(environ)
        wire.connected = True
        try:
            return self._ok(await wire.poll(), jsonp_index=jsonp_index)
        except QueueEmpty:
            return self._bad_request()

    def _opening(self, sid: str, transport: str) -> dict[str, Any]:
        return {
            "sid": sid,
            "upgrades": self._upgrades(sid, transport),
            "pingTimeout": int(self.ping_timeout * 1000),
            "pingInterval": int(self.ping_interval * 1000),
            "maxPayload": self.max_http_buffer_size,
        }


async def _packet(receive: Receive, frames: FrameProtocol) -> Mapping[str, Any] | None:
    """Return the next packet; None when the client has left, or sends what is none.

    engine.io would choke on that, with the sender none the wiser: here they hear why.
    """
    message = await receive()
    if message["type"] != "websocket.receive":
        return None
    if is_packet(message.get("text")):
        return message
    if not frames.is_over:
        frames.end("This is not an engine.io packet.")
    return None


def _frame_of(packet: engine.Packet) -> bytes:
    if isinstance(packet, Outgoing):
        return packet.frame
    return text_frame(packet.encode().encode())
