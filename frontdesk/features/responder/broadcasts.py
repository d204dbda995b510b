"""Who hears of drafts: members, and nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features.responder.wire import DraftDiscarded
from frontdesk.infra.database import Announcement
from frontdesk.kit import strict_json

if TYPE_CHECKING:
    from frontdesk.features.responder.events import DraftCreated, DraftDecided


def draft_created(event: DraftCreated) -> list[Announcement]:
    """Show a new draft."""
    payload = strict_json.encode(event.draft.to_wire()).decode()
    return [Announcement(event.project_id, "draftCreated", payload)]


def draft_decided(event: DraftDecided) -> list[Announcement]:
    """Take a draft away from every screen."""
    draft = event.draft
    gone = DraftDiscarded(id=draft.id, conversation_id=draft.conversation_id, state=draft.state)
    return [Announcement(event.project_id, "draftDiscarded", strict_json.encode(gone).decode())]
