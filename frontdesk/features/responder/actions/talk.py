"""What the visitor says about who shall answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features import conversations
from frontdesk.features.conversations.wire import PatchConversation
from frontdesk.features.responder.model.refusals import NothingWritten

if TYPE_CHECKING:
    from frontdesk.features.conversations.model.conversation import Conversation
    from frontdesk.features.visitors.model import VisitorIdentity
    from frontdesk.infra.database import Transaction


async def ask_for_person(tx: Transaction, visitor: VisitorIdentity) -> None:
    """Put the visitor's conversation where a person answers it."""
    held = await _lock(tx, visitor)
    there = await conversations.holders_there(tx, [held])
    await conversations.ask_for_person(tx, held, is_holder_there=held.id in there)


async def set_ai_enabled(tx: Transaction, visitor: VisitorIdentity, *, enabled: bool) -> None:
    """Let the responder answer the visitor, or not; what it thinks right now is void."""
    held = await _lock(tx, visitor)
    if held.ai_enabled == enabled:
        return
    await conversations.edit_details(tx, None, held, PatchConversation(ai_enabled=enabled))


async def _lock(tx: Transaction, visitor: VisitorIdentity) -> Conversation:
    shown = await conversations.find_shown_to(tx, visitor)
    if shown is None:
        raise NothingWritten
    return await conversations.lock_for_posting(tx, shown.project_id, shown.id)
