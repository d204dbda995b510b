"""What stands in front of engine.io: frames it would choke on never reach it.

engine.io decodes frames outside its own error handling, so an empty frame or a letter
where the packet type should be kills its receive loop with the sender none the wiser.
This guard closes such a connection with a reason, and refuses such a request with a code.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, TypeAlias

from frontdesk.infra.sockets.handshake import ADDRESS
from frontdesk.infra.sockets.packets import MAX_PACKET_BYTES
from frontdesk.kit import strict_json
from frontdesk.kit.errors import Invalid, Refused, TooLong
from frontdesk.kit.wire import error_wire

Scope: TypeAlias = MutableMapping[str, Any]
AsgiMessage: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[AsgiMessage]]
Send: TypeAlias = Callable[[AsgiMessage], Awaitable[None]]
App: TypeAlias = Callable[[Scope, Receive, Send], Awaitable[None]]

_POLICY_VIOLATION = 1008
_SEPARATOR = "\x1e"
_MAX_PACKETS = 16


class FrameGuard:
    """Wraps the engine.io application."""

    def __init__(self, app: App, address_of: Callable[[Scope], str]) -> None:
        self._app = app
        self._address_of = address_of

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a connection on, with its frames checked."""
        scope[ADDRESS] = self._address_of(scope)
        if scope["type"] == "websocket":
            await self._app(scope, _checked(receive, send), send)
        elif scope["method"] == "POST":
            await self._post(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _post(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = await _read(receive)
        if body is None:
            await _refuse(send, TooLong("This is more than fits into one request."))
        elif not _is_payload(body):
            await _refuse(send, Invalid("This is not an engine.io payload."))
        else:
            await self._app(scope, _replay(body, receive), send)


def _checked(receive: Receive, send: Send) -> Receive:
    async def receive_checked() -> AsgiMessage:
        message = await receive()
        if message["type"] == "websocket.receive" and not _is_packet(message.get("text")):
            reason = "This is not an engine.io packet."
            await send({"type": "websocket.close", "code": _POLICY_VIOLATION, "reason": reason})
            return {"type": "websocket.disconnect", "code": _POLICY_VIOLATION}
        return message

    return receive_checked


def _is_packet(text: str | None) -> bool:
    """Text, of a known type; binary frames and base64 are not used here."""
    if not text or text[0] not in "12345":
        return False
    return text[0] != "4" or len(text) > 1


def _is_payload(body: bytes) -> bool:
    try:
        packets = body.decode().split(_SEPARATOR)
    except UnicodeDecodeError:
        return False
    return len(packets) <= _MAX_PACKETS and all(_is_packet(packet) for packet in packets)


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
