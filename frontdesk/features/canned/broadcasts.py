"""Who hears of canned replies, and what they are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features.canned.wire import CannedChanged
from frontdesk.infra.database import Announcement
from frontdesk.kit import strict_json

if TYPE_CHECKING:
    from frontdesk.features.canned.events import CannedResponsesChanged


def canned_responses_changed(event: CannedResponsesChanged) -> list[Announcement]:
    """Tell members to fetch them again."""
    payload = strict_json.encode(CannedChanged()).decode()
    return [Announcement(event.project_id, "cannedChanged", payload)]
