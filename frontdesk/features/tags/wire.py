"""Tags as they cross the network."""

from typing import Annotated, TypeAlias

from msgspec import UNSET, Meta, UnsetType

from frontdesk.features.conversations.wire import TagName
from frontdesk.kit.audience import ProjectMembers
from frontdesk.kit.protocol import ServerEvent
from frontdesk.kit.wire import Wire

TagColour: TypeAlias = Annotated[str, Meta(pattern=r"^#[0-9a-fA-F]{6}\Z")]


class TagWire(Wire):
    """A word conversations are sorted by."""

    id: int
    name: str
    colour: str
    conversation_count: int


class TagPage(Wire):
    """All tags of a project, by name."""

    data: list[TagWire]
    next_cursor: str | None


class WriteTag(Wire):
    """`POST /projects/{pid}/tags`."""

    name: TagName
    colour: TagColour = "#64748b"


class PatchTag(Wire):
    """`PATCH /projects/{pid}/tags/{id}`: a new name follows into every conversation."""

    name: TagName | UnsetType = UNSET
    colour: TagColour | UnsetType = UNSET


class TagsChanged(Wire):
    """`tagsChanged`, to members: fetch the tags again."""

    feed_seq: int | UnsetType = UNSET


TAGS_CHANGED = ServerEvent("tagsChanged", TagsChanged, ProjectMembers, is_durable=True)
