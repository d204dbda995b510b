"""What members ask about the responder in one conversation, and of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features import conversations
from frontdesk.features.responder.actions.begin import mode_now
from frontdesk.features.responder.actions.plan import plan_draft
from frontdesk.features.responder.model.eligibility import why_no_draft, why_silent
from frontdesk.features.responder.model.refusals import AnsweringAlready
from frontdesk.features.responder.store import runs
from frontdesk.features.responder.store import settings as settings_store
from frontdesk.features.responder.wire import ResponderStatus

if TYPE_CHECKING:
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ConversationId, ProjectId


async def ask_for_draft(
    tx: Transaction, project_id: ProjectId, conversation_id: ConversationId
) -> int:
    """Plan a draft, and return the newest run there was before it.

    Raises the reason when nothing would follow: a promise nobody keeps is worse than a no.
    """
    conversation = await conversations.lock_for_posting(tx, project_id, conversation_id)
    settings = await settings_store.find_settings(tx, project_id)
    refusal = why_no_draft(conversation, settings)
    if refusal is not None:
        raise refusal
    thinking = await runs.find_thinking(tx, conversation)
    if thinking is None:
        newest = await runs.newest_run_id(tx, conversation)
        await plan_draft(tx, project_id, conversation_id, newest)
        return newest
    if thinking.mode == "auto":
        raise AnsweringAlready
    return thinking.id - 1


async def show_status(
    tx: Transaction, project_id: ProjectId, conversation_id: ConversationId
) -> ResponderStatus:
    """Return what the project wants of its responder, and what stands in this conversation."""
    conversation = await conversations.find_for_reading(tx, project_id, conversation_id)
    settings = await settings_store.find_settings(tx, project_id)
    mode = await mode_now(tx, conversation, settings)
    refusal = why_no_draft(conversation, settings)
    return ResponderStatus(
        project_mode=settings.mode,
        project_when=settings.when,
        mode=mode,
        silent_because=why_silent(conversation, settings, mode),
        no_draft_because=refusal.message if refusal else None,
    )
