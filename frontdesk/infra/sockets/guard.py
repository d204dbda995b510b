"""What stands in front of engine.io's long polling: what it would choke on never reaches it.

engine.io decodes packets outside its own error handling, so an empty one, or a letter where
the type should be, ends a connection with the sender none the wiser. This guard refuses such
a request with a code. A websocket's frames are looked at by `EngineSocket`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, TypeAlias

from frontdesk.infra.sockets.packets import MAX_PACKET_BYTES, is_packet
from frontdesk.kit import strict_json
from frontdesk.kit.errors import Invalid, Refused, TooLong
from frontdesk.kit.wire import error_wire

Scope: TypeAlias = MutableMapping[str, Any]
AsgiMessage: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[AsgiMessage]]
Send: TypeAlias = Callable[[AsgiMessage], Awaitable[None]]
App: TypeAlias = Callable[[Scope, Receive, Send], Awaitable[None]]

_SEPARATOR = "\x1e"
_MAX_PACKETS = 16


class PollGuard:
    """Wraps the engine.io application for those who poll."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, once the packets it carries are checked."""
        if scope["type"] != "http" or scope["method"] != "POST":
            await self._app(scope, receive, send)
            return
        body = await _read(receive)
        if body is None:
            await _refuse(send, TooLong("This is more than fits into one request."))
        elif not _is_payload(body):
            await _refuse(send, Invalid("This is not an engine.io payload."))
        else:
            await self._app(scope, _replay(body, receive), send)


def _is_payload(body: bytes) -> bool:
    try:
        packets = body.decode().split(_SEPARATOR)
    except UnicodeDecodeError:
        return False
    return len(packets) <= _MAX_PACKETS and all(is_packet(packet) for packet in packets)


async def _read(receive: Receive) -> bytes | None:
    body: bytes = b""
    while True:
        message = await receive()
        body += bytes(message.get("body", b""))
        if len(body) > MAX_PACKET_BYTES:
            return None
        if not message.get("more_body"):
            return body


def _replay(body: bytes, receive: Receive) -> Receive:
    messages = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive_again() -> AsgiMessage:
        return messages.pop() if messages else await receive()

    return receive_again


async def _refuse(send: Send, refusal: Refused) -> None:
    body = strict_json.encode({"error": error_wire(refusal)})
    headers = [(b"content-type", b"application/json"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": refusal.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
