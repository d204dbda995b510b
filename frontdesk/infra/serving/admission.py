"""Who may connect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from uvicorn.protocols.http.httptools_impl import STATUS_LINE

from frontdesk.infra.http.addresses import is_trusted
from frontdesk.infra.limits import AddressRates, Places, limits_acted

if TYPE_CHECKING:
    from frontdesk.infra.limits import Leave
    from frontdesk.infra.serving.limits import ServingLimits


class Admission:
    """Decides on new connections, by where they come from."""

    def __init__(self, limits: ServingLimits, max_connections: int) -> None:
        self._trusted_proxies = limits.trusted_proxies
        self._places = Places(in_all=max_connections, per_address=limits.connections_per_address)
        self._rates = AddressRates(
            limits.new_connections_per_second, 2 * limits.new_connections_per_second
        )

    def admit(self, peer: str | None) -> Leave | bytes:
        """Give a connection its place, or the answer it gets instead; too many get an empty one."""
        counted = self._counted_address(peer)
        if counted is not None and not self._rates.take(counted):
            limits_acted.acted("new connections of one address")
            return b""
        entered = self._places.enter(counted)
        if isinstance(entered, str):
            limits_acted.acted(f"connections {entered}")
            return refusal(503 if entered == "of the process" else 429)
        return entered

    def _counted_address(self, peer: str | None) -> str | None:
        """Whose connection this is; nobody's, if it is a Unix socket or a proxy of ours.

        A proxy brings many people over its own address; their sockets are told apart, and
        counted, by what it says of them.
        """
        if peer is None or is_trusted(peer, self._trusted_proxies):
            return None
        return peer


def refusal(status: int) -> bytes:
    """Write an answer that says no more than its status, and that it is the last."""
    return STATUS_LINE[status] + b"content-length: 0\r\nconnection: close\r\n\r\n"
