"""WebSocket frames, read and written the short way when they are ordinary.

uvicorn runs every frame through a parser made of generators, pauses and resumes reading
for each and writes each by itself. That is right for any frame there can be, and several
times what an ordinary one needs: text, whole, masked and small. Those are taken here;
everything else goes to uvicorn as it came, frame by frame, so that its parser always
stands at the beginning of one.

A frame costs us more than its sender, however empty it is. So every frame takes a token,
and reading pauses while there is none, while earlier messages wait for the application, and
while the client does not read what we write; what no browser sends ends the connection.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, cast

from typing_extensions import override
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.speedups import apply_mask

from frontdesk.infra.limits import TokenBucket, limits_acted
from frontdesk.infra.sockets.text_frame import LENGTH_16, LENGTH_64, WHOLE_TEXT

if TYPE_CHECKING:
    from uvicorn._types import ASGIReceiveEvent, ASGISendEvent

# Where a connection's application finds its protocol in the ASGI scope.
FRAMES = "frontdesk.frames"
# Marks a received text of which only the beginning was read.
IS_CUT = "frontdesk.is_cut"

_MASKED = 0x80
_MASK_BYTES = 4
# A text that is too long is refused by its beginning; a still longer one ends the connection.
_MAX_SKIPPED_BYTES = 1024 * 1024
# Enough to know which event it is and which acknowledgement it waits for.
_BEGINNING_BYTES = 64
# Messages, and bytes of them, that may wait for their application before we stop reading.
_MAX_WAITING = 16
_MAX_WAITING_BYTES = 512 * 1024
_MAX_EARLY_BYTES = 64 * 1024
_END_OF_HEAD = b"\r\n\r\n"

# What is gathered within one turn before it is sent: a burst is no sign of a slow reader.
_GATHERED_BYTES = 256 * 1024
FRAMES_PER_SECOND, FRAMES_AT_ONCE = 50, 200
# How long reading pauses when there is no token: ten come back meanwhile.
_REFILL_SECONDS = 0.2
# Browsers send no pings of their own, and cut no message as small as ours in pieces.
_CONTROLS_PER_MINUTE = 20
_MAX_FRAGMENTS = 16
_CONTINUATION, _CLOSE = 0x0, 0x8
_POLICY_VIOLATION = 1008
# How long a client that was said goodbye to may take to read it.
_GOODBYE_SECONDS = 5


class FrameProtocol(WebSocketsSansIOProtocol):
    """uvicorn's protocol with a short way in and a way out that needs no task."""

    def __init__(self, *arguments: Any, **named: Any) -> None:  # noqa: ANN401 - uvicorn's own
        super().__init__(*arguments, **named)
        # Bytes that were received and not looked at yet.
        self._rest = b""
        # Bytes yet to come of a text that was refused already.
        self._to_skip = 0
        # Frames written in this turn of the event loop, or held until the network takes more.
        self._gathered: list[bytes] = []
        self._gathered_bytes = 0
        # Whether uvicorn's parser has to see everything: it is refusing what it got.
        self._is_broken = False
        now = self.loop.time()
        self._frames_left = TokenBucket(FRAMES_PER_SECOND, FRAMES_AT_ONCE, now)
        self._controls_left = TokenBucket(_CONTROLS_PER_MINUTE / 60, _CONTROLS_PER_MINUTE, now)
        self._waiting_bytes = 0
        self._refill: asyncio.TimerHandle | None = None

    @property
    def backlog_bytes(self) -> int:
        """How much waits for a slow reader, here and in the transport."""
        if self.writable.is_set() or self.transport.is_closing():
            return self._gathered_bytes
        return self._gathered_bytes + self.transport.get_write_buffer_size()

    @property
    def is_over(self) -> bool:
        """Whether nothing that is written would arrive."""
        return self.disconnected or self.close_sent or self.transport.is_closing()

    def write_frame(self, frame: bytes) -> None:
        """Send a frame at the end of this turn, with the others; behind a goodbye drop it."""
        if self.is_over:
            return
        if not self._gathered:
            self.loop.call_soon(self.flush)
        self._gathered.append(frame)
        self._gathered_bytes += len(frame)
        if self._gathered_bytes > _GATHERED_BYTES:
            self.flush()

    def flush(self) -> None:
        """Send what was gathered, if the network takes it."""
        if self._gathered and self.writable.is_set():
            gathered, self._gathered, self._gathered_bytes = self._gathered, [], 0
            if not self.is_over:
                self.transport.write(b"".join(gathered))

    def stop_listening(self) -> None:
        """Wake the application as if the client had left."""
        self.queue.put_nowait({"type": "websocket.disconnect", "code": 1000})
        if not self.writable.is_set():
            # It does not read: a goodbye would wait for ever.
            self.transport.abort()

    def end(self, reason: str) -> None:
        """End the connection of a client that does what no browser does."""
        limits_acted.acted(reason)
        self.queue.put_nowait({"type": "websocket.disconnect", "code": _POLICY_VIOLATION})
        self.conn.send_close(_POLICY_VIOLATION, reason)
        self.transport.write(b"".join(self.conn.data_to_send()))
        # The rest of what was received is not looked at.
        self.close_sent = self.read_paused = True
        self.transport.close()
        self._expect_closed()

    @override
    def pause_writing(self) -> None:
        super().pause_writing()
        # Whatever it asks for now would only wait behind what it does not read.
        self._pause_reading()

    @override
    def resume_writing(self) -> None:
        super().resume_writing()
        self.flush()
        self._read_on()

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        if self._refill is not None:
            self._refill.cancel()
        self._rest, self._gathered, self._gathered_bytes = b"", [], 0
        super().connection_lost(exc)

    @override
    def shutdown(self) -> None:
        self.flush()
        super().shutdown()
        self._expect_closed()

    @override
    async def run_asgi(self) -> None:
        extensions: dict[str, Any] = self.scope["extensions"]
        extensions[FRAMES] = self
        await super().run_asgi()
        self._expect_closed()

    @override
    async def send(self, message: ASGISendEvent) -> None:
        await super().send(message)
        if message["type"] == "websocket.accept" and self._rest and not self.read_paused:
            rest, self._rest = self._rest, b""
            self._split(rest)

    @override
    async def receive(self) -> ASGIReceiveEvent:
        message = await self.queue.get()
        if self.queue.empty():
            self._waiting_bytes = 0
        self._read_on()
        return message

    @override
    def data_received(self, data: bytes) -> None:
        if self._is_broken:
            super().data_received(data)
        elif self.handshake_complete:
            if self._to_skip:
                skipped = min(self._to_skip, len(data))
                self._to_skip -= skipped
                data = data[skipped:]
            self._split(self._rest + data if self._rest else data)
        elif self.handshake_initiated:
            # A client that talks before it was answered.
            self._rest += data
            if len(self._rest) > _MAX_EARLY_BYTES:
                self.transport.abort()
        else:
            head, end, self._rest = data.partition(_END_OF_HEAD)
            super().data_received(head + end)

    def _split(self, data: bytes) -> None:
        """Take every whole frame; keep the beginning of the next."""
        at, size = 0, len(data)
        while size - at > 1 and not self.read_paused:
            start, length = at + 2, data[at + 1] & 0x7F
            if length == LENGTH_16:
                start, length = at + 4, int.from_bytes(data[at + 2 : at + 4], "big")
            elif length == LENGTH_64:
                start, length = at + 10, int.from_bytes(data[at + 2 : at + 10], "big")
            is_masked = data[at + 1] & _MASKED
            end = start + length + (_MASK_BYTES if is_masked else 0)
            is_long = length > self.config.ws_max_size
            if not is_long and size < end:
                break
            if not self._frames_left.take(self.loop.time()):
                self._pause_until_refilled()
                break
            is_ordinary = is_masked and data[at] == WHOLE_TEXT and not self.frames
            if is_long:
                self._take_long(data[at:], start - at, end - at, is_ordinary=bool(is_ordinary))
                return
            if not (is_ordinary and self._receive(data[start:end])):
                self._take_unusual(data[at:end])
            at = end
        self._rest = data[at:]

    def _take_unusual(self, frame: bytes) -> None:
        """Let uvicorn's parser take a frame, if this client does not send too many such."""
        kind = frame[0] & 0x0F
        if kind == _CONTINUATION and len(self.frames) >= _MAX_FRAGMENTS:
            self.end("This message comes in too many pieces.")
        elif kind > _CLOSE and not self._controls_left.take(self.loop.time()):
            self.end("These are too many pings.")
        else:
            super().data_received(frame)

    def _take_long(self, data: bytes, start: int, end: int, *, is_ordinary: bool) -> None:
        """Let the application refuse a text that is too long, and keep nothing of it."""
        if not is_ordinary or end - start > _MAX_SKIPPED_BYTES:
            # Refused by its header; what follows is no longer looked at.
            self._is_broken = True
            super().data_received(data)
            return
        body = start + _MASK_BYTES
        if len(data) < body + _BEGINNING_BYTES:
            self._rest = data
            return
        beginning = apply_mask(data[body : body + _BEGINNING_BYTES], data[start:body])
        text = beginning.decode(errors="ignore")
        # ASGI knows of no text that is cut; our own application asks for this field.
        self._pass_on({"type": "websocket.receive", "text": text, IS_CUT: True})
        self._to_skip, self._rest = max(0, end - len(data)), b""
        self._split(data[end:])

    def _receive(self, masked: bytes) -> bool:
        """Queue a text for the application; return whether it was one."""
        mask, body = masked[:_MASK_BYTES], masked[_MASK_BYTES:]
        try:
            text = apply_mask(body, mask).decode()
        except UnicodeDecodeError:
            return False
        self._pass_on({"type": "websocket.receive", "text": text})
        return True

    def _pass_on(self, message: dict[str, Any]) -> None:
        if self.close_sent:
            return
        self.queue.put_nowait(cast("ASGIReceiveEvent", message))
        self._waiting_bytes += len(message["text"])
        if self.queue.qsize() >= _MAX_WAITING or self._waiting_bytes >= _MAX_WAITING_BYTES:
            self._pause_reading()

    def _pause_reading(self) -> None:
        if not self.read_paused and not self.transport.is_closing():
            self.read_paused = True
            self.transport.pause_reading()

    def _pause_until_refilled(self) -> None:
        limits_acted.acted("frames of one socket")
        self._pause_reading()
        self._refill = self.loop.call_later(_REFILL_SECONDS, self._refilled)

    def _refilled(self) -> None:
        self._refill = None
        self._read_on()

    def _read_on(self) -> None:
        """Go on reading once nothing speaks against it."""
        if not self.read_paused or self._refill is not None or self.transport.is_closing():
            return
        if self.queue.empty() and self.writable.is_set():
            self.read_paused = False
            rest, self._rest = self._rest, b""
            self._split(rest)
            if not self.read_paused and not self.transport.is_closing():
                self.transport.resume_reading()

    def _expect_closed(self) -> None:
        """Cut off a client that does not even read a goodbye."""
        if not self.disconnected:
            self.loop.call_later(_GOODBYE_SECONDS, self.transport.abort)
