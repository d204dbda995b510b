"""The bounds of a web process' edge."""

from __future__ import annotations

from dataclasses import dataclass

from frontdesk.infra.http.addresses import Network


@dataclass(frozen=True)
class ServingLimits:
    """What clients may hold open or leave unfinished; times in seconds.

    0 connections mean: per address, that there is no limit; for the process, as many as it
    may open files.
    """

    sockets_per_address: int = 200
    connections: int = 0
    trusted_proxies: tuple[Network, ...] = ()
    head_bytes: int = 32 * 1024
    head_seconds: float = 10
    body_seconds: float = 30
    idle_seconds: float = 75

    @property
    def connections_per_address(self) -> int:
        """TCP connections of one address: beside its socket, a page fetches over others."""
        return 2 * self.sockets_per_address

    @property
    def handshakes_per_second(self) -> float:
        """Websockets one address may open: all it may hold within four seconds."""
        return self.sockets_per_address / 4

    @property
    def new_connections_per_second(self) -> float:
        """TCP connections of one address that are looked at: all it may hold within a second."""
        return self.connections_per_address
