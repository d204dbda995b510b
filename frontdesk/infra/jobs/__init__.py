"""Durable jobs in PostgreSQL: written in the transaction that causes them, done once or more."""

from frontdesk.infra.jobs.queue import (
    JobHandler,
    JobKind,
    Planned,
    enqueue,
    forget_finished_jobs,
    on_job,
)
from frontdesk.infra.jobs.worker import JobWorker

__all__ = [
    "JobHandler",
    "JobKind",
    "JobWorker",
    "Planned",
    "enqueue",
    "forget_finished_jobs",
    "on_job",
]
