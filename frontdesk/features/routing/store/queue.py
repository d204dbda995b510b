"""The SQL of the queue: chats that wait, by priority and then by who waited longest.

The partial index `conversations_queue` holds exactly these rows in exactly this order, so
the next one costs the same however many wait.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from frontdesk.features.routing.model import WAITS_LOOKED_AT, Waiting

if TYPE_CHECKING:
    import asyncpg

    from frontdesk.features.visitors.model import VisitorIdentity
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ConversationId, ProjectId, UserId


async def pick_next(
    tx: Transaction,
    project_id: ProjectId,
    agent_id: UserId,
    *,
    is_sticky: bool,
    can_another: bool,
) -> ConversationId | None:
    """Lock the chat this agent gets next; those others are taking right now are passed over."""
    picked: ConversationId | None = await tx.fetch_value(
        _PICK, project_id, agent_id, can_another, is_sticky
    )
    return picked


async def find_first(tx: Transaction, project_id: ProjectId) -> Waiting | None:
    """Return the first chat of the queue in push mode, without locking it."""
    row = await tx.fetch_one(_FIRST, project_id)
    return Waiting(**dict(row.items())) if row else None


async def pick_waiting(
    tx: Transaction, project_id: ProjectId, conversation_id: ConversationId
) -> bool:
    """Lock one chat of the queue; False when it is no longer there, or somebody has it."""
    return bool(await tx.fetch_value(_PICK_ONE, project_id, conversation_id))


async def projects_to_push(tx: Transaction) -> list[ProjectId]:
    """Return the projects in push mode in which somebody waits."""
    return [row["id"] for row in await tx.fetch(_TO_PUSH)]


async def find_places(
    tx: Transaction, identities: Sequence[VisitorIdentity]
) -> dict[VisitorIdentity, int]:
    """Return the position of each of these visitors who stands in a queue."""
    rows = await tx.fetch(
        _PLACES,
        [one.project_id for one in identities],
        [one.uid for one in identities],
        [one.key for one in identities],
    )
    return {identities[row["n"] - 1]: row["position"] for row in rows}


async def find_wait(tx: Transaction, project_id: ProjectId) -> tuple[float | None, int]:
    """Return the median of the latest waits in seconds, and how many agents are available."""
    row = await tx.fetch_one(_WAIT, project_id, WAITS_LOOKED_AT)
    return (row["median"], row["available"]) if row else (None, 0)


async def list_waiting(tx: Transaction, project_id: ProjectId, limit: int) -> list[ConversationId]:
    """Return the first chats of the queue, in the order in which they are served."""
    return [row["id"] for row in await tx.fetch(_LIST, project_id, limit)]


async def summary(tx: Transaction, project_id: ProjectId) -> asyncpg.Record:
    """Count the live chats by state; `waiting` is the queue."""
    [row] = await tx.fetch(_SUMMARY, project_id)
    return row


_RANK = "array_position(array['urgent', 'high', 'normal', 'low'], c.priority)"
_QUEUED = "c.project_id = $1 and c.chat_state = 'waiting_assignment' and c.queued_at is not null"
_IN_ORDER = f"order by {_RANK}, c.waiting_since, c.id"
_LOCK_FIRST = f"{_IN_ORDER} limit 1 for no key update of c skip locked"

# What they had before is left to others while there are any, unless they answered it and the
# mode brings people back to whom they know.
_OPEN_TO_AGENT = """
(not $3::boolean or c.last_assignee_id is distinct from $2 or ($4::boolean and c.tries = 0))
"""

# Where the mode is sticky, people come back to who answered them: ahead of equals, not of those
# who are more urgent.
_PICK = f"""
with own as materialized (
    select c.id from conversations c
    where $4 and {_QUEUED} and c.last_assignee_id = $2 and c.tries = 0
      and {_RANK} <= (select {_RANK} from conversations c
                      where {_QUEUED} and {_OPEN_TO_AGENT} {_IN_ORDER} limit 1)
    {_LOCK_FIRST}
),
next as materialized (
    select c.id from conversations c
    where not exists (select from own) and {_QUEUED} and {_OPEN_TO_AGENT} {_LOCK_FIRST}
)
select id from own union all select id from next
"""  # noqa: S608 - only our own words

_FIRST = f"""
select c.id, c.priority, c.waiting_since, c.last_assignee_id, c.tries
from conversations c join projects p on p.id = c.project_id and p.routing_mode = 'push'
where {_QUEUED} {_IN_ORDER} limit 1
"""  # noqa: S608 - as above

_PICK_ONE = f"""
select true from conversations c where {_QUEUED} and c.id = $2 for no key update skip locked
"""  # noqa: S608 - as above

_TO_PUSH = """
select p.id from projects p
where p.routing_mode = 'push' and exists (
    select from conversations c
    where c.project_id = p.id and c.chat_state = 'waiting_assignment' and c.queued_at is not null)
"""

# One walk along the index per project, whatever the number of those who ask.
_PLACES = f"""
with asked as materialized (
    select w.n, c.project_id, c.id
    from unnest($1::bigint[], $2::text[], $3::text[]) with ordinality
        as w (project_id, uid, key, n)
    join visitors v on v.project_id = w.project_id and v.uid = w.uid and v.token_key = w.key
    join conversations c on c.project_id = v.project_id and c.visitor_id = v.id
        and c.chat_state = 'waiting_assignment' and c.queued_at is not null
        and c.status in ('open', 'pending')
),
places as (
    select c.project_id, c.id, row_number() over (
        partition by c.project_id {_IN_ORDER}) as position
    from conversations c
    where c.project_id in (select project_id from asked)
      and c.chat_state = 'waiting_assignment' and c.queued_at is not null
)
select a.n, p.position from asked a join places p using (project_id, id)
"""  # noqa: S608 - as above

_WAIT = """
select (select percentile_cont(0.5) within group (
            order by extract(epoch from w.assigned_at - w.waited_since))
        from (select assigned_at, waited_since from assignments
              where project_id = $1 and waited_since is not null
              order by id desc limit $2) w) as median,
       (select count(*) from member_availability
        where project_id = $1 and state = 'available') as available
"""

_LIST = f"select c.id from conversations c where {_QUEUED} {_IN_ORDER} limit $2"  # noqa: S608 - as above

_SUMMARY = """
select count(*) filter (where chat_state = 'waiting_assignment' and queued_at is not null)
           as waiting,
       count(*) filter (where chat_state = 'assigned') as assigned,
       count(*) filter (where chat_state = 'waiting_real_user_reply') as waiting_for_visitor,
       min(waiting_since) filter (where chat_state = 'waiting_assignment'
                                    and queued_at is not null) as oldest_waiting_since
from conversations where project_id = $1 and status in ('open', 'pending')
"""
