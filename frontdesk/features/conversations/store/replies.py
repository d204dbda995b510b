"""How long visitors have waited for their first answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ProjectId


async def usual_reply_seconds(tx: Transaction, project_id: ProjectId) -> int | None:
    """Return the median of the latest first answers; None while there are too few to tell."""
    seconds = await tx.fetch_value(_USUAL, project_id)
    return None if seconds is None else int(seconds)


# Only the latest few hundred are looked at, or a long queue would be read to its end.
_USUAL = """
with latest as (
    select id, agent_replied_at from conversations where project_id = $1
    order by id desc limit 300
), answered as (
    select id from latest where agent_replied_at is not null order by id desc limit 20
), firsts as (
    select min(m.created_at) filter (where m.sender_type = 'visitor') as asked_at,
           min(m.created_at) filter (where m.sender_type = 'agent') as replied_at
    from answered a
    join messages m on m.project_id = $1 and m.conversation_id = a.id and m.seq <= 50
    group by a.id
)
select percentile_cont(0.5) within group (order by extract(epoch from replied_at - asked_at))
from firsts where replied_at > asked_at
having count(*) >= 3
"""
