"""The responder's words: stored behind a fence, by a role that cannot own a chat.

The check and the write are one statement. A conversation that somebody took, closed or
changed while the responder thought is not touched, and nothing is said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features import conversations
from frontdesk.features.conversations.model import (
    Conversation,
    Decision,
    Fence,
    ResponderReplied,
    decide,
    with_message,
)
from frontdesk.features.messages import store
from frontdesk.features.messages.events import MessagePosted
from frontdesk.features.messages.model import Message, ResponderDraft
from frontdesk.infra.testing.pauses import pause_point

if TYPE_CHECKING:
    from collections.abc import Sequence

    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import MessageId


async def post_responder_messages(
    tx: Transaction, before: Conversation, fence: Fence, drafts: Sequence[ResponderDraft]
) -> list[Message] | None:
    """Add the responder's messages to a conversation this transaction holds.

    Returns None, and has done nothing, when the fence does not hold.
    """
    at, name = await store.now_and_persona(tx, before.project_id)
    is_behind = before.visitor_seq > fence.trigger_seq
    decision = decide(before, ResponderReplied(at, fence.may_be_held, is_behind))
    ids = await store.reserve_ids(tx, len(drafts))
    after, messages = decision.after, []
    for draft, message_id in zip(drafts, ids, strict=True):
        after = with_message(after, message_id, draft.content, at, from_visitor=False)
        messages.append(_message(after, draft, message_id, name))
    await pause_point("messages.responder_before_fence")
    async with tx.role("frontdesk_responder"):
        if not await conversations.save_behind_fence(tx, before, Decision(after), fence):
            return None
        await store.insert(tx, messages)
    await pause_point("messages.responder_written")
    await tx.announce([MessagePosted(one, after) for one in messages])
    return messages


def _message(
    after: Conversation, draft: ResponderDraft, message_id: MessageId, name: str
) -> Message:
    return Message(
        project_id=after.project_id,
        id=message_id,
        conversation_id=after.id,
        seq=after.last_seq,
        sender_type="ai",
        sender_id=0,
        sender_name=name,
        sender_avatar_url=None,
        visitor_id=after.visitor_id,
        temp_id=draft.temp_id,
        content=draft.content,
        content_type="text",
        status="sent" if draft.is_visitor_online else "delivered",
        customer_count=after.customer_count,
        handled_by_id=None,
        created_at=after.updated_at,
        delivered_at=None,
        edited_at=None,
        deleted_at=None,
        metadata={},
    )
