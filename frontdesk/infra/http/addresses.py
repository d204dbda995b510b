"""Whose address a request really comes from, when proxies stand in between."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from typing import Any, TypeAlias

Network: TypeAlias = IPv4Network | IPv6Network
Address: TypeAlias = IPv4Address | IPv6Address

UNKNOWN = "unknown"
# No request comes through more proxies; what a longer header says is somebody's fancy.
MAX_HOPS = 20


def parse_networks(text: str) -> tuple[Network, ...]:
    """Read TRUSTED_PROXIES: addresses or CIDR blocks, separated by commas."""
    return tuple(ip_network(part.strip(), strict=False) for part in text.split(",") if part.strip())


def client_address(peer: str, forwarded_for: str, trusted: Iterable[Network]) -> str:
    """Walk X-Forwarded-For from the right for as long as each hop is a proxy of ours.

    Everything left of the first stranger is what that stranger claims, so it is
    ignored: a made-up header can't move anybody to another address.
    """
    networks = tuple(trusted)
    hops = [peer, *reversed(forwarded_for.rsplit(",", MAX_HOPS)[-MAX_HOPS:])]
    nearest = UNKNOWN
    for hop in hops:
        address = _parse(hop)
        if address is None:
            break
        nearest = str(address)
        if not any(address in network for network in networks):
            break
    return nearest


def connection_address(trusted: Iterable[Network], scope: Mapping[str, Any]) -> str:
    """Return the address an ASGI connection comes from."""
    peer = scope["client"][0] if scope.get("client") else UNKNOWN
    forwarded = [
        value.decode("latin-1") for name, value in scope["headers"] if name == b"x-forwarded-for"
    ]
    return client_address(peer, ",".join(forwarded), trusted)


def is_trusted(peer: str, trusted: Iterable[Network]) -> bool:
    """Whether who connects to us is a proxy of ours."""
    address = _parse(peer)
    return address is not None and any(address in network for network in trusted)


@lru_cache(maxsize=4_096)
def _parse(hop: str) -> Address | None:
    try:
        address = ip_address(hop.strip())
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address
