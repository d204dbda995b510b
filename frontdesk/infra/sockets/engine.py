"""engine.io with our own connections."""

from __future__ import annotations

from typing import Any

import engineio
from engineio import packet
from engineio.exceptions import QueueEmpty
from typing_extensions import override

from frontdesk.infra.sockets.engine_socket import EngineSocket


class Engine(engineio.AsyncServer):  # type: ignore[misc]  # the library has no types
    """The library's server, whose connections are `EngineSocket`s that watch over themselves."""

    @override
    async def _handle_connect(
        self, environ: dict[str, Any], transport: str, jsonp_index: int | None = None
    ) -> Any:
        """Open a connection as the library does, save for the class it is made of."""
        wire = EngineSocket(self, self.generate_id())
        self.sockets[wire.sid] = wire
        wire.write(packet.Packet(packet.OPEN, self._opening(wire.sid, transport)))
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
