"""What uvicorn is told, by the product and by tests alike."""

from __future__ import annotations

from functools import partial
from typing import Any

from frontdesk.infra.limits import Places
from frontdesk.infra.serving.limits import ServingLimits
from frontdesk.infra.serving.request_protocol import CountedFrames, RequestProtocol
from frontdesk.infra.sockets import MAX_PACKET_BYTES


def server_options(limits: ServingLimits, max_connections: int) -> dict[str, Any]:
    """Return the options of a web process that serves so many connections at once."""
    places = Places(in_all=max_connections, per_address=limits.connections_per_address)
    return {
        # uvicorn's own, with bounds and with a short way for ordinary frames.
        "http": partial(RequestProtocol, limits=limits, places=places),
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
