"""HTTP callbacks: telling other systems what a workflow decided, after its turn has committed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from frontdesk.features.responder import store
from frontdesk.infra.outbound import OutboundFailed, OutboundRequest

if TYPE_CHECKING:
    from frontdesk.features.responder.actions import HttpCallback
    from frontdesk.features.responder.jobs.dependencies import ResponderDependencies

log = structlog.get_logger()

_OK = range(200, 300)
_ASK_AGAIN_FROM = 500


class DeliveryFailed(Exception):
    """The other system may hear it later: the queue tries again, a bounded number of times."""


async def deliver_callback(deps: ResponderDependencies, job: HttpCallback) -> None:
    """Send an HTTP callback; a receiver that gets it twice knows by the key.

    A refusal is final, whether it is its own (4xx) or that of the project's list of hosts.
    """
    async with deps.database.snapshot() as tx:
        hosts = await store.find_allowed_hosts(tx, job.project_id)
    headers = (*((name, value) for name, value in job.headers), ("idempotency-key", job.key))
    try:
        answer = await deps.outbound.ask(
            OutboundRequest(job.method, job.url, headers, job.body), hosts
        )
    except OutboundFailed as failure:
        if failure.may_ask_again:
            raise DeliveryFailed from None
        log.warning("Another system was not told", project=job.project_id, why=failure.why)
        return
    if answer.status >= _ASK_AGAIN_FROM:
        raise DeliveryFailed
    if answer.status not in _OK:
        log.warning("Another system refused", project=job.project_id, status=answer.status)
