"""Which machines of the installation's own network projects may use, as its operator lists them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TypeAlias

Address: TypeAlias = IPv4Address | IPv6Address
Network: TypeAlias = IPv4Network | IPv6Network

# A host, or a network in brackets if it is one of IPv6 and a port follows.
_ENTRY = re.compile(
    r"(?:\[(?P<bracketed>[0-9a-f:./]+)\]|(?P<plain>[^\[\]:]+))(?::(?P<port>[0-9]{1,5}))?"
)
_NAME = re.compile(r"[a-z0-9_](?:[a-z0-9._-]{0,251}[a-z0-9_])?")
_NUMERIC = re.compile(r"[0-9./]+")
_HIGHEST_PORT = 65_535


@dataclass(frozen=True, slots=True)
class PrivateHost:
    """A name, or else a network; with a port, or else any."""

    name: str | None
    network: Network | None
    port: int | None
    written: str

    @property
    def is_everywhere(self) -> bool:
        """Whether it is any machine there is."""
        return self.network is not None and self.network.prefixlen == 0

    def is_for(self, host: str, port: int) -> bool:
        """Whether it may be what an address means, before its name is resolved."""
        if self.port not in {None, port}:
            return False
        if self.network is None:
            return host == self.name
        try:
            return ip_address(host) in self.network
        except ValueError:
            # A name, which may lead there.
            return True

    def covers(self, address: Address, host: str, port: int) -> bool:
        """Whether a connection to this address, to which the host's name led, is listed."""
        if self.port not in {None, port}:
            return False
        return host == self.name if self.network is None else address in self.network


@dataclass(frozen=True, slots=True)
class PrivateHosts:
    """The list."""

    listed: tuple[PrivateHost, ...] = ()

    def may_mean(self, host: str, port: int) -> bool:
        """Whether an address may lead to one of them."""
        return any(one.is_for(host, port) for one in self.listed)

    def cover(self, address: Address, host: str, port: int) -> bool:
        """Whether a connection leads to one of them."""
        return any(one.covers(address, host, port) for one in self.listed)


NO_PRIVATE_HOSTS = PrivateHosts()


def parse_private_hosts(text: str) -> PrivateHosts:
    """Read hosts and networks with or without a port, separated by commas.

    Raises ValueError, which says what is wrong with the first that is none.
    """
    entries = [part.strip().lower() for part in text.split(",")]
    return PrivateHosts(tuple(_parse(entry) for entry in entries if entry))


def _parse(entry: str) -> PrivateHost:
    if (bare := _network(entry)) is not None:
        return PrivateHost(None, bare, None, entry)
    found = _ENTRY.fullmatch(entry)
    if found is None:
        raise _NotAHost(entry)
    port = int(found["port"]) if found["port"] else None
    if port is not None and not 0 < port <= _HIGHEST_PORT:
        raise _NotAHost(entry)
    written = found["bracketed"] or found["plain"]
    network = _network(written)
    if network is None and (found["bracketed"] or not _is_name(written)):
        raise _NotAHost(entry)
    return PrivateHost(None if network else written, network, port, entry)


def _network(text: str) -> Network | None:
    try:
        return ip_network(text, strict=False)
    except ValueError:
        return None


def _is_name(text: str) -> bool:
    return bool(_NAME.fullmatch(text)) and not _NUMERIC.fullmatch(text)


class _NotAHost(ValueError):
    def __init__(self, entry: str) -> None:
        super().__init__(
            f"{entry!r} is no host or network; write them like "
            "localhost:11434, 10.1.0.0/16 or [fd12::/64]:8080."
        )
