"""Canned replies as they cross the network."""

from typing import Annotated, TypeAlias

from msgspec import UNSET, Meta, UnsetType

from frontdesk.kit.audience import ProjectMembers
from frontdesk.kit.protocol import ServerEvent
from frontdesk.kit.wire import Wire

Shortcut: TypeAlias = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}\Z")]
CannedText: TypeAlias = Annotated[str, Meta(min_length=1, max_length=5_000)]


class CannedResponseWire(Wire):
    """What `/shortcut` puts into the composer; `{{visitor.name}}` and the like are filled in."""

    id: int
    shortcut: str
    content: str
    updated_at: str


class CannedResponsePage(Wire):
    """All canned replies of a project, by shortcut."""

    data: list[CannedResponseWire]
    next_cursor: str | None


class WriteCannedResponse(Wire):
    """`POST /projects/{pid}/canned-responses`."""

    shortcut: Shortcut
    content: CannedText


class PatchCannedResponse(Wire):
    """`PATCH /projects/{pid}/canned-responses/{id}`: only what is named changes."""

    shortcut: Shortcut | UnsetType = UNSET
    content: CannedText | UnsetType = UNSET


class CannedChanged(Wire):
    """`cannedChanged`, to members: fetch the canned replies again."""

    feed_seq: int | UnsetType = UNSET


CANNED_CHANGED = ServerEvent("cannedChanged", CannedChanged, ProjectMembers, is_durable=True)
