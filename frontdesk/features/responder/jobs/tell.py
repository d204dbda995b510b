"""Telling other systems what a workflow decided, after its turn has committed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from frontdesk.features.responder import store
from frontdesk.infra.outbound import SiteFailed, SiteRequest

if TYPE_CHECKING:
    from frontdesk.features.responder.actions import Tell
    from frontdesk.features.responder.jobs.desk import ResponderDesk

log = structlog.get_logger()

_OK = range(200, 300)
_ASK_AGAIN_FROM = 500


class NotHeard(Exception):
    """The other system may hear it later: the queue tries again, a bounded number of times."""


async def tell_site(desk: ResponderDesk, job: Tell) -> None:
    """Tell another system something; whoever is told twice knows by the key.

    A refusal is final, whether it is its own (4xx) or that of the project's list of hosts.
    """
    async with desk.database.snapshot() as tx:
        hosts = await store.find_allowed_hosts(tx, job.project_id)
    headers = (*((name, value) for name, value in job.headers), ("idempotency-key", job.key))
    try:
        answer = await desk.sites.ask(SiteRequest(job.method, job.url, headers, job.body), hosts)
    except SiteFailed as failure:
        if failure.may_ask_again:
            raise NotHeard from None
        log.warning("Another system was not told", project=job.project_id, why=failure.why)
        return
    if answer.status >= _ASK_AGAIN_FROM:
        raise NotHeard
    if answer.status not in _OK:
        log.warning("Another system refused", project=job.project_id, status=answer.status)
