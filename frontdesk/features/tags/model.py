"""A tag as it is stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from frontdesk.features.tags.wire import TagWire
from frontdesk.kit.errors import Conflict, Invalid

if TYPE_CHECKING:
    from frontdesk.kit.ids import ProjectId


@dataclass(frozen=True, slots=True)
class Tag:
    """A row of `tags`, with how many conversations carry it."""

    project_id: ProjectId
    id: int
    name: str
    colour: str
    conversation_count: int

    def to_wire(self) -> TagWire:
        """Shape it for members."""
        return TagWire(
            id=self.id,
            name=self.name,
            colour=self.colour,
            conversation_count=self.conversation_count,
        )


class TagNameTaken(Conflict):
    """There already is a tag of this name."""

    reason = "tag_name_taken"
    advice = "Ask for another name."


def clean_name(text: str) -> str:
    """Write a tag the one way it is stored and looked up."""
    name = " ".join(text.split())
    if not name or not name.isprintable():
        raise UnreadableTagName(fields={"name": "Give a name that can be read."})
    return name


class UnreadableTagName(Invalid):
    """This tag can't be shown."""

    reason = "unreadable_tag_name"
