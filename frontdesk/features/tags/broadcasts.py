"""Who hears of tags, and what they are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features.tags import wire
from frontdesk.infra.database import Announcement
from frontdesk.kit import strict_json

if TYPE_CHECKING:
    from frontdesk.features.tags.events import ProjectTagsChanged


def tags_changed(event: ProjectTagsChanged) -> list[Announcement]:
    """Tell members to fetch them again."""
    payload = strict_json.encode(wire.TagsChanged()).decode()
    return [Announcement(event.project_id, "tagsChanged", payload)]
