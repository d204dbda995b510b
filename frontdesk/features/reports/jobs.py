"""Samples of every minute, kept for a day."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog

from frontdesk.features.reports import store
from frontdesk.infra.database import AWAY

if TYPE_CHECKING:
    from frontdesk.infra.database import Database, Transaction

log = structlog.get_logger()

_LOOK_SECONDS = 20
_KEPT_HOURS = 24


async def keep_sampling(database: Database) -> None:
    """Note how things stand each minute, for ever; any number of workers may do it at once."""
    while True:
        await asyncio.sleep(_LOOK_SECONDS)
        try:
            async with database.transaction() as tx:
                await store.take_samples(tx)
        except AWAY as error:
            log.warning("This minute goes unnoted", error=type(error).__name__)


async def forget_old_samples(tx: Transaction) -> None:
    """Remove the samples nobody will look at; called by housekeeping."""
    await store.forget_samples(tx, _KEPT_HOURS)
