"""A chat whose block is lifted comes back, into its old place if its visitor still waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features import conversations
from frontdesk.features.messages import store

if TYPE_CHECKING:
    from frontdesk.features.visitors.events import VisitorUnblocked
    from frontdesk.infra.database import Transaction


async def reopen_chat_of_unblocked(tx: Transaction, unblocked: VisitorUnblocked) -> None:
    """Bring back the chat the block ended, with the wait its messages still show."""
    ended = await conversations.lock_ended_by_block(
        tx, unblocked.visitor.project_id, unblocked.visitor.id
    )
    if ended is not None:
        since = await store.unanswered_since(tx, ended)
        await conversations.reopen_ended_by_block(tx, ended, unblocked.member_id, since)
