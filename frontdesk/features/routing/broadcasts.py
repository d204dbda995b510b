"""Who hears of what routing does by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features.routing.wire import (
    AUTOMATION_TRIGGERED,
    MANAGERS_ALERTED,
    AutomationTriggered,
    ManagersAlerted,
)
from frontdesk.infra.database import Announcement

if TYPE_CHECKING:
    from frontdesk.features.routing.events import ManagersNeeded, WentPending


def went_pending(event: WentPending) -> list[Announcement[AutomationTriggered]]:
    """Tell members that nobody did this: a timer did."""
    said = AutomationTriggered(event.conversation_id, "auto_pending", event.message_id)
    return [Announcement(event.project_id, AUTOMATION_TRIGGERED, said)]


def managers_needed(event: ManagersNeeded) -> list[Announcement[ManagersAlerted]]:
    """Tell members; their screens show it to managers."""
    said = ManagersAlerted(event.conversation_id, event.reason, event.message)
    return [Announcement(event.project_id, MANAGERS_ALERTED, said)]
