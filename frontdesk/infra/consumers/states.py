"""How consumers are doing: for `doctor` and for metrics."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from frontdesk.infra.database import Fetches


@dataclass(frozen=True, slots=True)
class ConsumerState:
    """One consumer, over all projects."""

    name: str
    # Projects in which it has something to read, and since when the oldest of that waits.
    projects_behind: int
    oldest_unread_at: datetime | None
    lag_seconds: float
    # Projects in which it waits before it tries an entry again.
    projects_failing: int
    parked: int
    # Entries that were pruned before it read them.
    missed: int


async def consumer_states(connection: Fetches) -> list[ConsumerState]:
    """Return the state of every registered consumer, by name."""
    return [ConsumerState(**dict(row.items())) for row in await connection.fetch(_STATES)]


_STATES = """
select r.name, count(f.created_at) as projects_behind, min(f.created_at) as oldest_unread_at,
       coalesce(extract(epoch from now() - min(f.created_at)), 0)::float8 as lag_seconds,
       count(*) filter (where k.attempts > 0) as projects_failing,
       (select count(*) from parked_entries p where p.consumer = r.name) as parked,
       coalesce(sum(k.missed), 0)::bigint as missed
from feed_consumers r
left join feed_cursors c on true
left join feed_positions k on k.project_id = c.project_id and k.consumer = r.name
left join lateral (
    select f.created_at from feed f
    where f.project_id = c.project_id and f.feed_seq > coalesce(k.feed_seq, c.pruned_seq)
      and c.feed_seq > coalesce(k.feed_seq, c.pruned_seq)
    order by f.feed_seq limit 1
) f on true
group by r.name order by r.name
"""
