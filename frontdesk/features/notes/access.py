"""The only way from an id to a note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features.notes import store
from frontdesk.features.notes.model import NotTheAuthor
from frontdesk.features.projects.model import Member, Role
from frontdesk.kit.errors import NotFound

if TYPE_CHECKING:
    from frontdesk.features.notes.model import Note
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ConversationId


async def lock_for_editing(
    tx: Transaction, member: Member, conversation_id: ConversationId, note_id: int
) -> Note:
    """Find a note one wrote oneself, and lock its row."""
    note = await _lock(tx, member, conversation_id, note_id)
    if note.author_id != member.user_id:
        raise NotTheAuthor
    return note


async def lock_for_removing(
    tx: Transaction, member: Member, conversation_id: ConversationId, note_id: int
) -> Note:
    """Find a note one wrote, or any as a manager, and lock its row."""
    note = await _lock(tx, member, conversation_id, note_id)
    if note.author_id != member.user_id and not member.role.reaches(Role.MANAGER):
        raise NotTheAuthor("Only its author or a manager can remove a note.")
    return note


async def _lock(
    tx: Transaction, member: Member, conversation_id: ConversationId, note_id: int
) -> Note:
    note = await store.lock(tx, member.project_id, conversation_id, note_id)
    if note is None:
        raise NotFound
    return note
