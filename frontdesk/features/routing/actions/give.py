"""Chats change hands because somebody says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features import conversations, presence, projects
from frontdesk.features.conversations.model.transitions import Giving
from frontdesk.features.projects.model import Role
from frontdesk.features.routing.actions.take import claim_chat
from frontdesk.features.routing.events import ChatHandedOn
from frontdesk.infra.pause_points import pause_point
from frontdesk.kit.errors import Conflict, Forbidden

if TYPE_CHECKING:
    from frontdesk.features.conversations.model.conversation import Conversation
    from frontdesk.features.projects.model import Member
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ConversationId, ProjectId, UserId


class NotThere(Conflict):
    """This member can't answer right now. Give the chat to somebody who is available."""

    reason = "member_unavailable"
    advice = "Offer the members who are available."


async def release_chat(
    tx: Transaction, member_id: UserId, project_id: ProjectId, conversation_id: ConversationId
) -> Conversation:
    """Put a chat back: agents may put back their own, managers any."""
    member = await projects.lock_member(tx, member_id, project_id, Role.AGENT)
    held = await conversations.lock_for_posting(tx, project_id, conversation_id)
    await pause_point("routing.release_locked")
    await _refuse_others(tx, member, held)
    return await conversations.let_go(tx, held, "released", member_id)


async def unassign_chat(
    tx: Transaction, member_id: UserId, project_id: ProjectId, conversation_id: ConversationId
) -> Conversation:
    """Take a chat's agent away from it: as a release, and remembered as what it was."""
    member = await projects.lock_member(tx, member_id, project_id, Role.AGENT)
    held = await conversations.lock_for_posting(tx, project_id, conversation_id)
    await _refuse_others(tx, member, held)
    return await conversations.let_go(tx, held, "unassigned", member_id)


async def reassign_chat(
    tx: Transaction,
    manager_id: UserId,
    project_id: ProjectId,
    conversation_id: ConversationId,
    giving: Giving,
) -> Conversation:
    """Assign a chat to another agent, as a manager, no matter who has it.

    Raises `Invalid` when they are no member of this project, `NotThere` when they can't answer now.
    """
    await _lock_both(tx, manager_id, project_id, giving.agent_id)
    await projects.find_member(tx, manager_id, project_id, Role.MANAGER)
    before = await conversations.lock_for_posting(tx, project_id, conversation_id)
    await pause_point("routing.reassign_locked")
    if before.assignee_id != giving.agent_id:
        await _refuse_absent(tx, project_id, giving.agent_id)
    return await conversations.assign_chat(tx, manager_id, before, giving)


async def give_chat(
    tx: Transaction,
    member_id: UserId,
    project_id: ProjectId,
    conversation_id: ConversationId,
    giving: Giving,
) -> Conversation:
    """Assign a chat: agents hand over their own or take a free one; managers assign any.

    `giving.why` is left as a note in the thread. Taking one for oneself counts as a claim.
    """
    if giving.agent_id == member_id:
        taken = await claim_chat(tx, member_id, project_id, conversation_id)
        await _leave_note(tx, member_id, taken, giving.why)
        return taken
    await _lock_both(tx, member_id, project_id, giving.agent_id)
    member = await projects.find_member(tx, member_id, project_id, Role.AGENT)
    before = await conversations.lock_for_posting(tx, project_id, conversation_id)
    await pause_point("routing.give_locked")
    is_own = before.assignee_id == member_id
    await _refuse_others(tx, member, before)
    if before.assignee_id is None and not member.role.reaches(Role.MANAGER):
        # Agents take free chats for themselves; giving them to others is for managers.
        raise Forbidden
    if before.assignee_id != giving.agent_id:
        await _refuse_absent(tx, project_id, giving.agent_id)
    how = Giving(giving.agent_id, "handed_over" if is_own else "assigned")
    given = await conversations.assign_chat(tx, member_id, before, how)
    await _leave_note(tx, member_id, given, giving.why)
    return given


async def _lock_both(
    tx: Transaction, member_id: UserId, project_id: ProjectId, agent_id: UserId
) -> None:
    """Hold who gives and who gets, in id order: two who give to each other must not lock up."""
    await projects.find_member(tx, member_id, project_id, Role.AGENT)
    for user_id in sorted(dict.fromkeys((member_id, agent_id))):
        if user_id == agent_id:
            await conversations.lock_assignee(tx, project_id, agent_id)
        else:
            await projects.lock_member(tx, member_id, project_id, Role.AGENT)
        await pause_point("routing.member_held")


async def _refuse_others(tx: Transaction, member: Member, held: Conversation) -> None:
    """Refuse who neither holds the chat nor manages the project; an free one has nobody."""
    if held.assignee_id in (None, member.user_id) or member.role.reaches(Role.MANAGER):
        return
    raise await conversations.held_by(tx, held)


async def _refuse_absent(tx: Transaction, project_id: ProjectId, agent_id: UserId) -> None:
    state = await presence.find_availability(tx, project_id, agent_id)
    if state != "available":
        raise NotThere(fields={"assigneeId": f"This member is {state}."})


async def _leave_note(
    tx: Transaction, author_id: UserId, given: Conversation, note: str | None
) -> None:
    if note:
        await tx.announce([ChatHandedOn(given.project_id, given.id, author_id, note)])
