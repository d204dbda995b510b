"""Going out: where a connection may lead, and asking other systems on a project's behalf."""

from frontdesk.infra.outbound.addresses import AddressRules
from frontdesk.infra.outbound.hosts import problem_with_host
from frontdesk.infra.outbound.http import (
    OutboundFailed,
    OutboundHttp,
    OutboundRequest,
    OutboundResponse,
)

__all__ = [
    "AddressRules",
    "OutboundFailed",
    "OutboundHttp",
    "OutboundRequest",
    "OutboundResponse",
    "problem_with_host",
]
