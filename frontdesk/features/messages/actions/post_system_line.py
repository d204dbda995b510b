"""A line from nobody: what the product itself has to tell a visitor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features import conversations
from frontdesk.features.conversations.model import Decision, with_message
from frontdesk.features.messages import store
from frontdesk.features.messages.events import MessagePosted
from frontdesk.features.messages.model import Message
from frontdesk.kit.ids import MessageId

if TYPE_CHECKING:
    from frontdesk.features.conversations.model import Conversation
    from frontdesk.infra.database import Transaction


async def post_system_line(
    tx: Transaction, before: Conversation, text: str, temp_id: str
) -> Conversation:
    """Add a line to a conversation this transaction holds; it changes nobody's turn.

    The visitor reads it under the persona's name. `temp_id` makes a second one impossible.
    """
    [message_id] = await store.reserve_ids(tx, 1)
    at, _ = await conversations.find_rules(tx, [])
    after = with_message(before, message_id, text, at, from_visitor=False)
    message = await _line(tx, after, text, temp_id)
    await store.insert(tx, [message])
    await conversations.save_decisions(tx, [(before, Decision(after))], "system_line", None, at)
    await tx.announce([MessagePosted(message, after)])
    return after


async def _line(tx: Transaction, after: Conversation, text: str, temp_id: str) -> Message:
    if after.last_message_id is None:
        raise AssertionError("a conversation with a new line has a last message")
    return Message(
        project_id=after.project_id,
        id=MessageId(after.last_message_id),
        conversation_id=after.id,
        seq=after.last_seq,
        sender_type="system",
        sender_id=0,
        sender_name=await store.persona_name(tx, after.project_id),
        sender_avatar_url=None,
        visitor_id=after.visitor_id,
        temp_id=temp_id,
        content=text,
        content_type="text",
        status="sent",
        customer_count=after.customer_count,
        handled_by_id=None,
        created_at=after.updated_at,
        delivered_at=None,
        edited_at=None,
        deleted_at=None,
        metadata={},
    )
