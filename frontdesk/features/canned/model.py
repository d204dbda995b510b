"""A canned reply as it is stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from frontdesk.features.canned.wire import CannedResponseWire
from frontdesk.kit.errors import Conflict, Invalid
from frontdesk.kit.wire import to_wire_time

if TYPE_CHECKING:
    from datetime import datetime

    from frontdesk.kit.ids import ProjectId


@dataclass(frozen=True, slots=True)
class CannedResponse:
    """A row of `canned_responses`."""

    project_id: ProjectId
    id: int
    shortcut: str
    content: str
    updated_at: datetime

    def to_wire(self) -> CannedResponseWire:
        """Shape it for members."""
        return CannedResponseWire(
            id=self.id,
            shortcut=self.shortcut,
            content=self.content,
            updated_at=to_wire_time(self.updated_at),
        )


class ShortcutTaken(Conflict):
    """This shortcut already belongs to another canned reply."""

    reason = "shortcut_taken"
    advice = "Ask for another shortcut."


def clean_content(text: str) -> str:
    """Trim a canned reply; one that says nothing is refused."""
    trimmed = text.strip()
    if not trimmed:
        raise EmptyCannedReply(fields={"content": "Write something."})
    return trimmed


class EmptyCannedReply(Invalid):
    """This reply says nothing."""

    reason = "empty_canned_reply"
