"""The responder at work: one job for one answer, and the sweeps behind it."""

from frontdesk.features.responder.jobs.dependencies import ResponderDependencies
from frontdesk.features.responder.jobs.keep import keep_answering, keep_beating, keep_watching
from frontdesk.features.responder.jobs.respond import responder_jobs

__all__ = [
    "ResponderDependencies",
    "keep_answering",
    "keep_beating",
    "keep_watching",
    "responder_jobs",
]
