"""What is thrown away after a while, so that tables don't grow for ever."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features import audit
from frontdesk.features.reports.jobs import forget_old_samples
from frontdesk.infra.deliveries import forget_old_deliveries
from frontdesk.infra.idempotency import forget_old_keys
from frontdesk.infra.ingest import forget_old_dead_letters
from frontdesk.infra.jobs import forget_finished_jobs
from frontdesk.infra.outbox.feed import prune_feed
from frontdesk.infra.tasks import every

if TYPE_CHECKING:
    from frontdesk.infra.database import Database
    from frontdesk.infra.redis import RedisLink

_EVERY_SECONDS = 600


async def run_housekeeping(database: Database, link: RedisLink, audit_days: int) -> None:
    """Clean up every ten minutes, for ever; any number of workers may do it at once."""

    async def clean_up() -> None:
        async with database.transaction() as tx:
            await forget_old_keys(tx)
            await prune_feed(tx)
            await forget_finished_jobs(tx)
            await forget_old_deliveries(tx)
            await forget_old_samples(tx)
            await audit.forget_old_entries(tx, audit_days)
        await link.attempt(forget_old_dead_letters(link.client))

    await every(_EVERY_SECONDS, clean_up, "Housekeeping has to wait")
