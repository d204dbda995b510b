"""An agent's reply: one transaction, one insert, with the status it is born with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features import conversations
from frontdesk.features.conversations.model.conversation import with_message
from frontdesk.features.conversations.model.decide import decide
from frontdesk.features.conversations.model.transitions import AgentReplied, Decision, HeldByAnother
from frontdesk.features.messages import store
from frontdesk.features.messages.events import MessagePosted
from frontdesk.features.messages.model import (
    AgentDraft,
    Author,
    Message,
    TempIdTaken,
    first_status,
    newest_message,
)
from frontdesk.infra.pause_points import pause_point
from frontdesk.kit.ids import UserId

if TYPE_CHECKING:
    from frontdesk.features.accounts.model import User
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ProjectId


async def post_reply(
    tx: Transaction, project_id: ProjectId, author: User, draft: AgentDraft
) -> Message:
    """Add an agent's message to a conversation, once, however often it is sent.

    A chat without an agent is claimed by the reply. Raises `HeldByAnother` with the holder's
    name, `Finished`, or `TempIdTaken`.
    """
    before = await conversations.lock_for_posting(tx, project_id, draft.conversation_id)
    await pause_point("messages.reply_locked")
    key = (project_id, author.id, draft.temp_id)
    earlier = (await store.find_by_temp_ids(tx, "agent", [key])).get(key)
    if earlier is not None:
        return _same_or_refused(earlier, draft)
    at, rules = await conversations.find_rules(tx, [project_id])
    transition = AgentReplied(
        UserId(author.id),
        at,
        rules[project_id].routing_mode,
        is_further_line=await store.is_latest_answer_of(tx, before, author.id),
    )
    try:
        decision = decide(before, transition)
    except HeldByAnother as refusal:
        raise await conversations.held_by(tx, before) from refusal
    [message_id] = await store.reserve_ids(tx, 1)
    after = with_message(decision.after, message_id, draft.content, at, from_visitor=False)
    status = first_status(is_visitor_online=draft.is_visitor_online)
    writer = Author("agent", author.id, author.name, author.avatar_url)
    message = newest_message(after, writer, draft.temp_id, draft.content, status)
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
