"""The SQL of watching: what changed under a run, and who waits too long."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import asyncpg

    from frontdesk.features.conversations.model.conversation import Conversation
    from frontdesk.features.responder.model.run import Run
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ConversationId, ProjectId


async def find_now(tx: Transaction, runs: Sequence[Run]) -> list[asyncpg.Record]:
    """Return, for each run, the conversation's id and what its fence is about."""
    return await tx.fetch(
        _NOW, [one.project_id for one in runs], [one.conversation_id for one in runs]
    )


async def find_moved(tx: Transaction, runs: Sequence[Run]) -> list[asyncpg.Record]:
    """Return the same, but only for runs under which anything moved that could void them."""
    return await tx.fetch(
        _NOW + _MOVED,
        [one.project_id for one in runs],
        [one.conversation_id for one in runs],
        [one.turn for one in runs],
        [one.hard_turn for one in runs],
        [one.trigger_seq for one in runs],
        [one.responder_version for one in runs],
    )


async def find_waiting_too_long(
    tx: Transaction, limit: int
) -> list[tuple[ProjectId, ConversationId]]:
    """Lock conversations that nobody queues and the responder did not answer in time."""
    rows = await tx.fetch(_TOO_LONG, limit)
    return [(row["project_id"], row["id"]) for row in rows]


async def find_visitor_facts(tx: Transaction, conversation: Conversation) -> asyncpg.Record | None:
    """Return what a workflow's rules may look at: session, name, e-mail, zone, metadata."""
    return await tx.fetch_one(_FACTS, conversation.project_id, conversation.id)


async def find_persona(tx: Transaction, project_id: ProjectId) -> str:
    """Return the name a project answers under."""
    return str(await tx.fetch_value(_PERSONA, project_id))


_NOW = """
select c.project_id, c.id, c.status, c.chat_state, c.assignee_id, c.turn, c.hard_turn,
       c.visitor_seq, c.ai_enabled, c.responder_mode, c.asked_for_person_at,
       p.responder_version, p.assigned_meanwhile
from unnest($1::bigint[], $2::bigint[]) as t (project_id, id)
join conversations c using (project_id, id)
join projects p on p.id = c.project_id
"""

# A thousand runs are looked at several times a second: hardly any of them moved.
_MOVED = """
join unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[])
    as run (project_id, id, turn, hard_turn, trigger_seq, responder_version)
    on run.project_id = c.project_id and run.id = c.id
where (c.turn, c.hard_turn, c.visitor_seq, p.responder_version)
        <> (run.turn, run.hard_turn, run.trigger_seq, run.responder_version)
   or c.chat_state <> 'waiting_assignment' or not c.ai_enabled or c.responder_mode = 'off'
   or c.asked_for_person_at is not null
"""

# Also those the responder dropped silently: it was switched off meanwhile.
_TOO_LONG = """
select c.project_id, c.id from conversations c join projects p on p.id = c.project_id
where c.chat_state = 'waiting_assignment' and c.queued_at is null
  and (c.waiting_since < now() - make_interval(secs => p.answer_within_seconds)
       or coalesce(c.responder_mode, p.responder_mode) <> 'auto' or not c.ai_enabled)
order by c.waiting_since
limit $1
for no key update of c skip locked
"""

_FACTS = """
select v.session_metadata, v.name, v.email, c.metadata, p.time_zone, p.business_hours,
       p.persona_name, p.name as project_name
from conversations c
join visitors v on v.project_id = c.project_id and v.id = c.visitor_id
join projects p on p.id = c.project_id
where c.project_id = $1 and c.id = $2
"""

_PERSONA = "select persona_name from projects where id = $1"
