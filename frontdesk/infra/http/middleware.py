"""What is done to every request and answer, outside the framework."""

from functools import partial
from typing import Any

from litestar.datastructures import MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from frontdesk.infra.audit import remember_device
from frontdesk.infra.http.addresses import Network, connection_address
from frontdesk.infra.metrics import HTTP_REQUESTS
from frontdesk.kit.device import Device

# What was refused before it came to a route, and what polls a socket.
_NO_ROUTE = "none"
_EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
# A year; other names below ours are not ours to speak for.
_HTTPS_ONLY = {"Strict-Transport-Security": "max-age=31536000"}
# What the API answers belongs to its caller: no proxy may keep it for the next one.
_API = {
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}


class SecurityHeaders:
    """Adds headers that every answer carries unless it says otherwise itself, refusals too."""

    def __init__(self, app: ASGIApp, own_origin: str) -> None:
        self._app = app
        is_encrypted = own_origin.startswith("https://")
        self._everywhere = _EVERYWHERE | (_HTTPS_ONLY if is_encrypted else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await self._app(scope, receive, send)
            return
        defaults = self._everywhere | (_API if scope["path"].startswith("/api/") else {})

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                route = scope.get("path_template") or _NO_ROUTE
                HTTP_REQUESTS.add(scope["method"], route, str(message["status"]))
                message.setdefault("headers", [])
                headers = MutableScopeHeaders.from_message(message)
                for name, value in defaults.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_with_headers)


class RememberDevice:
    """Lets who records something ask from where the request comes that is being answered."""

    def __init__(self, app: ASGIApp, trusted_proxies: tuple[Network, ...]) -> None:
        self._app = app
        self._trusted_proxies = trusted_proxies

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        remember_device(partial(self._describe, scope))
        await self._app(scope, receive, send)

    def _describe(self, scope: Any) -> Device:  # noqa: ANN401 - of two kinds, one of which has headers
        headers = dict(scope["headers"])
        user_agent = headers.get(b"user-agent", b"").decode("latin-1")
        return Device(user_agent, connection_address(self._trusted_proxies, scope))


class HeadAsGet:
    """Answers HEAD wherever there is GET, without a body; the framework would refuse it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def send_without_body(message: Message) -> None:
            if message["type"] == "http.response.body":
                message["body"] = b""
            await send(message)

        asked: Any = {**scope, "method": "GET"}
        await self._app(asked, receive, send_without_body)
