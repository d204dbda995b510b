"""What a block means for the visitor's chat: it ends with it, and comes back with its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features.conversations import store
from frontdesk.features.conversations.actions.save import Cause, save_and_announce
from frontdesk.features.conversations.model import StatusSet, decide

if TYPE_CHECKING:
    from frontdesk.features.visitors.events import VisitorBlocked, VisitorUnblocked
    from frontdesk.infra.database import Transaction


async def end_chat_of_blocked(tx: Transaction, blocked: VisitorBlocked) -> None:
    """Take the chat of a visitor who is blocked from whoever has it, and from the queue.

    His row is held, so he cannot begin another meanwhile. Nobody has to call it spam:
    that would outlive the block.
    """
    visitor = blocked.visitor
    at = await store.now(tx)
    for live in await store.lock_newest(tx, [(visitor.project_id, visitor.id, "active")]):
        decision = decide(live, StatusSet("solved", at, unanswered_since=None))
        cause = Cause(store.ENDED_BY_BLOCK, blocked.member_id)
        await save_and_announce(tx, live, decision, cause)


async def reopen_chat_of_unblocked(tx: Transaction, unblocked: VisitorUnblocked) -> None:
    """Bring back the chat the block ended, into its old place if the visitor still waits.

    One that was closed before, or called something else meanwhile, stays as it is.
    """
    visitor = unblocked.visitor
    ended = await store.lock_ended_by_block(tx, visitor.project_id, visitor.id)
    if ended is None:
        return
    since = await store.unanswered_since(tx, ended)
    decision = decide(ended, StatusSet("open", await store.now(tx), since))
    cause = Cause("visitor_unblocked", unblocked.member_id)
    await save_and_announce(tx, ended, decision, cause)
