"""A web process' server: uvicorn's, with connections that we take ourselves."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING, Any

import uvicorn
from typing_extensions import override

from frontdesk.infra.limits import AddressRates
from frontdesk.infra.serving.admission import Admission
from frontdesk.infra.serving.handshake_queue import HandshakeQueue
from frontdesk.infra.serving.listener import Listener, bound
from frontdesk.infra.serving.request_protocol import CountedFrames, RequestProtocol
from frontdesk.infra.sockets import MAX_PACKET_BYTES

if TYPE_CHECKING:
    import socket
    from collections.abc import Sequence

    from frontdesk.infra.limits import Leave
    from frontdesk.infra.serving.limits import ServingLimits

log = logging.getLogger(__name__)

# What the process ends with when it can't serve; uvicorn's own number.
STARTUP_FAILURE = 3


class EdgeServer(uvicorn.Server):
    """Serves an application within limits."""

    def __init__(
        self,
        app: Any,  # noqa: ANN401 - an ASGI application, which everybody types apart
        limits: ServingLimits,
        max_connections: int,
        **named: Any,  # noqa: ANN401 - uvicorn's own
    ) -> None:
        super().__init__(uvicorn.Config(app, **{**_options(limits), **named}))
        self._limits = limits
        self._admission = Admission(limits, max_connections)
        self._listeners: list[Listener] = []

    @override
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen once the application has started, on what is given or else where we are told."""
        await super().startup(sockets=[])
        config = self.config
        try:
            listening = sockets or bound(config.host, config.port, config.backlog)
        except OSError as error:
            log.error("The address can't be listened on: %s", error.strerror)  # noqa: TRY400 - where it was raised says nothing
            self.started = False
            await self.lifespan.shutdown()
            sys.exit(STARTUP_FAILURE)
        self._listen(listening)

    @override
    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for listener in self._listeners:
            listener.close()
        await super().shutdown(sockets)

    def _listen(self, listening: Sequence[socket.socket]) -> None:
        limits = self._limits
        rates = AddressRates(limits.handshakes_per_second, max(1.0, limits.handshakes_per_second))
        handshakes = HandshakeQueue(rates, longest=limits.sockets_per_address)

        def serve(leave: Leave) -> RequestProtocol:
            return RequestProtocol(
                config=self.config,
                server_state=self.server_state,
                app_state=self.lifespan.state,
                limits=limits,
                handshakes=handshakes,
                leave=leave,
            )

        self._listeners = [Listener(one, self._admission, serve) for one in listening]


def _options(limits: ServingLimits) -> dict[str, Any]:
    return {
        # Requests have a protocol of ours; this is the one it is built on.
        "http": "httptools",
        # With a short way for ordinary frames.
        "ws": CountedFrames,
        # Engine.IO beats by itself; a second heartbeat would only cost timers.
        "ws_ping_interval": None,
        "ws_max_size": MAX_PACKET_BYTES,
        # Compressing small packets costs memory per connection and gains nothing.
        "ws_per_message_deflate": False,
        "timeout_keep_alive": limits.idle_seconds,
        # Which proxy to believe is our own setting, applied where addresses are counted.
        "proxy_headers": False,
        "server_header": False,
        "access_log": False,
        "log_config": None,
        "lifespan": "on",
    }
