"""Who hears of a change to a project, and what they are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features.projects.wire.projects import PROJECT_UPDATED, ProjectUpdated
from frontdesk.infra.database import Announcement

if TYPE_CHECKING:
    from frontdesk.features.projects.events import SettingsChanged


def settings_changed(event: SettingsChanged) -> list[Announcement[ProjectUpdated]]:
    """Tell members which settings to fetch again."""
    return [
        Announcement(event.project_id, PROJECT_UPDATED, ProjectUpdated(event.group, event.version))
    ]
