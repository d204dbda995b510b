"""An agent's reply: one transaction, one insert, with the status it is born with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features import conversations
from frontdesk.features.conversations.model import (
    AgentReplied,
    Conversation,
    Decision,
    HeldByAnother,
    decide,
    with_message,
)
from frontdesk.features.messages import store
from frontdesk.features.messages.events import MessagePosted
from frontdesk.features.messages.model import AgentDraft, Message, TempIdTaken
from frontdesk.infra.testing.pauses import pause_point
from frontdesk.kit.ids import UserId

if TYPE_CHECKING:
    from datetime import datetime

    from frontdesk.features.accounts.model import User
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import MessageId, ProjectId


async def post_reply(
    tx: Transaction, project_id: ProjectId, author: User, draft: AgentDraft
) -> Message:
    """Add an agent's message to a conversation, once, however often it is sent.

    A chat nobody holds is claimed by the reply. Raises `HeldByAnother` with the holder's
    name, `Finished`, or `TempIdTaken`.
    """
    before = await conversations.lock_for_posting(tx, project_id, draft.conversation_id)
    await pause_point("messages.reply_locked")
    key = (project_id, author.id, draft.temp_id)
    earlier = (await store.find_by_temp_ids(tx, "agent", [key])).get(key)
    if earlier is not None:
        return _same_or_refused(earlier, draft)
    at, rules = await conversations.find_rules(tx, [project_id])
    transition = AgentReplied(UserId(author.id), at, rules[project_id].routing_mode)
    try:
        decision = decide(before, transition)
    except HeldByAnother as refusal:
        raise await conversations.held_by(tx, before) from refusal
    [message_id] = await store.reserve_ids(tx, 1)
    after = with_message(decision.after, message_id, draft.content, at, from_visitor=False)
    message = _reply(after, author, draft, message_id, at)
    await store.insert(tx, [message])
    await conversations.save_decisions(
        tx, [(before, Decision(after, decision.assignment))], "agent_replied", author.id, at
    )
    await store.credit_answer(tx, after, message.seq, author.id)
    await tx.announce([MessagePosted(message, after)])
    await pause_point("messages.reply_written")
    return message


def _same_or_refused(earlier: Message, draft: AgentDraft) -> Message:
    is_same = earlier.conversation_id == draft.conversation_id
    if not is_same or earlier.content != draft.content:
        raise TempIdTaken
    return earlier


def _reply(
    after: Conversation, author: User, draft: AgentDraft, message_id: MessageId, at: datetime
) -> Message:
    return Message(
        project_id=after.project_id,
        id=message_id,
        conversation_id=after.id,
        seq=after.last_seq,
        sender_type="agent",
        sender_id=author.id,
        sender_name=author.name,
        sender_avatar_url=author.avatar_url,
        visitor_id=after.visitor_id,
        temp_id=draft.temp_id,
        content=draft.content,
        content_type="text",
        # Nobody is there to confirm it: it rests in the visitor's history, delivered.
        # `delivered_at` stays empty until a widget says otherwise.
        status="sent" if draft.is_visitor_online else "delivered",
        customer_count=after.customer_count,
        handled_by_id=author.id,
        created_at=at,
        delivered_at=None,
        edited_at=None,
        deleted_at=None,
        metadata={},
    )
