"""Where a connection may lead: who configures an address must not reach what only we can reach.

An address is checked twice: as it is written, when it is saved, and as it resolves, when a
connection is made (a name can mean another machine by then).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import TYPE_CHECKING, NamedTuple, TypeAlias
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from frontdesk.infra.outbound.private_hosts import PrivateHosts

Address: TypeAlias = IPv4Address | IPv6Address

USUAL_PORTS = {"http": 80, "https": 443}

# Visible ASCII, without what begins a query or a fragment, or is read as / by some.
_PLAIN = re.compile(r"(?:(?![?#\\])[!-~]){1,500}")
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9._-]{0,251}[a-z0-9_])?|\[[0-9a-f:.]{2,45}\]")
_LOOKS_NUMERIC = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)(?:\.(?:0x[0-9a-f]*|[0-9]+))*\.?")
_NAT64 = IPv6Network("64:ff9b::/96")
_IPV4_COMPATIBLE = IPv6Network("::/96")
_DOCUMENTATION = IPv6Network("3fff::/20")
_LOWEST_32_BITS = 0xFFFF_FFFF
_SHARED = IPv4Address("100.64.0.0"), IPv4Address("100.127.255.255")

# Where clouds answer with credentials, besides the link-local addresses.
_CREDENTIALS: frozenset[Address] = frozenset(
    {
        IPv4Address("100.100.100.200"),
        IPv4Address("168.63.129.16"),
        IPv4Address("192.0.0.192"),
        IPv6Address("fd00:ec2::254"),
        IPv6Address("fd20:ce::254"),
    }
)


class Destination(NamedTuple):
    """Where a connection leads, as it is written."""

    scheme: str
    host: str
    port: int


@dataclass(frozen=True, slots=True)
class AddressRules:
    """What this installation allows: the world, and those of its own network that it lists."""

    private_hosts: PrivateHosts

    def problem_with(self, url: str) -> str | None:
        """Return what is wrong with an address as it is written; None if nothing is."""
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            return "This is not an address."
        if parts.scheme not in {"http", "https"} or not _is_host(host) or port == 0:
            return "Begin with https:// and the name of the server."
        if not _PLAIN.fullmatch(url) or "@" in parts.netloc:
            return "Leave out names, passwords, and anything after ? or #."
        to = Destination(parts.scheme, host, port or USUAL_PORTS[parts.scheme])
        if to.scheme == "http" and not self.private_hosts.may_mean(_canonical(host), to.port):
            return "Use https."
        address = _written_address(host)
        is_allowed = address is None or self.may_connect(address, to)
        return None if is_allowed else "This address is not allowed here."

    def may_connect(self, address: Address, to: Destination) -> bool:
        """Whether a connection to this address may be made.

        Without encryption only to machines of our own network; never to where clouds
        keep their credentials, or to many machines at once.
        """
        plain = _unwrapped(address)
        if not plain.is_loopback and (plain in _CREDENTIALS or _is_nobodys(plain)):
            return False
        if plain.is_loopback or _is_own(plain):
            return self.private_hosts.cover(plain, to.host.lower(), to.port)
        return to.scheme == "https" and plain.is_global


def _is_host(host: str) -> bool:
    """Take names and plain addresses; not 127.1, 0x7f000001 or 2130706433."""
    written = f"[{host}]" if ":" in host else host
    if not _HOST.fullmatch(written):
        return False
    return not _LOOKS_NUMERIC.fullmatch(host) or _written_address(host) is not None


def _written_address(host: str) -> Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def _canonical(host: str) -> str:
    """Write an address that stands for another as that other."""
    address = _written_address(host)
    return host if address is None else str(_unwrapped(address))


def _is_own(address: Address) -> bool:
    if isinstance(address, IPv4Address) and _SHARED[0] <= address <= _SHARED[1]:
        return True
    # Site-local addresses are given out no longer, and old networks still have them.
    is_site_local = isinstance(address, IPv6Address) and address.is_site_local
    return is_site_local or (address.is_private and not address.is_global)


def _is_nobodys(address: Address) -> bool:
    is_special = address.is_link_local or address.is_multicast or address.is_reserved
    return is_special or address.is_unspecified or address in _DOCUMENTATION


def _unwrapped(address: Address) -> Address:
    """Return the IPv4 address that an IPv6 address stands for, if it stands for one."""
    if isinstance(address, IPv4Address) or address.is_loopback or address.is_unspecified:
        return address
    if address in _NAT64 or address in _IPV4_COMPATIBLE:
        return IPv4Address(int(address) & _LOWEST_32_BITS)
    return address.ipv4_mapped or address.sixtofour or address
