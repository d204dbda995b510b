"""Who hears of a note: members, and nobody else, so no announcement here has an audience."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features.notes.wire import NoteDeleted
from frontdesk.infra.database import Announcement
from frontdesk.kit import strict_json

if TYPE_CHECKING:
    from frontdesk.features.notes.events import NoteEdited, NoteRemoved, NoteWritten


def note_written(event: NoteWritten) -> list[Announcement]:
    """Show members the note."""
    return [_told(event.project_id, "noteAdded", event.note.to_wire())]


def note_edited(event: NoteEdited) -> list[Announcement]:
    """Show members the note as it is now."""
    return [_told(event.project_id, "noteUpdated", event.note.to_wire())]


def note_removed(event: NoteRemoved) -> list[Announcement]:
    """Tell members which note is gone."""
    gone = NoteDeleted(id=event.note.id, conversation_id=event.note.conversation_id)
    return [_told(event.project_id, "noteDeleted", gone)]


def _told(project_id: int, event: str, payload: object) -> Announcement:
    return Announcement(project_id, event, strict_json.encode(payload).decode())
