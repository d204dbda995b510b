"""Who hears of a change to a project, and what they are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features.projects.wire import ProjectUpdated
from frontdesk.infra.database import Announcement
from frontdesk.kit import strict_json

if TYPE_CHECKING:
    from frontdesk.features.projects.events import RoutingRulesChanged


def routing_rules_changed(event: RoutingRulesChanged) -> list[Announcement]:
    """Tell members to fetch the project's settings again."""
    payload = strict_json.encode(ProjectUpdated()).decode()
    return [Announcement(event.project_id, "projectUpdated", payload)]
