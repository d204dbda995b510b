"""Which hosts a project's workflows may reach: exact names, with a port where it is unusual."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from frontdesk.infra.outbound.addresses import USUAL_PORTS

if TYPE_CHECKING:
    from frontdesk.infra.outbound.addresses import AddressRules


def problem_with_host(host: str, rules: AddressRules) -> str | None:
    """Return what is wrong with an entry of an allow-list; None if nothing is."""
    try:
        parts = urlsplit(f"https://{host}")
        is_only_host = parts.netloc == host and host == host.lower() and not host.endswith(":")
        _ = parts.port
    except ValueError:
        is_only_host = False
    if not is_only_host:
        return "Give the name of a server, like shop.example or shop.example:8443."
    problem = rules.problem_with(f"https://{host}")
    return problem and problem.replace("Begin with https:// and the", "Give the")


def is_listed(url: str, hosts: Sequence[str]) -> bool:
    """Whether an address leads to a host of the list; without a port, to the default one."""
    try:
        parts = urlsplit(url)
        port = parts.port or USUAL_PORTS.get(parts.scheme)
        written = parts.hostname or ""
    except ValueError:
        return False
    name = f"[{written}]" if ":" in written else written
    usual = port == USUAL_PORTS.get(parts.scheme)
    return f"{name}:{port}" in hosts or (usual and name in hosts)
