"""Counting, and moving what is stuck."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from frontdesk.features import conversations, messages, presence, projects, routing
from frontdesk.features.conversations.events import ConversationChanged
from frontdesk.features.conversations.model.transitions import AssignmentChange, Decision, Giving
from frontdesk.features.projects.model import Role
from frontdesk.features.projects.wire.settings import RoutingGroup
from frontdesk.features.reports import store
from frontdesk.kit.errors import Conflict, Invalid

if TYPE_CHECKING:
    from datetime import datetime

    from frontdesk.features.conversations.model.conversation import Conversation
    from frontdesk.features.messages.events import MessagePosted
    from frontdesk.features.projects.events import SettingsChanged
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ConversationId, ProjectId, UserId


class InvalidDays(Invalid):
    """These are not the days of a report."""

    reason = "invalid_days"
    advice = "Give days as YYYY-MM-DD, the earlier one first."


class NotStuck(Conflict):
    """This chat is not stuck any more."""

    reason = "not_stuck"
    advice = "Fetch the list of stuck chats again."


async def count_reply(tx: Transaction, posted: MessagePosted) -> None:
    """Count an agent's message on its day, in the transaction that stores it."""
    if posted.message.sender_type != "agent":
        return
    # Moving the days counts everything again, and must not miss what is on its way.
    message = posted.message
    await store.share_days(tx, message.project_id)
    await store.count_reply(tx, message.project_id, message.id)


async def count_days_again(tx: Transaction, changed: SettingsChanged) -> None:
    """Count every day anew when a project's days begin at another hour."""
    before, after = changed.before, changed.after
    if not (isinstance(before, RoutingGroup) and isinstance(after, RoutingGroup)):
        return
    if before.time_zone == after.time_zone:
        return
    await store.lock_days(tx, changed.project_id)
    await store.count_all_days(tx, changed.project_id)


async def fix_stuck_chat(
    tx: Transaction, manager_id: UserId, project_id: ProjectId, conversation_id: ConversationId
) -> Conversation:
    """Get a stuck chat going again: set right what contradicts itself, and find it an agent.

    Raises `NotStuck` when somebody was faster, or it moved by itself.
    """
    await projects.lock_member(tx, manager_id, project_id, Role.MANAGER)
    agent_id = await _least_loaded(tx, project_id)
    before = await conversations.lock_for_posting(tx, project_id, conversation_id)
    reason = await store.why_stuck(tx, project_id, conversation_id)
    if reason is None:
        raise NotStuck
    at, _ = await conversations.find_rules(tx, [])
    set_right = before
    if reason == "contradiction":
        set_right = await _set_right(tx, before, manager_id, at)
    if set_right.chat_state != "waiting_assignment":
        return set_right
    if agent_id is None:
        return await _put_first(tx, set_right, manager_id, at)
    return await conversations.assign_chat(tx, manager_id, set_right, Giving(agent_id, "assigned"))


async def _least_loaded(tx: Transaction, project_id: ProjectId) -> UserId | None:
    """Choose an agent and lock their member row: members are locked before conversations."""
    agent_id = await routing.choose_for_stuck(tx, project_id)
    if agent_id is not None:
        await conversations.lock_assignee(tx, project_id, agent_id)
        if await presence.find_availability(tx, project_id, agent_id) != "available":
            return None
    return agent_id


async def _set_right(
    tx: Transaction, before: Conversation, actor_id: UserId, at: datetime
) -> Conversation:
    """Let the messages decide whose turn it is; a recorded assignment ends."""
    waiting_since = await messages.unanswered_since(tx, before)
    waits = waiting_since is not None
    after = replace(
        before,
        chat_state="waiting_assignment" if waits else "waiting_real_user_reply",
        status="open" if waits else before.status,
        assignee_id=None,
        assigned_at=None,
        last_assignee_id=before.assignee_id or before.last_assignee_id,
        waiting_since=waiting_since,
        queued_at=at if waits else None,
        tries=0,
    )
    return await _save(tx, before, Decision(after, AssignmentChange(ends="released")), actor_id, at)


async def _put_first(
    tx: Transaction, before: Conversation, actor_id: UserId, at: datetime
) -> Conversation:
    """Nobody is there to be asked: the next one to come gets it before all others."""
    after = replace(before, priority="urgent", tries=0, queued_at=before.queued_at or at)
    return await _save(tx, before, Decision(after), actor_id, at)


async def _save(
    tx: Transaction, before: Conversation, decision: Decision, actor_id: UserId, at: datetime
) -> Conversation:
    after = replace(
        decision.after,
        version=before.version + 1,
        revision=before.revision + 1,
        turn=before.turn + 1,
        updated_at=at,
    )
    counted = Decision(after, decision.assignment)
    await conversations.save_decisions(tx, [(before, counted)], "repaired", actor_id, at)
    name = await conversations.name_of_assignee(tx, after)
    await tx.announce([ConversationChanged(before, after, name, actor_id, "repaired")])
    return after
