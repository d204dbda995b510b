"""Which agents are here, in PostgreSQL: a claim, a push and a sweep decide by the same rows.

`member_availability` says it in words; `told` is what the others heard last, so that of
several processes that notice a change one tells it.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from frontdesk.features.presence.model import ATTENTION_SECONDS

if TYPE_CHECKING:
    from frontdesk.features.presence.model import Activity, AvailableAgent
    from frontdesk.features.presence.wire import AgentState, Availability
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ProjectId, UserId


async def note_beat(
    tx: Transaction,
    project_id: ProjectId,
    user_id: UserId,
    state: AgentState | None,
    activity: Activity | None,
) -> None:
    """Note that a member is here; without a `state`, the one they chose last stays.

    Somebody who is no member leaves no trace.
    """
    attended_id = activity.conversation_id if activity else None
    is_active = activity is not None
    await tx.execute(
        _BEAT, project_id, user_id, state, is_active, attended_id, float(ATTENTION_SECONDS)
    )


async def mark_left(tx: Transaction, project_id: ProjectId, user_id: UserId) -> None:
    """Note that a member closed their last window; their chats stay theirs for a while."""
    await tx.execute(_LEAVE, project_id, user_id)


async def settle_state(
    tx: Transaction, project_id: ProjectId, user_id: UserId
) -> Availability | None:
    """Return a member's state if the others have not heard of it yet, and note that they will."""
    state: Availability | None = await tx.fetch_value(_SETTLE, project_id, user_id)
    return state


async def settle_all_states(tx: Transaction) -> list[tuple[ProjectId, UserId, Availability]]:
    """Return everybody whose state changed by itself, each to one of those who ask."""
    rows = await tx.fetch(_SETTLE_ALL)
    return [(row["project_id"], row["user_id"], row["state"]) for row in rows]


async def find_availability(
    tx: Transaction, project_id: ProjectId, user_id: UserId
) -> Availability:
    """Return how a member can be reached; someone never seen is offline."""
    state: Availability | None = await tx.fetch_value(_STATE, project_id, user_id)
    return state or "offline"


async def find_availabilities(
    tx: Transaction, project_id: ProjectId, user_ids: Collection[UserId]
) -> dict[UserId, Availability]:
    """Return how each of these members can be reached."""
    rows = await tx.fetch(_STATES, project_id, list(user_ids))
    return {row["user_id"]: row["state"] for row in rows}


async def find_available(tx: Transaction, project_id: ProjectId) -> list[UserId]:
    """Return who can be given a chat now."""
    rows = await tx.fetch(_AVAILABLE, project_id)
    return [row["user_id"] for row in rows]


async def find_available_among(
    tx: Transaction, agents: Collection[tuple[ProjectId, UserId]]
) -> set[AvailableAgent]:
    """Return those of these agents who can answer; a window being reloaded does not count."""
    pairs = sorted(agents)
    rows = await tx.fetch(
        _AMONG, [project_id for project_id, _ in pairs], [user_id for _, user_id in pairs]
    )
    return {(row["project_id"], row["user_id"]) for row in rows}


_BEAT = """
insert into agent_presence as a (project_id, user_id, state, attention)
select project_id, user_id, coalesce($3, 'available'), attend_to('{}', $5, $6) from members
where project_id = $1 and user_id = $2
on conflict (project_id, user_id) do update
set state = coalesce($3, a.state), seen_at = now(), left_at = null,
    active_at = case when $4 then now() else a.active_at end,
    attention = attend_to(a.attention, $5, $6)
"""

_LEAVE = """
update agent_presence set left_at = now() where project_id = $1 and user_id = $2
"""

_SETTLE = """
update agent_presence a set told = v.state from member_availability v
where a.project_id = $1 and a.user_id = $2
  and v.project_id = a.project_id and v.user_id = a.user_id and a.told <> v.state
returning v.state
"""

# Taken in key order and without waiting: two sweeps at once must not hold each other up.
_SETTLE_ALL = """
with changed as (
    select a.project_id, a.user_id, v.state
    from agent_presence a
    join member_availability v on v.project_id = a.project_id and v.user_id = a.user_id
    where a.told <> v.state
    order by a.project_id, a.user_id
    for update of a skip locked
)
update agent_presence a set told = c.state from changed c
where a.project_id = c.project_id and a.user_id = c.user_id
returning a.project_id, a.user_id, a.told as state
"""

_STATE = "select state from member_availability where project_id = $1 and user_id = $2"

_STATES = """
select user_id, state from member_availability
where project_id = $1 and user_id = any($2::bigint[])
"""

_AVAILABLE = """
select user_id from member_availability
where project_id = $1 and state = 'available' order by user_id
"""

_AMONG = """
select a.project_id, a.user_id
from unnest($1::bigint[], $2::bigint[]) as w (project_id, user_id)
join agent_presence a on a.project_id = w.project_id and a.user_id = w.user_id
join projects p on p.id = a.project_id
where agent_availability(
    a.state, a.seen_at, null, a.active_at, p.offline_minutes, p.idle_minutes) = 'available'
"""
