"""Connecting to nobody but the very address that was checked."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable
from ipaddress import ip_address
from typing import TYPE_CHECKING, TypeAlias

import httpcore2
import httpx2
from typing_extensions import override

from frontdesk.infra.outbound.addresses import Destination

if TYPE_CHECKING:
    import ssl

    from frontdesk.infra.outbound.addresses import Address, AddressRules

_MAX_TRIED = 4
_KEPT_ALIVE = 50

# A connection that lay idle for longer may be closed from the other side just as it is used
# again, and would look like a server that is away.
_KEPT_ALIVE_SECONDS = 5.0

Resolve: TypeAlias = Callable[[str, int], Awaitable[list["Address"]]]
SocketOptions: TypeAlias = (
    Iterable[tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]]
    | None
)


class NotAllowed(httpcore2.ConnectError):
    """The rules forbid going there."""


async def resolve(host: str, port: int) -> list[Address]:
    """Ask the system where a name leads."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]


def guarded_transports(
    rules: AddressRules, resolve: Resolve = resolve
) -> dict[str, httpx2.AsyncHTTPTransport]:
    """Make the connections of each scheme: with encryption, and without for our own network."""
    # Reads SSL_CERT_FILE, so that an operator's own authority is believed.
    context = httpx2.create_ssl_context()
    return {
        scheme: _transport(_SafeBackend(scheme, rules, resolve), context)
        for scheme in ("http", "https")
    }


class _SafeBackend(httpcore2.AsyncNetworkBackend):
    """Resolves a name once, checks every address it leads to, and connects to one of those."""

    def __init__(self, scheme: str, rules: AddressRules, resolve: Resolve) -> None:
        self._scheme = scheme
        self._rules = rules
        self._resolve = resolve
        self._inner = httpcore2.AnyIOBackend()

    @override
    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: SocketOptions = None,
    ) -> httpcore2.AsyncNetworkStream:
        try:
            async with asyncio.timeout(timeout):
                return await self._connect(host, port, socket_options)
        except TimeoutError:
            raise httpcore2.ConnectTimeout from None
        except OSError as error:
            raise httpcore2.ConnectError(type(error).__name__) from None

    async def _connect(
        self, host: str, port: int, socket_options: SocketOptions
    ) -> httpcore2.AsyncNetworkStream:
        addresses = await self._resolve(host, port)
        to = Destination(self._scheme, host, port)
        if not all(self._rules.may_connect(one, to) for one in addresses):
            raise NotAllowed("This name leads to an address that is not allowed.")
        for address in addresses[:_MAX_TRIED]:
            try:
                return await self._inner.connect_tcp(
                    str(address), port, socket_options=socket_options
                )
            except httpcore2.ConnectError:
                continue
        raise httpcore2.ConnectError("Nobody answers there.")

    @override
    async def sleep(self, seconds: float) -> None:
        await self._inner.sleep(seconds)


def _transport(backend: _SafeBackend, context: ssl.SSLContext) -> httpx2.AsyncHTTPTransport:
    transport = httpx2.AsyncHTTPTransport(verify=context, trust_env=False)
    # The transport offers no way to say who connects, the pool beneath it does.
    transport._pool = httpcore2.AsyncConnectionPool(  # noqa: SLF001 - see above
        ssl_context=context,
        max_connections=None,
        max_keepalive_connections=_KEPT_ALIVE,
        keepalive_expiry=_KEPT_ALIVE_SECONDS,
        network_backend=backend,
    )
    return transport
