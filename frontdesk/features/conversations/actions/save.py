"""Writing down what was decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from frontdesk.features.conversations import store
from frontdesk.features.conversations.events import ConversationChanged
from frontdesk.features.conversations.store import NewVersion

if TYPE_CHECKING:
    from datetime import datetime

    from frontdesk.features.conversations.model.conversation import Conversation
    from frontdesk.features.conversations.model.responding import Fence
    from frontdesk.features.conversations.model.transitions import Decision
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import UserId


@dataclass(frozen=True)
class Cause:
    """What made a change, who, and what a reader of the history should know of it."""

    kind: str
    actor_id: UserId | None = None
    details: Mapping[str, Any] = field(default_factory=dict)


async def save_decisions(
    tx: Transaction,
    decisions: Sequence[tuple[Conversation, Decision]],
    kind: str,
    actor_id: UserId | None,
    at: datetime,
) -> None:
    """Write conversations and assignments as decided, with a record of each new version."""
    # Conversations first: the trigger behind a new assignment counts the agent's chats by them.
    # That both name the same holder is checked at the commit.
    await store.save(tx, [(before, decision.after) for before, decision in decisions])
    await store.save_assignments(tx, decisions, at)
    changed = [
        NewVersion(decision.after, kind, actor_id, _details(before, decision))
        for before, decision in decisions
        if decision.after.version != before.version
    ]
    await store.record(tx, changed)


async def save_and_announce(
    tx: Transaction,
    before: Conversation,
    decision: Decision,
    cause: Cause,
) -> Conversation:
    """Write one decision that came without a message, and tell of it; nothing if no change."""
    after = decision.after
    if after == before:
        return before
    # In the same order as above, for the same reason.
    name = await store.save_one(tx, (before, after))
    await store.save_assignments(tx, [(before, decision)], after.updated_at)
    if after.version != before.version:
        said = {**_details(before, decision), **cause.details}
        await store.record(tx, [NewVersion(after, cause.kind, cause.actor_id, said)])
    await tx.announce([ConversationChanged(before, after, name, cause.actor_id, cause.kind)])
    return after


async def save_behind_fence(
    tx: Transaction, before: Conversation, decision: Decision, fence: Fence
) -> bool:
    """Write an answer of the responder if nobody overtook it; return whether it was written."""
    after = decision.after
    # No assignments: the role this runs under may not write them, whatever was decided.
    if not await store.save_behind_fence(tx, (before, after), fence):
        return False
    if after.version != before.version:
        said = NewVersion(after, "responder_replied", None, _details(before, decision))
        await store.record(tx, [said])
    return True


def _details(before: Conversation, decision: Decision) -> dict[str, Any]:
    """Return what a reader of the history wants to know beside what happened."""
    after = decision.after
    details: dict[str, Any] = {}
    if before.assignee_id != after.assignee_id:
        details |= {"from": before.assignee_id, "to": after.assignee_id}
    if decision.assignment.ends:
        details["reason"] = decision.assignment.ends
    if before.status != after.status:
        details["status"] = after.status
    if before.priority != after.priority:
        details["priority"] = after.priority
    return details
