"""The SQL of drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features.responder.model.result import Draft

if TYPE_CHECKING:
    import asyncpg

    from frontdesk.features.responder.model.run import DraftReason, Run
    from frontdesk.features.responder.wire import DraftState
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ConversationId, ProjectId, UserId


async def insert_draft(tx: Transaction, run: Run, text: str, reason: DraftReason) -> Draft | None:
    """Keep what a run wrote; None if it was kept before."""
    row = await tx.fetch_one(
        _INSERT, run.project_id, run.conversation_id, run.id, run.trigger_seq, text, reason
    )
    return _read(row) if row else None


async def list_drafts(
    tx: Transaction, project_id: ProjectId, conversation_id: ConversationId
) -> list[Draft]:
    """Return the open drafts of a conversation, the latest first."""
    return [_read(row) for row in await tx.fetch(_LIST, project_id, conversation_id)]


async def lock_draft(
    tx: Transaction, project_id: ProjectId, conversation_id: ConversationId, draft_id: int
) -> Draft | None:
    """Find one draft and lock its row until commit."""
    row = await tx.fetch_one(f"{_FIND} for update", project_id, conversation_id, draft_id)
    return _read(row) if row else None


async def save_decision(
    tx: Transaction, draft: Draft, state: DraftState, by: UserId, message_id: int | None
) -> None:
    """Note what a member did with a draft."""
    await tx.execute(_DECIDE, draft.project_id, draft.id, state, by, message_id)


def _read(row: asyncpg.Record) -> Draft:
    return Draft(**{name: row[name] for name in Draft.__dataclass_fields__})


_INSERT = """
insert into drafts (project_id, conversation_id, run_id, trigger_seq, text, reason)
values ($1, $2, $3, $4, left($5, 5000), $6)
on conflict (project_id, run_id) do nothing
returning *
"""

_LIST = """
select * from drafts where project_id = $1 and conversation_id = $2 and state = 'open'
order by id desc limit 20
"""

_FIND = "select * from drafts where project_id = $1 and conversation_id = $2 and id = $3"

_DECIDE = """
update drafts set state = $3, decided_at = now(), decided_by = $4, message_id = $5
where project_id = $1 and id = $2 and state = 'open'
"""
