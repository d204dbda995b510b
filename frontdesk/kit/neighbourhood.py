"""Which addresses count as one: somebody with IPv6 has 2^64 of them to come from."""

from functools import lru_cache
from ipaddress import IPv6Address, ip_address, ip_network


@lru_cache(maxsize=4_096)
def neighbourhood(address: str) -> str:
    """Return what stands for an address wherever somebody is counted: its /64 with IPv6."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return address
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return str(ip_network((parsed, 64), strict=False))
