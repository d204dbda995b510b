"""Samples of every minute, kept for a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features.reports import store
from frontdesk.infra.tasks import every

if TYPE_CHECKING:
    from frontdesk.infra.database import Database, Transaction

_LOOK_SECONDS = 20
_KEPT_HOURS = 24


async def keep_sampling(database: Database) -> None:
    """Note how things stand each minute, for ever; any number of workers may do it at once."""

    async def sample() -> None:
        async with database.transaction() as tx:
            await store.take_samples(tx)

    await every(_LOOK_SECONDS, sample, "This minute goes unnoted")


async def forget_old_samples(tx: Transaction) -> None:
    """Remove the samples nobody will look at; called by housekeeping."""
    await store.forget_samples(tx, _KEPT_HOURS)
