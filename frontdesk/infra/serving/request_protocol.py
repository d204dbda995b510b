"""HTTP requests, each with a bound on what it costs while it is unfinished.

uvicorn's protocol reads headers of any size for as long as they take, and closes nothing but
connections that rest between requests. Its parser copies what it holds with every piece that
arrives, so that one long header dripped costs the square of its length.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias, cast

import httptools
from typing_extensions import override
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from frontdesk.infra.http.addresses import connection_address
from frontdesk.infra.limits import limits_acted
from frontdesk.infra.serving.admission import refusal
from frontdesk.infra.sockets import FrameProtocol

if TYPE_CHECKING:
    import asyncio

    from frontdesk.infra.limits import Leave
    from frontdesk.infra.serving.handshake_queue import HandshakeQueue
    from frontdesk.infra.serving.limits import ServingLimits

# A status, and the limit that was reached.
Refusal: TypeAlias = tuple[int, str]

_MAX_ADDRESS_BYTES = 16 * 1024
_MAX_HEADERS = 100
# Requests that wait for the answer to an earlier one. Browsers send none ahead.
_MAX_AHEAD = 16
# The parser gets no more at once, so that what is counted is never far behind.
_PIECE_BYTES = 16 * 1024
# How long a client may take nothing at all of an answer.
_STALL_SECONDS = 30


class CountedFrames(FrameProtocol):
    """A websocket on a connection that has a place."""

    leave: Leave | None = None

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        if self.leave is not None:
            self.leave()


class RequestProtocol(HttpToolsProtocol):
    """uvicorn's protocol with bounds."""

    def __init__(
        self,
        *arguments: Any,  # noqa: ANN401 - uvicorn's own
        limits: ServingLimits,
        handshakes: HandshakeQueue,
        leave: Leave,
        **named: Any,  # noqa: ANN401 - uvicorn's own
    ) -> None:
        super().__init__(*arguments, **named)
        self._limits = limits
        self._handshakes = handshakes
        self._leave: Leave | None = leave
        self._is_opening = False
        # Between the end of a request's headers and its own end.
        self._is_in_body = False
        # What the parser took since it last handed anything over: a head, or the framing and
        # the trailers of a body.
        self._held_bytes = 0
        self._refusal: Refusal | None = None
        # The client's time for what it has begun.
        self._deadline: asyncio.TimerHandle | None = None
        self._stall: asyncio.TimerHandle | None = None
        self._stalled_bytes = 0

    @override
    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's
        super().connection_made(transport)
        self._rest_for_a_while()

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_timers()
        self._unset_keepalive_if_required()
        if self._leave is not None:
            self._leave()
        super().connection_lost(exc)

    @override
    def data_received(self, data: bytes) -> None:
        self._unset_keepalive_if_required()
        at = 0
        while at < len(data) and self._is_open():
            piece = data[at : at + self._room_bytes()]
            at += len(piece)
            self._held_bytes += len(piece)
            self._feed(piece)
        if self._is_open():
            self._expect_the_rest()

    @override
    def handle_websocket_upgrade(self) -> None:
        """Open the websocket when it is this address' turn; until then say and read nothing."""
        self._stop_timers()
        self._is_opening = True
        self.transport.pause_reading()
        address = connection_address(self._limits.trusted_proxies, self.scope)
        if not self._handshakes.wait(self, address, self.loop):
            limits_acted.acted("websockets that wait to open")
            self.transport.abort()

    def open_websocket(self) -> None:
        """Hand the connection over to a protocol that speaks websocket."""
        if self.transport.is_closing():
            return
        self.transport.resume_reading()
        super().handle_websocket_upgrade()
        protocol = cast("CountedFrames", self.transport.get_protocol())
        protocol.leave, self._leave = self._leave, None
        if not protocol.handshake_initiated:
            # Its parser is stricter than ours: it refused the request, and would say nothing.
            limits_acted.acted("upgrades that are none")
            refused = b"".join(protocol.conn.data_to_send())
            self.transport.write(refused or refusal(400))
            self.transport.close()

    @override
    def on_message_begin(self) -> None:
        super().on_message_begin()
        # What came behind an earlier request in the same piece is counted from now on.
        self._held_bytes = self._held_bytes or 1

    @override
    def on_url(self, url: bytes) -> None:
        super().on_url(url)
        if len(self.url) > _MAX_ADDRESS_BYTES:
            self._stop_parsing(414, "bytes of an address")

    @override
    def on_header(self, name: bytes, value: bytes) -> None:
        super().on_header(name, value)
        if len(self.headers) > _MAX_HEADERS:
            self._stop_parsing(431, "headers of one request")

    @override
    def on_headers_complete(self) -> None:
        self._is_in_body, self._held_bytes = True, 0
        self._stop_deadline()
        if len(self.pipeline) >= _MAX_AHEAD:
            self._stop_parsing(429, "requests sent ahead")
        super().on_headers_complete()

    @override
    def on_body(self, body: bytes) -> None:
        self._held_bytes = 0
        super().on_body(body)

    @override
    def on_message_complete(self) -> None:
        self._is_in_body, self._held_bytes = False, 0
        self._stop_deadline()
        super().on_message_complete()

    @override
    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.transport.is_closing():
            self._close()

    @override
    def pause_writing(self) -> None:
        super().pause_writing()
        if self._stall is None:
            self._watch_reader()

    @override
    def resume_writing(self) -> None:
        super().resume_writing()
        if self._stall is not None and not self.transport.is_closing():
            self._stall.cancel()
            self._stall = None

    @override
    def timeout_keep_alive_handler(self) -> None:
        self._close()

    def _is_open(self) -> bool:
        return self.parser is not None and not self.transport.is_closing() and not self._is_opening

    def _room_bytes(self) -> int:
        """How much the parser may take: of a head no more than it may have."""
        return min(_PIECE_BYTES, max(1, self._limits.head_bytes - self._held_bytes))

    def _feed(self, piece: bytes) -> None:
        try:
            self.parser.feed_data(piece)
        except httptools.HttpParserUpgrade:
            # Any other upgrade is answered as if it had not been asked for.
            if self._should_upgrade():
                self.handle_websocket_upgrade()
        except httptools.HttpParserError:
            self._refuse(self._refusal or (400, "requests that are none"))
        else:
            if self._held_bytes >= self._limits.head_bytes:
                self._refuse((431, "bytes of headers"))

    def _stop_parsing(self, status: int, limit: str) -> None:
        self._refusal = status, limit
        raise ValueError(limit)

    def _expect_the_rest(self) -> None:
        """Give the client its time for what it has begun; more of it is no reason for more time."""
        if self._deadline is None and (self._is_in_body or self._held_bytes):
            limits = self._limits
            seconds = limits.body_seconds if self._is_in_body else limits.head_seconds
            self._deadline = self.loop.call_later(seconds, self._give_up)

    def _give_up(self) -> None:
        self._deadline = None
        if self.flow.read_paused:
            # It is we who are slow.
            self._expect_the_rest()
        else:
            self._refuse((408, "time for a body" if self._is_in_body else "time for headers"))

    def _refuse(self, refused: Refusal) -> None:
        status, limit = refused
        limits_acted.acted(limit)
        if self._may_answer():
            self.transport.write(refusal(status))
        self._close()

    def _may_answer(self) -> bool:
        """Whether an answer now would not fall into another, nor follow one already given."""
        if self.pipeline:
            return False
        if self._is_in_body:
            return self.cycle is not None and not self.cycle.response_started
        return self.cycle is None or self.cycle.response_complete

    def _close(self) -> None:
        """Close, when what is on its way has been read, but do not wait for that for ever."""
        self.transport.close()
        if self._stall is None:
            self._watch_reader()

    def _rest_for_a_while(self) -> None:
        self.timeout_keep_alive_task = self.loop.call_later(
            self.timeout_keep_alive, self.timeout_keep_alive_handler
        )

    def _watch_reader(self) -> None:
        self._stalled_bytes = self.transport.get_write_buffer_size()
        self._stall = self.loop.call_later(_STALL_SECONDS, self._look_at_reader)

    def _look_at_reader(self) -> None:
        if self.transport.get_write_buffer_size() < self._stalled_bytes:
            self._watch_reader()
        else:
            limits_acted.acted("time to read an answer")
            self.transport.abort()

    def _stop_deadline(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _stop_timers(self) -> None:
        self._stop_deadline()
        if self._stall is not None:
            self._stall.cancel()
            self._stall = None
