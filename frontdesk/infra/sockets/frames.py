"""WebSocket frames, read and written the short way when they are ordinary.

uvicorn runs every frame through a parser made of generators, pauses and resumes reading
for each and writes each by itself. That is right for any frame there can be, and several
times what an ordinary one needs: text, whole, masked and small. Those are taken here;
everything else goes to uvicorn as it came, frame by frame, so that its parser always
stands at the beginning of one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from typing_extensions import override
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.speedups import apply_mask

if TYPE_CHECKING:
    from uvicorn._types import WebSocketReceiveEvent

# Where a connection's application finds its protocol in the ASGI scope.
FRAMES = "frontdesk.frames"
# Marks a received text of which only the beginning was read.
IS_CUT = "frontdesk.is_cut"

# FIN and TEXT: a message of one frame.
_WHOLE_TEXT = 0x81
_MASKED = 0x80
_LENGTH_16, _LENGTH_64 = 126, 127
_MASK_BYTES = 4
# A text that is too long is refused by its beginning; a still longer one ends the connection.
_MAX_SKIPPED_BYTES = 1024 * 1024
# Enough to know which event it is and which acknowledgement it waits for.
_BEGINNING_BYTES = 64
# Messages that may wait for their application before we stop reading from the network.
_MAX_WAITING = 16
_END_OF_HEAD = b"\r\n\r\n"


def text_frame(text: bytes) -> bytes:
    """Write a server's text frame; servers don't mask, so one will do for every receiver."""
    length = len(text)
    if length < _LENGTH_16:
        return bytes((_WHOLE_TEXT, length)) + text
    if length < 1 << 16:
        return bytes((_WHOLE_TEXT, _LENGTH_16)) + length.to_bytes(2, "big") + text
    return bytes((_WHOLE_TEXT, _LENGTH_64)) + length.to_bytes(8, "big") + text


class FrameProtocol(WebSocketsSansIOProtocol):
    """uvicorn's protocol with a short way in and a way out that needs no task."""

    def __init__(self, *arguments: Any, **named: Any) -> None:  # noqa: ANN401 - uvicorn's own
        super().__init__(*arguments, **named)
        self._rest = b""
        # Bytes yet to come of a text that was refused already.
        self._to_skip = 0
        # Frames written in this turn of the event loop, or held until the network takes more.
        self._gathered: list[bytes] = []
        # Whether uvicorn's parser holds no beginning of a frame.
        self._is_at_boundary = True

    @property
    def backlog(self) -> int:
        """How many frames wait for a slow reader."""
        return len(self._gathered)

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

    def flush(self) -> None:
        """Send what was gathered, if the network takes it."""
        if self._gathered and self.writable.is_set():
            gathered, self._gathered = self._gathered, []
            if not self.is_over:
                self.transport.write(b"".join(gathered))

    def stop_listening(self) -> None:
        """Wake the application as if the client had left."""
        self.queue.put_nowait({"type": "websocket.disconnect", "code": 1000})

    @override
    def resume_writing(self) -> None:
        super().resume_writing()
        self.flush()

    @override
    def shutdown(self) -> None:
        self.flush()
        super().shutdown()

    @override
    async def run_asgi(self) -> None:
        extensions: dict[str, Any] = self.scope["extensions"]
        extensions[FRAMES] = self
        await super().run_asgi()

    @override
    def data_received(self, data: bytes) -> None:
        if self.handshake_complete and self._is_at_boundary:
            if self._to_skip:
                skipped = min(self._to_skip, len(data))
                self._to_skip -= skipped
                data = data[skipped:]
            self._split(self._rest + data if self._rest else data)
            return
        if self.handshake_initiated:
            # A client that talks before it was answered: uvicorn's parser keeps it.
            self._is_at_boundary = False
        super().data_received(data)
        if self.handshake_initiated and not data.endswith(_END_OF_HEAD):
            self._is_at_boundary = False

    def _split(self, data: bytes) -> None:
        """Take every whole frame; keep the beginning of the next."""
        at, size = 0, len(data)
        while size - at > 1:
            start, length = at + 2, data[at + 1] & 0x7F
            if length == _LENGTH_16:
                start, length = at + 4, int.from_bytes(data[at + 2 : at + 4], "big")
            elif length == _LENGTH_64:
                start, length = at + 10, int.from_bytes(data[at + 2 : at + 10], "big")
            is_masked = data[at + 1] & _MASKED
            is_ordinary = is_masked and data[at] == _WHOLE_TEXT and not self.frames
            end = start + length + (_MASK_BYTES if is_masked else 0)
            if length > self.config.ws_max_size:
                if is_ordinary and length <= _MAX_SKIPPED_BYTES:
                    self._skip(data, at, start, end)
                else:
                    # Refused by its header; what follows is no longer looked at.
                    self._is_at_boundary = False
                    super().data_received(data[at:])
                return
            if size < end:
                break
            if not (is_ordinary and self._receive(data[start:end])):
                super().data_received(data[at:end])
            at = end
        self._rest = data[at:]

    def _skip(self, data: bytes, at: int, start: int, end: int) -> None:
        """Let the application refuse a text that is too long, and keep nothing of it."""
        body = start + _MASK_BYTES
        if len(data) < body + _BEGINNING_BYTES:
            self._rest = data[at:]
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
        self.queue.put_nowait(cast("WebSocketReceiveEvent", message))
        if not self.read_paused and self.queue.qsize() >= _MAX_WAITING:
            self.read_paused = True
            self.transport.pause_reading()
