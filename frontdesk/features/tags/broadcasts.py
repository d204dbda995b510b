"""Who hears of tags, and what they are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features.tags import wire
from frontdesk.infra.database import Announcement

if TYPE_CHECKING:
    from frontdesk.features.tags.events import ProjectTagsChanged


def tags_changed(event: ProjectTagsChanged) -> list[Announcement[wire.TagsChanged]]:
    """Tell members to fetch them again."""
    return [Announcement(event.project_id, wire.TAGS_CHANGED, wire.TagsChanged())]
