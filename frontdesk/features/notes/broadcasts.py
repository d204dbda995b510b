"""Who hears of a note: members, and nobody else, so no announcement here has an audience."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features.notes.wire import (
    NOTE_ADDED,
    NOTE_DELETED,
    NOTE_UPDATED,
    NoteDeleted,
    NoteWire,
)
from frontdesk.infra.database import Announcement

if TYPE_CHECKING:
    from frontdesk.features.notes.events import NoteEdited, NoteRemoved, NoteWritten


def note_written(event: NoteWritten) -> list[Announcement[NoteWire]]:
    """Show members the note."""
    return [Announcement(event.project_id, NOTE_ADDED, event.note.to_wire())]


def note_edited(event: NoteEdited) -> list[Announcement[NoteWire]]:
    """Show members the note as it is now."""
    return [Announcement(event.project_id, NOTE_UPDATED, event.note.to_wire())]


def note_removed(event: NoteRemoved) -> list[Announcement[NoteDeleted]]:
    """Tell members which note is gone."""
    gone = NoteDeleted(id=event.note.id, conversation_id=event.note.conversation_id)
    return [Announcement(event.project_id, NOTE_DELETED, gone)]
