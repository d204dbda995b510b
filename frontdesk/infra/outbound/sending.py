"""Sending one request, and reading its answer up to a size and a time."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import httpcore2
import httpx2

from frontdesk.infra.outbound.http import OutboundFailed, OutboundResponse
from frontdesk.infra.outbound.safe_transport import NotAllowed, Resolve, guarded_transports, resolve

if TYPE_CHECKING:
    from frontdesk.infra.outbound.addresses import AddressRules
    from frontdesk.infra.outbound.http import OutboundRequest

CONNECT_SECONDS = 5.0
TOTAL_SECONDS = 10.0
MAX_ANSWER_BYTES = 256 * 1024


class SafeHttpSender:
    """The connections to all other systems."""

    def __init__(
        self,
        rules: AddressRules,
        resolve: Resolve = resolve,
        *,
        total_seconds: float = TOTAL_SECONDS,
    ) -> None:
        self._transports = guarded_transports(rules, resolve)
        self._total_seconds = total_seconds

    async def ask(self, request: OutboundRequest) -> OutboundResponse:
        """Send a request that was checked; raises `OutboundFailed`."""
        try:
            async with asyncio.timeout(self._total_seconds):
                return await self._send(_shaped(request))
        except TimeoutError:
            raise OutboundFailed("The site took too long.", may_ask_again=True) from None
        except NotAllowed:
            raise _not_allowed() from None
        except (httpx2.HTTPError, httpcore2.ConnectError, httpcore2.TimeoutException) as error:
            if isinstance(error.__cause__, NotAllowed):
                raise _not_allowed() from None
            raise OutboundFailed("The site cannot be reached.", may_ask_again=True) from None
        except (httpx2.InvalidURL, ValueError):
            raise OutboundFailed("This is not an address.", may_ask_again=False) from None

    async def close(self) -> None:
        """Close all connections."""
        for transport in self._transports.values():
            await transport.aclose()

    async def _send(self, request: httpx2.Request) -> OutboundResponse:
        response = await self._transports[request.url.scheme].handle_async_request(request)
        try:
            if response.headers.get("content-encoding", "identity") != "identity":
                raise OutboundFailed(
                    "The site answered in an unknown encoding.", may_ask_again=False
                )
            body = b""
            async for part in response.aiter_raw():
                body += part
                if len(body) > MAX_ANSWER_BYTES:
                    raise OutboundFailed("The site's answer is too long.", may_ask_again=False)
        finally:
            await response.aclose()
        return OutboundResponse(response.status_code, body.decode("utf-8", "replace"))


def _shaped(request: OutboundRequest) -> httpx2.Request:
    headers = [(name.encode("ascii"), value.encode()) for name, value in request.headers]
    ours = [(b"user-agent", b"Frontdesk"), (b"accept-encoding", b"identity")]
    content = request.body.encode() if request.method != "GET" else None
    shaped = httpx2.Request(request.method, request.url, headers=[*headers, *ours], content=content)
    waits = {"connect": CONNECT_SECONDS, "read": None, "write": None, "pool": None}
    shaped.extensions = {"timeout": waits}
    return shaped


def _not_allowed() -> OutboundFailed:
    return OutboundFailed(
        "The site's name leads where this installation does not go.", may_ask_again=False
    )
