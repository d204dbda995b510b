"""Who hears of canned replies, and what they are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features.canned.wire import CANNED_CHANGED, CannedChanged
from frontdesk.infra.database import Announcement

if TYPE_CHECKING:
    from frontdesk.features.canned.events import CannedResponsesChanged


def canned_responses_changed(event: CannedResponsesChanged) -> list[Announcement[CannedChanged]]:
    """Tell members to fetch them again."""
    return [Announcement(event.project_id, CANNED_CHANGED, CannedChanged())]
