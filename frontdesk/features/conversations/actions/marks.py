"""How far each side has seen the thread; marks only move forward."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from frontdesk.features.conversations import store
from frontdesk.features.conversations.events import AgentRead, VisitorReceived

if TYPE_CHECKING:
    from frontdesk.features.conversations.model.conversation import Conversation
    from frontdesk.features.conversations.model.threads import Threads
    from frontdesk.features.conversations.wire import ReceivedMark
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ConversationId, ProjectId


async def mark_read_by_agent(
    tx: Transaction, conversation: Conversation, up_to_seq: int, threads: Threads
) -> Conversation:
    """Note that a member saw everything up to a `seq`; marks only move forward."""
    # A client that knows of more than there is must not mark what comes later as read.
    seq = min(up_to_seq, conversation.last_seq)
    if seq <= conversation.agent_read_seq:
        return conversation
    # Nearly always the whole thread is read, and then the number is at hand.
    is_all = seq == conversation.last_seq
    count = (
        conversation.customer_count
        if is_all
        else await threads.customer_count_at(tx, conversation, seq)
    )
    after = replace(
        conversation,
        agent_read_seq=seq,
        agent_read_count=count,
        revision=conversation.revision + 1,
    )
    await store.save(tx, [(conversation, after)])
    await tx.announce([AgentRead(conversation, after)])
    return after


async def mark_received_by_visitor(
    tx: Transaction,
    project_id: ProjectId,
    conversation_id: ConversationId,
    up_to_seq: int,
    mark: ReceivedMark,
) -> None:
    """Note what a widget confirmed or showed; what was read was also delivered."""
    # A widget confirms after it was told, by when its conversation may have been deleted.
    conversation = await store.lock(tx, project_id, conversation_id)
    if conversation is None:
        return
    seq = min(up_to_seq, conversation.last_seq)
    read = seq if mark == "read" else 0
    after = replace(
        conversation,
        visitor_delivered_seq=max(conversation.visitor_delivered_seq, seq),
        visitor_read_seq=max(conversation.visitor_read_seq, read),
        revision=conversation.revision + 1,
    )
    # Every tab of a visitor confirms everything: all but the first changes nothing.
    if replace(after, revision=conversation.revision) == conversation:
        return
    at = await store.now(tx)
    await store.save(tx, [(conversation, after)])
    await tx.announce([VisitorReceived(conversation, after, at)])
