"""Who hears of what routing does by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features.routing.wire import AutomationTriggered, ManagersAlerted
from frontdesk.infra.database import Announcement
from frontdesk.kit import strict_json

if TYPE_CHECKING:
    from frontdesk.features.routing.events import ManagersNeeded, WentPending


def went_pending(event: WentPending) -> list[Announcement]:
    """Tell members that nobody did this: a timer did."""
    said = AutomationTriggered(event.conversation_id, "auto_pending", event.message_id)
    return [Announcement(event.project_id, "automation.triggered", _json(said))]


def managers_needed(event: ManagersNeeded) -> list[Announcement]:
    """Tell members; their screens show it to managers."""
    said = ManagersAlerted(event.conversation_id, event.reason, event.message)
    return [Announcement(event.project_id, "managersAlerted", _json(said))]


def _json(value: object) -> str:
    return strict_json.encode(value).decode()
