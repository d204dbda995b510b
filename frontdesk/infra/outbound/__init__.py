"""Going out: where a connection may lead, and asking other systems on a project's behalf."""

from frontdesk.infra.outbound.addresses import AddressRules
from frontdesk.infra.outbound.hosts import problem_with_host
from frontdesk.infra.outbound.sites import SiteAnswer, SiteFailed, SiteRequest, Sites

__all__ = [
    "AddressRules",
    "SiteAnswer",
    "SiteFailed",
    "SiteRequest",
    "Sites",
    "problem_with_host",
]
