"""The one statement in which the responder's words become part of a conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from frontdesk.features.conversations.model import Conversation, Fence
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ConversationId, ProjectId


async def save_behind_fence(tx: Transaction, after: Conversation, fence: Fence) -> bool:
    """Write what an answer changes if the fence still holds; say whether it did.

    No column here says who owns the chat or where it is in its life: the role this runs
    under could not write them.
    """
    touched = await tx.execute(
        _SAVE,
        after.project_id,
        after.id,
        after.chat_state,
        after.last_seq,
        after.last_message_id,
        after.last_message_snippet,
        after.last_message_at,
        after.waiting_since,
        after.queued_at,
        after.tries,
        after.version,
        after.revision,
        after.updated_at,
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

_SAVE = """
update conversations c
set chat_state = $3, last_seq = $4, last_message_id = $5, last_message_snippet = $6,
    last_message_at = $7, waiting_since = $8, queued_at = $9, tries = $10, version = $11,
    revision = $12, updated_at = $13
where c.project_id = $1 and c.id = $2 and c.status in ('open', 'pending')
  and case when $18 then c.hard_turn = $15
      else c.turn = $14 and c.assignee_id is null end
  and ($19 or c.visitor_seq = $17)
  and $16 = (select p.responder_version from projects p where p.id = c.project_id)
"""
