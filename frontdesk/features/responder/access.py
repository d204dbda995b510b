"""The only way from an id to a draft; the asker is a member of its project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features import conversations
from frontdesk.features.responder.model.refusals import DraftDecidedAlready
from frontdesk.features.responder.store import drafts
from frontdesk.kit.errors import NotFound

if TYPE_CHECKING:
    from frontdesk.features.responder.model.result import Draft
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ConversationId, ProjectId


async def lock_draft(
    tx: Transaction, project_id: ProjectId, conversation_id: ConversationId, draft_id: int
) -> Draft:
    """Find an open draft and lock it: of two members who decide, the second hears `Gone`."""
    await conversations.lock_for_posting(tx, project_id, conversation_id)
    draft = await drafts.lock_draft(tx, project_id, conversation_id, draft_id)
    if draft is None:
        raise NotFound
    if draft.state != "open":
        raise DraftDecidedAlready
    return draft
