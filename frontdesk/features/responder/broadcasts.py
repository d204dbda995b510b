"""Who hears of drafts: members, and nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features.responder.wire import (
    DRAFT_CREATED,
    DRAFT_DISCARDED,
    DraftDiscarded,
    DraftWire,
)
from frontdesk.infra.database import Announcement

if TYPE_CHECKING:
    from frontdesk.features.responder.events import DraftCreated, DraftDecided


def draft_created(event: DraftCreated) -> list[Announcement[DraftWire]]:
    """Show a new draft."""
    return [Announcement(event.project_id, DRAFT_CREATED, event.draft.to_wire())]


def draft_decided(event: DraftDecided) -> list[Announcement[DraftDiscarded]]:
    """Take a draft away from every screen."""
    draft = event.draft
    gone = DraftDiscarded(id=draft.id, conversation_id=draft.conversation_id, state=draft.state)
    return [Announcement(event.project_id, DRAFT_DISCARDED, gone)]
