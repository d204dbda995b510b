"""The SQL of assignments and of the record of versions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from frontdesk.features.conversations.model.transitions import HANDED_ON, INVOLUNTARY

if TYPE_CHECKING:
    from datetime import datetime

    import asyncpg

    from frontdesk.features.conversations.model.conversation import Conversation
    from frontdesk.features.conversations.model.transitions import Decision
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ProjectId, UserId


@dataclass(frozen=True)
class NewVersion:
    """A conversation's new version, what made it, and who."""

    after: Conversation
    kind: str
    actor_id: UserId | None
    details: Mapping[str, Any]


async def save_assignments(
    tx: Transaction, decided: Sequence[tuple[Conversation, Decision]], at: datetime
) -> None:
    """End, answer and begin assignments as the decisions say, in that order of time."""
    begun = [(before, one) for before, one in decided if one.assignment.assign_to]
    # One that begins and ends at the same time, one answer and free again, is written once.
    lasting = [
        one
        for _, one in decided
        if one.assignment.assign_to is None or one.assignment.ends != "replied"
    ]
    answered = [one for one in lasting if one.assignment.is_answered]
    if answered:
        await tx.execute(_ANSWER, *_keys(answered), at)
    ends = [one for one in lasting if one.assignment.ends]
    if ends:
        await tx.execute(_END, *_keys(ends), at, [one.assignment.ends for one in ends])
    if begun:
        await _begin(tx, begun, at)


async def _begin(
    tx: Transaction, begun: Sequence[tuple[Conversation, Decision]], at: datetime
) -> None:
    begins = [decision for _, decision in begun]
    await tx.execute(
        _BEGIN,
        *_keys(begins),
        at,
        [one.assignment.assign_to for one in begins],
        [one.assignment.how for one in begins],
        [one.assignment.assigned_by for one in begins],
        [at if one.assignment.is_answered else None for one in begins],
        ["replied" if one.assignment.ends == "replied" else None for one in begins],
        # Since when the visitor has waited as this hold begins; a chat handed on did not wait.
        [None if one.assignment.how in HANDED_ON else b.waiting_since for b, one in begun],
    )


def _keys(decisions: Sequence[Decision]) -> tuple[list[int], list[int]]:
    return [one.after.project_id for one in decisions], [one.after.id for one in decisions]


async def record(tx: Transaction, versions: Iterable[NewVersion]) -> None:
    """Keep each new version with what caused it and who."""
    changed = list(versions)
    if not changed:
        return
    await tx.execute(
        _RECORD,
        [one.after.project_id for one in changed],
        [one.after.id for one in changed],
        [one.after.version for one in changed],
        [one.kind for one in changed],
        [one.actor_id for one in changed],
        [dict(one.details) for one in changed],
        [one.after.last_seq for one in changed],
    )


async def find_room(
    tx: Transaction, project_id: ProjectId, agent_id: UserId
) -> tuple[datetime, bool]:
    """Return the transaction's moment, and whether a locked member may take one more chat."""
    [row] = await tx.fetch(_ROOM, project_id, agent_id)
    return row["moment"], row["has_room"]


async def is_lost_too_often(tx: Transaction, conversation: Conversation) -> bool:
    """Whether one more involuntary loss since the last answer reaches the limit."""
    return bool(
        await tx.fetch_value(
            _LOST_TOO_OFTEN, conversation.project_id, conversation.id, list(INVOLUNTARY)
        )
    )


async def list_assignments(tx: Transaction, conversation: Conversation) -> list[asyncpg.Record]:
    """Return who held a conversation, the latest first."""
    return await tx.fetch(_ASSIGNMENTS, conversation.project_id, conversation.id)


async def list_versions(tx: Transaction, conversation: Conversation) -> list[asyncpg.Record]:
    """Return what made each version of a conversation, the latest 500, oldest first."""
    return await tx.fetch(_VERSIONS, conversation.project_id, conversation.id)


_ANSWER = """
update assignments a set first_reply_at = $3
from unnest($1::bigint[], $2::bigint[]) as t (project_id, conversation_id)
where a.project_id = t.project_id and a.conversation_id = t.conversation_id
  and a.released_at is null and a.first_reply_at is null
"""

_END = """
update assignments a set released_at = $3, release_reason = t.reason
from unnest($1::bigint[], $2::bigint[], $4::text[]) as t (project_id, conversation_id, reason)
where a.project_id = t.project_id and a.conversation_id = t.conversation_id
  and a.released_at is null
"""

_BEGIN = """
insert into assignments (project_id, conversation_id, assigned_at, agent_id, how, assigned_by,
                         first_reply_at, released_at, release_reason, waited_since)
select project_id, conversation_id, $3, agent_id, how, assigned_by, first_reply_at,
       case when reason is not null then $3::timestamptz end, reason, waited_since
from unnest($1::bigint[], $2::bigint[], $4::bigint[], $5::text[], $6::bigint[],
            $7::timestamptz[], $8::text[], $9::timestamptz[])
    as t (project_id, conversation_id, agent_id, how, assigned_by, first_reply_at, reason,
          waited_since)
"""

_RECORD = """
insert into conversation_events
    (project_id, conversation_id, version, kind, actor_id, details, after_seq)
select * from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[], $5::bigint[],
                     $6::jsonb[], $7::bigint[])
"""

# Chats whose visitor has an answer take no room: the agent can do nothing about them.
_ROOM = """
select now() as moment,
       count(*) < (select agent_capacity from projects where id = $1) as has_room
from conversations where project_id = $1 and assignee_id = $2 and chat_state = 'assigned'
"""

# The loss that is being decided is not written yet: it is the one that is added.
_LOST_TOO_OFTEN = """
select count(a.id) + 1 >= p.max_reassignments
from projects p
join conversations c on c.project_id = p.id and c.id = $2
left join assignments a
    on a.project_id = c.project_id and a.conversation_id = c.id
    and a.release_reason = any($3::text[])
    and a.released_at > coalesce(c.agent_replied_at, '-infinity')
where p.id = $1
group by p.max_reassignments
"""

_ASSIGNMENTS = """
select a.*, u.name as agent_name from assignments a join users u on u.id = a.agent_id
where a.project_id = $1 and a.conversation_id = $2
order by a.id desc limit 200
"""

_VERSIONS = """
select * from (
    select e.*, u.name as actor_name
    from conversation_events e left join users u on u.id = e.actor_id
    where e.project_id = $1 and e.conversation_id = $2
    order by e.version desc limit 500
) latest
order by version
"""
