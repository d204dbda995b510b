"""What a block means for the visitor's chat: it ends with it, and comes back with its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features.conversations import store
from frontdesk.features.conversations.actions.save import Cause, save_and_announce
from frontdesk.features.conversations.model.decide import decide
from frontdesk.features.conversations.model.transitions import StatusSet

if TYPE_CHECKING:
    from datetime import datetime

    from frontdesk.features.conversations.model.conversation import Conversation
    from frontdesk.features.visitors.events import VisitorBlocked
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import UserId


async def end_chat_of_blocked(tx: Transaction, blocked: VisitorBlocked) -> None:
    """Take the chat of a blocked visitor from its agent, and out of the queue.

    Their row is locked, so they cannot begin another meanwhile. Nobody has to call it spam:
    that would outlive the block.
    """
    visitor = blocked.visitor
    at = await store.now(tx)
    for live in await store.lock_newest(tx, [(visitor.project_id, visitor.id, "active")]):
        decision = decide(live, StatusSet("solved", at, unanswered_since=None))
        cause = Cause(store.ENDED_BY_BLOCK, blocked.member_id)
        await save_and_announce(tx, live, decision, cause)


async def reopen_ended_by_block(
    tx: Transaction,
    ended: Conversation,
    member_id: UserId,
    unanswered_since: datetime | None,
) -> None:
    """Bring back a chat this transaction has locked, into its old place if the visitor still waits.

    One that was closed before, or called something else meanwhile, is not found by
    `lock_ended_by_block` and stays as it is.
    """
    decision = decide(ended, StatusSet("open", await store.now(tx), unanswered_since))
    await save_and_announce(tx, ended, decision, Cause("visitor_unblocked", member_id))
