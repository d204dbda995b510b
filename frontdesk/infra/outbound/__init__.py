"""Going out: where a connection may lead, and asking other systems on a project's behalf."""

from frontdesk.infra.outbound.addresses import AddressRules
from frontdesk.infra.outbound.hosts import problem_with_host
from frontdesk.infra.outbound.http import (
    OutboundFailed,
    OutboundHttp,
    OutboundRequest,
    OutboundResponse,
)
from frontdesk.infra.outbound.private_hosts import (
    NO_PRIVATE_HOSTS,
    PrivateHosts,
    parse_private_hosts,
)

__all__ = [
    "NO_PRIVATE_HOSTS",
    "AddressRules",
    "OutboundFailed",
    "OutboundHttp",
    "OutboundRequest",
    "OutboundResponse",
    "PrivateHosts",
    "parse_private_hosts",
    "problem_with_host",
]
