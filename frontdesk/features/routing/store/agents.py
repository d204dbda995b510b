"""The SQL of who can get a chat, and their load."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from frontdesk.features.routing.model import FreeAgent

if TYPE_CHECKING:
    import asyncpg

    from frontdesk.features.projects.wire.settings import RoutingMode
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ProjectId, UserId


@dataclass(frozen=True)
class AgentCapacity:
    """Whether an agent may take one more, and whether another one could instead."""

    mode: RoutingMode
    has_room: bool
    can_another: bool


async def find_capacity(tx: Transaction, project_id: ProjectId, agent_id: UserId) -> AgentCapacity:
    """Look at an agent whose member row this transaction has locked."""
    [row] = await tx.fetch(_ROOM, project_id, agent_id)
    return AgentCapacity(row["routing_mode"], row["has_room"], row["can_another"])


async def find_free_agents(tx: Transaction, project_id: ProjectId) -> list[FreeAgent]:
    """Return the available agents of a project who may take one more."""
    rows = await tx.fetch(_FREE, project_id)
    return [FreeAgent(row["user_id"], row["load"], row["given_at"]) for row in rows]


async def lock_pushing(tx: Transaction, project_id: ProjectId) -> None:
    """Let one worker at a time push in a project: two would only get into each other's way."""
    await tx.execute("select pg_advisory_xact_lock($1, hashint8($2))", _PUSHING, project_id)


async def list_loads(tx: Transaction, project_id: ProjectId) -> list[asyncpg.Record]:
    """Return every member with their state, their load, and how fast they answered lately."""
    return await tx.fetch(_LOADS, project_id)


# Any number; other kinds of advisory locks use others.
_PUSHING = 3_001

_LOAD = """
(select count(*) from conversations h where h.project_id = v.project_id
    and h.assignee_id = v.user_id and h.chat_state = 'assigned')
"""

# The load of agents who are not there is not counted: `case`, unlike `and`, keeps its order.
_ROOM = f"""
select p.routing_mode,
       (select count(*) from conversations h where h.project_id = p.id and h.assignee_id = $2
           and h.chat_state = 'assigned') < p.agent_capacity as has_room,
       exists (select from member_availability v
               where v.project_id = p.id and v.user_id <> $2
                 and case when v.state = 'available' then {_LOAD} < p.agent_capacity end
              ) as can_another
from projects p where p.id = $1
"""  # noqa: S608 - only our own words

_FREE = """
select * from (
    select v.user_id, held.load, held.given_at, p.agent_capacity
    from member_availability v join projects p on p.id = v.project_id
    cross join lateral (
        select count(*) filter (where h.chat_state = 'assigned') as load,
               max(h.assigned_at) as given_at
        from conversations h where h.project_id = v.project_id and h.assignee_id = v.user_id
    ) held
    where v.project_id = $1 and v.state = 'available'
) agents
where load < agent_capacity order by user_id
"""

_LOADS = f"""
select v.user_id, u.name, u.avatar_url, m.role, v.state, v.active_at, {_LOAD} as load,
       held.chats, recent.median_reply_ms
from member_availability v
join members m on m.project_id = v.project_id and m.user_id = v.user_id
join users u on u.id = v.user_id
cross join lateral (
    select jsonb_agg(jsonb_build_object(
               'conversation_id', c.id, 'visitor_name', w.name, 'visitor_uid', w.uid,
               'chat_state', c.chat_state,
               'assigned_at', to_char(c.assigned_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
           order by c.chat_state, c.assigned_at, c.id) as chats
    from (select * from conversations c where c.project_id = v.project_id
              and c.assignee_id = v.user_id
          order by c.chat_state, c.assigned_at, c.id limit 50) c
    join visitors w on w.project_id = c.project_id and w.id = c.visitor_id
) held
cross join lateral (
    select percentile_cont(0.5) within group (order by r.reply_ms) as median_reply_ms
    from (select s.project_id, s.id from messages s where s.project_id = v.project_id
              and s.sender_id = v.user_id and s.sender_type = 'agent'
          order by s.created_at desc limit 20) latest
    join agent_replies r on r.project_id = latest.project_id and r.message_id = latest.id
    where r.asked_at is not null
) recent
where v.project_id = $1
order by u.name, v.user_id
"""  # noqa: S608 - as above
