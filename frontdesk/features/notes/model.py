"""A note as it is stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from frontdesk.features.notes.wire import NoteWire
from frontdesk.kit.errors import Forbidden, Invalid
from frontdesk.kit.wire import to_wire_time

if TYPE_CHECKING:
    from datetime import datetime

    from frontdesk.kit.ids import ConversationId, ProjectId, UserId


@dataclass(frozen=True, slots=True)
class Note:
    """A row of `notes`, with its author's name."""

    project_id: ProjectId
    id: int
    conversation_id: ConversationId
    author_id: UserId | None
    author_name: str
    text: str
    after_seq: int
    created_at: datetime
    edited_at: datetime | None

    def to_wire(self) -> NoteWire:
        """Shape it for members."""
        return NoteWire(
            id=self.id,
            conversation_id=self.conversation_id,
            author_id=self.author_id,
            author_name=self.author_name,
            text=self.text,
            after_seq=self.after_seq,
            created_at=to_wire_time(self.created_at),
            edited_at=to_wire_time(self.edited_at) if self.edited_at else None,
        )


def clean_text(text: str) -> str:
    """Trim a note; one that says nothing is refused."""
    trimmed = text.strip()
    if not trimmed:
        raise EmptyNote(fields={"text": "Write something."})
    return trimmed


class EmptyNote(Invalid):
    """This note says nothing."""

    reason = "empty_note"


class NotTheAuthor(Forbidden):
    """Only its author can change a note."""

    reason = "not_the_author"
