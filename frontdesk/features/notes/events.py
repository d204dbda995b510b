"""What can happen to a note."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from frontdesk.features.notes.model import Note
    from frontdesk.kit.ids import ProjectId


@dataclass(frozen=True, slots=True)
class NoteWritten:
    """A member left a note in a thread."""

    note: Note

    @property
    def project_id(self) -> ProjectId:
        return self.note.project_id


@dataclass(frozen=True, slots=True)
class NoteEdited:
    """Its author wrote a note anew."""

    note: Note

    @property
    def project_id(self) -> ProjectId:
        return self.note.project_id


@dataclass(frozen=True, slots=True)
class NoteRemoved:
    """Its author or a manager took a note away."""

    note: Note

    @property
    def project_id(self) -> ProjectId:
        return self.note.project_id
