"""The responder at work: one job for one answer, and the sweeps behind it."""

from frontdesk.features.responder.jobs.desk import ResponderDesk
from frontdesk.features.responder.jobs.keep import keep_answering, keep_beating, keep_watching
from frontdesk.features.responder.jobs.respond import responder_jobs

__all__ = ["ResponderDesk", "keep_answering", "keep_beating", "keep_watching", "responder_jobs"]
