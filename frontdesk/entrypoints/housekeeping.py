"""What is thrown away after a while, so that tables don't grow for ever."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog

from frontdesk.features.reports.jobs import forget_old_samples
from frontdesk.infra.database import AWAY
from frontdesk.infra.deliveries import forget_old_deliveries
from frontdesk.infra.idempotency import forget_old_keys
from frontdesk.infra.jobs import forget_finished_jobs
from frontdesk.infra.outbox.feed import prune_feed

if TYPE_CHECKING:
    from frontdesk.infra.database import Database

log = structlog.get_logger()

_EVERY_SECONDS = 600


async def run_housekeeping(database: Database) -> None:
    """Clean up every ten minutes, for ever; any number of workers may do it at once."""
    while True:
        await asyncio.sleep(_EVERY_SECONDS)
        try:
            async with database.transaction() as tx:
                await forget_old_keys(tx)
                await prune_feed(tx)
                await forget_finished_jobs(tx)
                await forget_old_deliveries(tx)
                await forget_old_samples(tx)
        except AWAY as error:
            log.warning("Housekeeping has to wait", error=type(error).__name__)
