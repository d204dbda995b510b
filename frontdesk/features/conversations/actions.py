"""The verbs of conversations: begin, continue, set a status, mark as read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from msgspec.structs import replace

from frontdesk.features import visitors
from frontdesk.features.conversations import access, store
from frontdesk.features.conversations.events import (
    AgentRead,
    ConversationChanged,
    VisitorReceived,
)
from frontdesk.features.conversations.model import (
    Conversation,
    Decision,
    HolderLost,
    Rules,
    StatusSet,
    continues,
    decide,
)
from frontdesk.infra.testing.pauses import pause_point
from frontdesk.kit.errors import Conflict

if TYPE_CHECKING:
    from datetime import datetime

    from frontdesk.features.conversations.wire import Status
    from frontdesk.features.projects.events import MemberRemoved, ProjectDeleted
    from frontdesk.features.visitors.model import Visitor
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ConversationId, ProjectId, UserId, VisitorId


async def hold_for_writing(
    tx: Transaction, visitors_writing: Sequence[Visitor], rules: Mapping[int, Rules], at: datetime
) -> dict[tuple[ProjectId, VisitorId], Conversation]:
    """Hold the conversation each visitor writes into, beginning it where there is none.

    The partial unique index allows one live conversation per visitor, so of two
    transactions that begin one, the second waits here and continues the first's.
    """
    held = await _hold_continued(tx, visitors_writing, rules, at)
    missing = [one for one in visitors_writing if (one.project_id, one.id) not in held]
    await pause_point("conversations.looked")
    if missing:
        await store.insert(tx, [(one.project_id, one.id) for one in missing], at)
        wanted = [(one.project_id, one.id, "active") for one in missing]
        for conversation in await store.lock_newest(tx, wanted):
            held[conversation.project_id, conversation.visitor_id] = conversation
    return held


async def _hold_continued(
    tx: Transaction, visitors_writing: Sequence[Visitor], rules: Mapping[int, Rules], at: datetime
) -> dict[tuple[ProjectId, VisitorId], Conversation]:
    wanted = [
        (one.project_id, one.id, _rule_for(one, rules[one.project_id])) for one in visitors_writing
    ]
    return {
        (conversation.project_id, conversation.visitor_id): conversation
        for conversation in await store.lock_newest(tx, wanted)
        if continues(conversation, rules[conversation.project_id], at)
    }


def _rule_for(visitor: Visitor, rules: Rules) -> Literal["active", "forever", "spam"]:
    if visitor.is_spam:
        return "spam"
    return "forever" if rules.history_visibility == "forever" else "active"


async def save_decisions(
    tx: Transaction,
    decisions: Sequence[tuple[Conversation, Decision]],
    kind: str,
    actor_id: UserId | None,
    at: datetime,
) -> None:
    """Write conversations and holds as decided, with a record of each new version."""
    await store.save(tx, [decision.after for _, decision in decisions])
    await store.save_holds(tx, [decision for _, decision in decisions], at)
    changed = [
        (decision.after, kind, actor_id)
        for before, decision in decisions
        if decision.after.version != before.version
    ]
    await store.record(tx, changed)


async def set_status(
    tx: Transaction,
    conversation: Conversation,
    status: Status,
    actor_id: UserId,
) -> Conversation:
    """Set the status of a conversation this transaction holds.

    Raises `Conflict` when it would be the visitor's second live conversation.
    """
    at, _ = await store.find_rules(tx, [])
    is_waiting = await store.is_last_from_visitor(tx, conversation)
    happening = StatusSet(status, at, is_last_from_visitor=is_waiting)
    decision = decide(conversation, happening)
    if decision.after == conversation:
        return conversation
    if conversation.chat_state == "completed" and decision.after.chat_state != "completed":
        await _refuse_second_live(tx, conversation)
    await save_decisions(tx, [(conversation, decision)], f"status_{status}", actor_id, at)
    is_spam = status == "spam"
    if is_spam or conversation.status == "spam":
        await visitors.set_spam(
            tx, conversation.project_id, conversation.visitor_id, is_spam=is_spam
        )
    name = await access.name_of_assignee(tx, decision.after)
    await tx.announce([ConversationChanged(conversation, decision.after, name, actor_id)])
    return decision.after


async def _refuse_second_live(tx: Transaction, conversation: Conversation) -> None:
    wanted = (conversation.project_id, conversation.visitor_id, "active")
    if await store.lock_newest(tx, [wanted]):
        raise Conflict("This visitor already has another open conversation.")


async def mark_read_by_agent(
    tx: Transaction, conversation: Conversation, up_to_seq: int
) -> Conversation:
    """Note that a member saw everything up to a `seq`; marks only move forward."""
    seq = min(up_to_seq, conversation.last_seq)
    if seq <= conversation.agent_read_seq:
        return conversation
    count = await store.customer_count_at(tx, conversation, seq)
    after = replace(
        conversation,
        agent_read_seq=seq,
        agent_read_count=count,
        revision=conversation.revision + 1,
    )
    await store.save(tx, [after])
    await tx.announce([AgentRead(conversation, after)])
    return after


async def mark_received_by_visitor(
    tx: Transaction,
    project_id: ProjectId,
    conversation_id: ConversationId,
    up_to_seq: int,
    mark: Literal["delivered", "read"],
) -> None:
    """Note what a widget confirmed or showed; what was read was also delivered."""
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
    if replace(after, revision=conversation.revision) == conversation:
        return
    at, _ = await store.find_rules(tx, [])
    await store.save(tx, [after])
    await tx.announce([VisitorReceived(conversation, after, at)])


async def release_chats_of_member(tx: Transaction, removed: MemberRemoved) -> None:
    """Let go of what a member holds, in the transaction that removes them."""
    at, _ = await store.find_rules(tx, [])
    for before in await store.lock_held_by(tx, removed.project_id, removed.user_id):
        decision = decide(before, HolderLost("removed", at))
        await save_decisions(tx, [(before, decision)], "holder_removed", removed.removed_by, at)
        changed = ConversationChanged(before, decision.after, None, removed.removed_by)
        await tx.announce([changed])


async def delete_conversations_of_project(tx: Transaction, deleted: ProjectDeleted) -> None:
    """Remove a project's conversations before its members, whom the held ones refer to."""
    await store.delete_of_project(tx, deleted.project_id)
