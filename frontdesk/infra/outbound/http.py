"""Asking other systems on a project's behalf, where its allow-list and the rules let us.

    sites = Sites(AddressRules(NO_PRIVATE_HOSTS))
    answer = await sites.ask(SiteRequest("GET", "https://shop.example/orders/7"), hosts)

What to rely on:

- Nobody is connected to but hosts of the list, at an address that was checked and is not
  looked up again. No redirect is followed, no cookie kept, no proxy of the environment used.
- An answer is whole, within a size and a time; what it *says* is untrusted.
- Anything else is a `OutboundFailed`, which says whether asking again may help.
"""

from __future__ import annotations

import asyncio
import importlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, cast

from frontdesk.infra.outbound.hosts import is_listed

if TYPE_CHECKING:
    from frontdesk.infra.outbound.addresses import AddressRules

# Loads an HTTP library that a process without workflows has no use for.
_BEHIND = "frontdesk.infra.outbound.sending"

_MAX_HEADERS = 30
_MAX_HEADER_VALUE = 4_096
_HEADER_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}")
_SENDABLE = re.compile(r"[\t\x20-\x7e\u0080-\U0010ffff]*")

# They say how the request is framed and where it goes, or speak for somebody else.
_OUR_HEADERS = {
    *("host", "connection", "content-length", "transfer-encoding", "accept-encoding"),
    *("cookie", "upgrade", "te", "trailer", "expect", "keep-alive", "user-agent"),
    *("forwarded", "via", "x-real-ip"),
}
_OUR_PREFIXES = ("proxy-", "x-forwarded-", "sec-")


@dataclass(frozen=True, slots=True)
class OutboundRequest:
    """What another system is asked, or told."""

    method: str
    url: str
    headers: tuple[tuple[str, str], ...] = ()
    body: str = ""


@dataclass(frozen=True, slots=True)
class OutboundResponse:
    """What it said. A redirect is an answer like any other."""

    status: int
    body: str


class OutboundFailed(Exception):
    """There is no answer. `why` is for members; it never repeats what was sent."""

    def __init__(self, why: str, *, may_ask_again: bool) -> None:
        """Say what was in the way, and whether it may be gone later."""
        super().__init__(why)
        self.why = why
        self.may_ask_again = may_ask_again


class HttpSender(Protocol):
    """Sends a checked request."""

    async def ask(self, request: OutboundRequest) -> OutboundResponse:
        """Send a request that was checked."""
        ...

    async def close(self) -> None:
        """Close all connections."""
        ...


class OutboundHttp:
    """Asks other systems. One per process; nothing is loaded before the first request."""

    def __init__(self, rules: AddressRules) -> None:
        self._rules = rules
        self._sender: HttpSender | None = None
        self._opening = asyncio.Lock()

    async def ask(self, request: OutboundRequest, hosts: Sequence[str]) -> OutboundResponse:
        """Send one request to a host of the list; raises `OutboundFailed`."""
        if not is_listed(request.url, hosts):
            raise OutboundFailed(
                "This host is not on the list of hosts workflows may reach.", may_ask_again=False
            )
        problem = self._rules.problem_with(request.url.partition("?")[0])
        if problem is not None:
            raise OutboundFailed(problem, may_ask_again=False)
        checked = OutboundRequest(
            request.method, request.url, clean_headers(request.headers), request.body
        )
        return await (await self._open()).ask(checked)

    async def close(self) -> None:
        """Close all connections."""
        if self._sender is not None:
            await self._sender.close()

    async def _open(self) -> HttpSender:
        async with self._opening:
            if self._sender is None:
                behind = await asyncio.to_thread(importlib.import_module, _BEHIND)
                self._sender = cast("HttpSender", behind.SafeHttpSender(self._rules))
        return self._sender


def clean_headers(headers: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Leave out what is ours to say, and refuse what would break out of its line."""
    kept = []
    for name, value in headers:
        lower = name.lower()
        if lower in _OUR_HEADERS or lower.startswith(_OUR_PREFIXES):
            continue
        is_short = len(value) <= _MAX_HEADER_VALUE
        if not (_HEADER_NAME.fullmatch(name) and _SENDABLE.fullmatch(value) and is_short):
            raise OutboundFailed("One of the headers cannot be sent.", may_ask_again=False)
        kept.append((lower, value.strip()))
    if len(kept) > _MAX_HEADERS:
        raise OutboundFailed("There are too many headers.", may_ask_again=False)
    return tuple(kept)
