"""Who hears of a change to a project, and what they are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features.projects.wire import PROJECT_UPDATED, ProjectUpdated
from frontdesk.infra.database import Announcement

if TYPE_CHECKING:
    from frontdesk.features.projects.events import RoutingRulesChanged


def routing_rules_changed(event: RoutingRulesChanged) -> list[Announcement[ProjectUpdated]]:
    """Tell members to fetch the project's settings again."""
    return [Announcement(event.project_id, PROJECT_UPDATED, ProjectUpdated())]
