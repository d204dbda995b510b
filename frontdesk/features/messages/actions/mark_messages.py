"""Messages follow the read marks of their conversation, in the marks' own transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features.messages import store

if TYPE_CHECKING:
    from frontdesk.features.conversations.events import AgentRead, VisitorReceived
    from frontdesk.infra.database import Transaction


async def mark_messages_seen_by_agent(tx: Transaction, read: AgentRead) -> None:
    """Move the visitor's messages to *read*."""
    up_to = (read.before.agent_read_seq, read.after.agent_read_seq)
    await store.move_status_forward(tx, read.after, up_to, "read", from_visitor=True)


async def mark_messages_delivered_or_read(tx: Transaction, received: VisitorReceived) -> None:
    """Move the team's messages to *delivered* and *read*."""
    before, after = received.before, received.after
    if after.visitor_delivered_seq > before.visitor_delivered_seq:
        up_to = (before.visitor_delivered_seq, after.visitor_delivered_seq)
        await store.move_status_forward(tx, after, up_to, "delivered", from_visitor=False)
    if after.visitor_read_seq > before.visitor_read_seq:
        up_to = (before.visitor_read_seq, after.visitor_read_seq)
        await store.move_status_forward(tx, after, up_to, "read", from_visitor=False)
