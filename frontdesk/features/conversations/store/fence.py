"""The one statement in which the responder's words become part of a conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features.conversations.store.rows import patch_of, patching

if TYPE_CHECKING:
    from frontdesk.features.conversations.model.responding import Fence
    from frontdesk.features.conversations.store.rows import Change
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ConversationId, ProjectId


async def save_behind_fence(tx: Transaction, change: Change, fence: Fence) -> bool:
    """Write what an answer changes if the fence still holds; return whether it did.

    Who owns the chat and where it is in its life cannot be among that: the role this runs
    under could not write those columns.
    """
    columns, row = patch_of([change])
    touched = await tx.execute(
        patching(columns, _STILL_HOLDS),
        row,
        fence.turn,
        fence.hard_turn,
        fence.responder_version,
        fence.trigger_seq,
        fence.may_be_held,
        fence.may_be_older,
    )
    return touched == 1


async def count_responder_turn(
    tx: Transaction, project_id: ProjectId, conversation_id: ConversationId, tokens: int
) -> None:
    """Add one turn and its tokens to what the responder has used up here."""
    await tx.execute(_COUNT_TURN, project_id, conversation_id, tokens)


_COUNT_TURN = """
update conversations
set responder_turns = responder_turns + 1, responder_tokens = responder_tokens + $3
where project_id = $1 and id = $2
"""


# Everything the responder read must be as it was, looked at and written in one step. A version
# of its settings is among that: what a project has just forbidden is not said any more.
_STILL_HOLDS = """
c.status in ('open', 'pending')
and case when $6 then c.hard_turn = $3 else c.turn = $2 and c.assignee_id is null end
and ($7 or c.visitor_seq = $5)
and $4 = (select p.responder_version from projects p where p.id = c.project_id)
"""
