"""What timers and sweeps do. Each looks again under the lock, so that it is done once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features import conversations
from frontdesk.features.routing import store
from frontdesk.features.routing.events import WentPending
from frontdesk.infra.pause_points import pause_point
from frontdesk.kit.errors import NotFound

if TYPE_CHECKING:
    from frontdesk.features.conversations.model.conversation import Conversation
    from frontdesk.features.routing.model import AutoPending, FirstReplyDue
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ConversationId, ProjectId


async def turn_pending(tx: Transaction, due: AutoPending) -> bool:
    """Set a conversation to pending if this is still its newest reply; return whether it was."""
    conversation = await _lock(tx, due.project_id, due.conversation_id)
    await pause_point("routing.timer_locked")
    if conversation is None or not await store.pending_due(tx, conversation, due.message_id):
        return False
    await conversations.turn_pending(tx, conversation)
    await tx.announce([WentPending(due.project_id, due.conversation_id, due.message_id)])
    return True


async def give_back_unanswered(tx: Transaction, due: FirstReplyDue) -> bool:
    """Put a chat back whose agent has said nothing since they got it; return whether it was."""
    conversation = await _lock(tx, due.project_id, due.conversation_id)
    await pause_point("routing.timer_locked")
    if conversation is None:
        return False
    is_same_assignment = (conversation.assignee_id, conversation.assigned_at) == (
        due.agent_id,
        due.assigned_at,
    )
    if not is_same_assignment or not await store.is_first_reply_overdue(tx, conversation):
        return False
    await conversations.let_go(tx, conversation, "no_first_reply", None)
    return True


async def give_back_lost(
    tx: Transaction, project_id: ProjectId, conversation_id: ConversationId
) -> bool:
    """Put a chat back whose agent is idle or gone; return whether it was."""
    conversation = await _lock(tx, project_id, conversation_id)
    await pause_point("routing.timer_locked")
    reason = await store.why_lost(tx, conversation) if conversation else None
    if conversation is None or reason is None:
        return False
    await conversations.let_go(tx, conversation, reason, None)
    return True


async def _lock(
    tx: Transaction, project_id: ProjectId, conversation_id: ConversationId
) -> Conversation | None:
    try:
        return await conversations.lock_for_posting(tx, project_id, conversation_id)
    except NotFound:
        # Its project was deleted while the timer ran.
        return None
