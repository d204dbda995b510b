"""What routing hears of: most of it in the transaction in which it happens."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from frontdesk.features import messages
from frontdesk.features.conversations.model.transitions import INVOLUNTARY
from frontdesk.features.routing import store
from frontdesk.features.routing.events import ManagersNeeded
from frontdesk.features.routing.model import (
    AUTO_PENDING,
    FIRST_REPLY_DUE,
    AutoPending,
    FirstReplyDue,
)
from frontdesk.infra.jobs import enqueue
from frontdesk.kit.ids import ConversationId, ProjectId

if TYPE_CHECKING:
    from collections.abc import Sequence

    from frontdesk.features.conversations.events import ConversationChanged
    from frontdesk.features.messages.wire import FeedMessage
    from frontdesk.infra.consumers import Consumed
    from frontdesk.infra.database import Transaction

_STILL_IN_LINE = (
    "We are sorry that this takes so long. You are still in line, and now among the first."
)


async def arm_auto_pending(tx: Transaction, entries: Sequence[Consumed[FeedMessage]]) -> None:
    """Set the timers that let conversations rest when visitors do not answer a reply."""
    replies = [one.body for one in entries if one.body.sender.type == "agent"]
    if not replies:
        return
    project_id = ProjectId(entries[0].project_id)
    after = await store.auto_pending_minutes(tx, project_id)
    if after:
        due = [
            AutoPending(project_id, ConversationId(one.conversation_id), one.id) for one in replies
        ]
        delay = timedelta(minutes=after)
        await enqueue(tx, [AUTO_PENDING.planned(one, delay=delay) for one in due])


async def arm_first_reply(tx: Transaction, changed: ConversationChanged) -> None:
    """Set the timer that takes a chat back from an agent who does not begin to answer it."""
    before, held = changed.before, changed.after
    is_new_assignment = held.chat_state == "assigned" and held.assigned_at != before.assigned_at
    if not is_new_assignment or held.assignee_id is None or held.assigned_at is None:
        return
    after = await store.first_reply_minutes(tx, held.project_id)
    if after:
        due = FirstReplyDue(held.project_id, held.id, held.assignee_id, held.assigned_at)
        await enqueue(tx, [FIRST_REPLY_DUE.planned(due, delay=timedelta(minutes=after))])


async def alert_when_lost_too_often(tx: Transaction, changed: ConversationChanged) -> None:
    """Tell managers, and the visitor, when agents lost a chat as often as they may."""
    before, after = changed.before, changed.after
    if changed.kind not in INVOLUNTARY or after.tries <= before.tries:
        return
    losses, at_most = await store.losses_since_answer(tx, after, sorted(INVOLUNTARY))
    is_new = losses == at_most or before.priority != after.priority
    if losses < at_most or not is_new:
        return
    said = f"{losses} agents in a row did not answer this chat."
    needed = ManagersNeeded(after.project_id, after.id, "too_many_reassignments", said)
    await tx.announce([needed])
    await messages.post_system_line(tx, after, _STILL_IN_LINE, f"lost-{after.id}-{after.version}")
