"""What members do with drafts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from frontdesk.features import messages
from frontdesk.features.messages.model import AgentDraft, Message, clean_content
from frontdesk.features.responder.events import DraftDecided
from frontdesk.features.responder.store import drafts
from frontdesk.kit.ids import UserId

if TYPE_CHECKING:
    from frontdesk.features.accounts.model import User
    from frontdesk.features.responder.model.result import Draft
    from frontdesk.infra.database import Transaction


async def approve_draft(
    tx: Transaction, member: User, draft: Draft, text: str | None, *, is_visitor_online: bool
) -> Message:
    """Send a locked draft as the member's own reply; refused as any reply may be."""
    content = clean_content(draft.text if text is None else text)
    reply = AgentDraft(
        draft.conversation_id, f"draft-{draft.id}", content, is_visitor_online=is_visitor_online
    )
    message = await messages.post_reply(tx, draft.project_id, member, reply)
    await drafts.save_decision(tx, draft, "approved", UserId(member.id), message.id)
    await tx.announce([DraftDecided(replace(draft, state="approved"))])
    return message


async def discard_draft(tx: Transaction, member: User, draft: Draft) -> None:
    """Throw a locked draft away."""
    await drafts.save_decision(tx, draft, "discarded", UserId(member.id), None)
    await tx.announce([DraftDecided(replace(draft, state="discarded"))])
