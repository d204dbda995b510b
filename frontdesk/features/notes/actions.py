"""The verbs of notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features import conversations
from frontdesk.features.notes import access, store
from frontdesk.features.notes.events import NoteEdited, NoteRemoved, NoteWritten
from frontdesk.features.notes.model import Note, clean_text

if TYPE_CHECKING:
    from frontdesk.features.projects.model import Member
    from frontdesk.features.routing.events import ChatHandedOn
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ConversationId, ProjectId, UserId


async def write_note(
    tx: Transaction,
    project_id: ProjectId,
    author_id: UserId | None,
    conversation_id: ConversationId,
    text: str,
) -> Note:
    """Leave a note behind the last message of a conversation; without author, the responder's."""
    conversation = await conversations.find_for_reading(tx, project_id, conversation_id)
    note = await store.insert(tx, conversation, author_id, clean_text(text))
    await tx.announce([NoteWritten(note)])
    return note


async def keep_word_left(tx: Transaction, handed: ChatHandedOn) -> None:
    """Keep the word somebody left when giving a chat to another as a note in its thread."""
    await write_note(tx, handed.project_id, handed.author_id, handed.conversation_id, handed.note)


async def edit_note(
    tx: Transaction, member: Member, conversation_id: ConversationId, note_id: int, text: str
) -> Note:
    """Write one's own note anew; the same text changes nothing."""
    note = await access.lock_for_editing(tx, member, conversation_id, note_id)
    written = clean_text(text)
    if written == note.text:
        return note
    edited = await store.update(tx, note, written)
    await tx.announce([NoteEdited(edited)])
    return edited


async def remove_note(
    tx: Transaction, member: Member, conversation_id: ConversationId, note_id: int
) -> None:
    """Take a note away: one's own, or any as a manager."""
    note = await access.lock_for_removing(tx, member, conversation_id, note_id)
    await store.delete(tx, note)
    await tx.announce([NoteRemoved(note)])
