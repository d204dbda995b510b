"""Waiting for what happens behind a commit: the consumers of the feed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from frontdesk.entrypoints.wiring import CONSUMERS
from tests.fleet import until

if TYPE_CHECKING:
    import asyncpg


async def until_consumed(database: asyncpg.Pool[Any], project_id: int) -> None:
    """Wait until every consumer has read what was announced in a project up to now."""
    wanted = [(one.name, event) for one in CONSUMERS for event in one.handlers]
    names, events = [name for name, _ in wanted], [event for _, event in wanted]

    async def is_consumed() -> bool:
        return bool(await database.fetchval(_IS_CONSUMED, project_id, names, events))

    await until(is_consumed)


_IS_CONSUMED = """
select not exists (select from outbox where project_id = $1) and not exists (
    select from feed f
    join unnest($2::text[], $3::text[]) as w (consumer, event) on w.event = f.event
    left join feed_positions k on k.project_id = f.project_id and k.consumer = w.consumer
    where f.project_id = $1 and f.feed_seq > coalesce(k.feed_seq, 0))
"""
