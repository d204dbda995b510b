"""The responder at work: one job for one answer, and the sweeps behind it."""

from collections.abc import Mapping

from frontdesk.features.responder.actions.plan import CALLBACKS
from frontdesk.features.responder.jobs.dependencies import ResponderDependencies
from frontdesk.features.responder.jobs.keep import keep_answering, keep_beating, keep_watching
from frontdesk.features.responder.jobs.respond import responder_jobs
from frontdesk.features.responder.store import settings
from frontdesk.infra.deliveries import AllowedHosts

# Where what workflows tell other systems may go.
RESPONDER_SENDERS: Mapping[str, AllowedHosts] = {CALLBACKS: settings.find_allowed_hosts}

__all__ = [
    "RESPONDER_SENDERS",
    "ResponderDependencies",
    "keep_answering",
    "keep_beating",
    "keep_watching",
    "responder_jobs",
]
