"""The responder's words: stored behind a fence, by a role that cannot own a chat.

The check and the write are one statement. A conversation that somebody took, closed or
changed while the responder thought is not touched, and nothing is said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features import conversations
from frontdesk.features.conversations.model.conversation import Conversation, with_message
from frontdesk.features.conversations.model.decide import decide
from frontdesk.features.conversations.model.responding import Fence
from frontdesk.features.conversations.model.transitions import Decision, ResponderReplied
from frontdesk.features.messages import store
from frontdesk.features.messages.events import MessagePosted
from frontdesk.features.messages.model import (
    Author,
    Message,
    ResponderDraft,
    first_status,
    newest_message,
)
from frontdesk.infra.pause_points import pause_point

if TYPE_CHECKING:
    from collections.abc import Sequence

    from frontdesk.infra.database import Transaction


async def post_responder_messages(
    tx: Transaction, before: Conversation, fence: Fence, drafts: Sequence[ResponderDraft]
) -> list[Message] | None:
    """Add the responder's messages to a conversation this transaction has locked.

    Returns None, and has done nothing, when the fence does not hold.
    """
    at, name = await store.now_and_persona(tx, before.project_id)
    is_behind = before.visitor_seq > fence.trigger_seq
    decision = decide(before, ResponderReplied(at, fence.may_be_held, is_behind))
    ids = await store.reserve_ids(tx, len(drafts))
    after, messages = decision.after, []
    for draft, message_id in zip(drafts, ids, strict=True):
        after = with_message(after, message_id, draft.content, at, from_visitor=False)
        status = first_status(is_visitor_online=draft.is_visitor_online)
        persona = Author("ai", 0, name)
        messages.append(newest_message(after, persona, draft.temp_id, draft.content, status))
    await pause_point("messages.responder_before_fence")
    async with tx.role("frontdesk_responder"):
        if not await conversations.save_behind_fence(tx, before, Decision(after), fence):
            return None
        await store.insert(tx, messages)
    await pause_point("messages.responder_written")
    await tx.announce([MessagePosted(one, after) for one in messages])
    return messages
