"""Notes as they cross the network."""

from typing import Annotated, TypeAlias

from msgspec import UNSET, Meta, UnsetType

from frontdesk.kit.audience import ProjectMembers
from frontdesk.kit.protocol import ServerEvent
from frontdesk.kit.wire import Wire

NoteText: TypeAlias = Annotated[str, Meta(min_length=1, max_length=5_000)]


class NoteWire(Wire):
    """A note in a thread; `noteAdded` and `noteUpdated` carry it to members.

    `afterSeq` is the last message when it was written: the note stands behind it.
    """

    id: int
    conversation_id: int
    author_id: int | None
    author_name: str
    text: str
    after_seq: int
    created_at: str
    edited_at: str | None
    feed_seq: int | UnsetType = UNSET


class NotePage(Wire):
    """Notes of one conversation, oldest first."""

    data: list[NoteWire]
    next_cursor: str | None


class WriteNote(Wire):
    """`POST …/conversations/{id}/notes`."""

    text: NoteText


class EditNote(Wire):
    """`PATCH …/conversations/{id}/notes/{noteId}`."""

    text: NoteText


class NoteDeleted(Wire):
    """`noteDeleted`, to members."""

    id: int
    conversation_id: int
    feed_seq: int | UnsetType = UNSET


NOTE_ADDED = ServerEvent("noteAdded", NoteWire, ProjectMembers, is_durable=True)
NOTE_UPDATED = ServerEvent("noteUpdated", NoteWire, ProjectMembers, is_durable=True)
NOTE_DELETED = ServerEvent("noteDeleted", NoteDeleted, ProjectMembers, is_durable=True)
