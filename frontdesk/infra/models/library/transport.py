"""The HTTP client every provider is reached through.

It alone knows a provider's key: the client libraries get a placeholder, so nothing they log,
raise or keep can hold it, and no key of the operator's environment reaches an address that
a project's manager typed in. It connects only where the rules allow, to the very address that
was checked; it follows no redirect, keeps no cookie and stops reading at a size.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import httpx2
from typing_extensions import override

from frontdesk.infra.outbound.safe_transport import NotAllowed, Resolve, guarded_transports, resolve

if TYPE_CHECKING:
    from frontdesk.infra.models.provider import Provider, ProviderKind
    from frontdesk.infra.outbound.addresses import AddressRules

PLACEHOLDER = "kept-by-frontdesk"

# Far above any answer we accept, even with every token in an event of its own.
MAX_WIRE_BYTES = 8 * 1024 * 1024

_REDIRECTS = range(300, 400)

# What a client library may say of itself. Everything else it would add comes from the
# environment or is telemetry.
_PASSED_ON = {"host", "accept", "content-type", "content-length", "anthropic-version"}

_KEY_HEADERS: dict[ProviderKind, tuple[str, str]] = {
    "openai": ("authorization", "Bearer "),
    "groq": ("authorization", "Bearer "),
    "openai_compatible": ("authorization", "Bearer "),
    "anthropic": ("x-api-key", ""),
    "google": ("x-goog-api-key", ""),
}


class TooMuch(httpx2.ReadError):
    """The answer has more bytes than anyone reads."""


class GuardedTransport:
    """The connections to all providers: with encryption, and without for our own network."""

    def __init__(
        self, rules: AddressRules, connect_seconds: float, resolve: Resolve = resolve
    ) -> None:
        self._connect_seconds = connect_seconds
        self._transports = guarded_transports(rules, resolve)

    async def send(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request whose headers are settled, and return the start of its answer."""
        waits = {"connect": self._connect_seconds, "read": None, "write": None, "pool": None}
        request.extensions = {**request.extensions, "timeout": waits}
        response = await self._transports[request.url.scheme].handle_async_request(request)
        encoding = response.headers.get("content-encoding", "identity")
        if response.status_code in _REDIRECTS or encoding != "identity":
            await response.aclose()
            raise NotAllowed("A redirect, or an encoding nobody asked for.")
        return httpx2.Response(
            response.status_code,
            headers=[pair for pair in response.headers.raw if pair[0].lower() != b"set-cookie"],
            stream=_Measured(response),
            extensions=response.extensions,
        )

    async def close(self) -> None:
        """Close all connections."""
        for transport in self._transports.values():
            await transport.aclose()


def guarded_client(provider: Provider, guard: GuardedTransport) -> httpx2.AsyncClient:
    """Make the client for one provider; it holds no connections of its own."""
    return httpx2.AsyncClient(
        transport=_Signing(provider, guard),
        follow_redirects=False,
        trust_env=False,
        timeout=None,
    )


class _Signing(httpx2.AsyncBaseTransport):
    """Puts a provider's key on its requests, and takes everything off that is not its own."""

    def __init__(self, provider: Provider, guard: GuardedTransport) -> None:
        self._provider = provider
        self._guard = guard

    @override
    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        for name in set(request.headers) - _PASSED_ON:
            del request.headers[name]
        request.headers["accept-encoding"] = "identity"
        request.headers["user-agent"] = "Frontdesk"
        if self._provider.api_key is not None:
            name, prefix = _KEY_HEADERS[self._provider.kind]
            request.headers[name] = prefix + self._provider.api_key.reveal()
        for name, value in self._provider.headers:
            request.headers[name] = value.reveal()
        return await self._guard.send(request)


class _Measured(httpx2.AsyncByteStream):
    """A body that is read up to a size."""

    def __init__(self, response: httpx2.Response) -> None:
        self._response = response

    @override
    async def __aiter__(self) -> AsyncIterator[bytes]:
        num_bytes = 0
        async for part in self._response.aiter_raw():
            num_bytes += len(part)
            if num_bytes > MAX_WIRE_BYTES:
                raise TooMuch("Too much to read.")
            yield part

    @override
    async def aclose(self) -> None:
        await self._response.aclose()
