"""Saying when PostgreSQL goes away, and why, in a process that may otherwise be silent."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog

from frontdesk.infra.database.away import AWAY
from frontdesk.kit.failures import kind_of

if TYPE_CHECKING:
    from frontdesk.infra.database.pool import Database

log = structlog.get_logger()

_LOOK_SECONDS = 2.0


async def keep_watching_database(database: Database) -> None:
    """Say each change of whether it answers; run as a task."""
    said: str | None = None
    while True:
        try:
            async with database.snapshot() as tx:
                await tx.fetch_value("select 1")
        except AWAY as error:
            seen = kind_of(error)
            if seen != said:
                log.warning("PostgreSQL is away", error=seen)
        else:
            seen = ""
            if seen != said:
                log.info("PostgreSQL is there")
        said = seen
        await asyncio.sleep(_LOOK_SECONDS)
