"""How long visitors have waited for their first answer, and who answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ProjectId, UserId


async def usual_reply_seconds(tx: Transaction, project_id: ProjectId) -> int | None:
    """Return the median of the latest first answers; None while there are too few to tell."""
    seconds = await tx.fetch_value(_USUAL, project_id)
    return None if seconds is None else int(seconds)


async def find_faces(
    tx: Transaction, project_id: ProjectId, here: Collection[UserId], at_most: int
) -> list[tuple[str, str | None]]:
    """Return name and picture of members: those who are here, then who answered last."""
    rows = await tx.fetch(_FACES, project_id, list(here), at_most)
    return [(row["name"], row["avatar_url"]) for row in rows]


# An agent's first answer to what the responder had not answered.
# Only the latest few hundred are looked at, or a long queue would be read to its end.
_USUAL = """
with latest as (
    select id, agent_replied_at from conversations where project_id = $1
    order by id desc limit 300
), answered as (
    select id from latest where agent_replied_at is not null order by id desc limit 20
), firsts as (
    select asked.at as asked_at, first.created_at as replied_at from answered a
    cross join lateral (
        select m.seq, m.created_at from messages m
        where m.project_id = $1 and m.conversation_id = a.id and m.sender_type = 'agent'
        order by m.seq limit 1
    ) first
    cross join lateral (
        select min(v.created_at) as at from messages v
        where v.project_id = $1 and v.conversation_id = a.id and v.sender_type = 'visitor'
          and v.seq < first.seq and v.seq > coalesce((
              select max(b.seq) from messages b
              where b.project_id = $1 and b.conversation_id = a.id and b.sender_type = 'ai'
                and b.seq < first.seq), 0)
    ) asked
)
select percentile_cont(0.5) within group (order by extract(epoch from replied_at - asked_at))
from firsts where replied_at > asked_at
having count(*) >= 3
"""

# One step into the index of replies for each member.
_FACES = """
select u.name, u.avatar_url
from members m
join users u on u.id = m.user_id
cross join lateral (
    select max(created_at) as answered_at from messages
    where project_id = m.project_id and sender_type = 'agent' and sender_id = m.user_id
) last
where m.project_id = $1
  and (m.user_id = any($2::bigint[]) or last.answered_at > now() - interval '14 days')
order by m.user_id = any($2::bigint[]) desc, last.answered_at desc nulls last, m.user_id
limit $3
"""
