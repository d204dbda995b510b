"""Who has a chat: taken, assigned, released.

Locks are taken in one order everywhere: project, member, visitor, conversation, message.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features import projects
from frontdesk.features.conversations import access, store
from frontdesk.features.conversations.actions.save import Cause, save_and_announce
from frontdesk.features.conversations.model.conversation import Conversation
from frontdesk.features.conversations.model.decide import decide
from frontdesk.features.conversations.model.transitions import (
    INVOLUNTARY,
    ChatAssigned,
    ChatTaken,
    Giving,
    HeldByAnother,
    HolderLost,
    NoSuchMember,
    PersonAskedFor,
    QueueEntered,
    WentQuiet,
)
from frontdesk.features.conversations.wire import HowAssigned
from frontdesk.infra.pause_points import pause_point
from frontdesk.kit.errors import Conflict, NotFound

if TYPE_CHECKING:
    from frontdesk.features.conversations.model.transitions import LossReason
    from frontdesk.features.projects.events import MemberDeactivated, MemberRemoved, ProjectDeleted
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ConversationId, ProjectId, UserId


class AtCapacity(Conflict):
    """You have as many chats as your project lets one agent take. Answer one first."""

    reason = "at_capacity"
    advice = "Offer nothing new until one of the chats is answered."


async def take_chat(
    tx: Transaction,
    agent_id: UserId,
    project_id: ProjectId,
    conversation_id: ConversationId,
    how: HowAssigned,
) -> Conversation:
    """Give the chat to the agent who claims it, takes it next, or is pushed it.

    The agent's place is held by `projects.lock_taker`. Raises `HeldByAnother` with the holder's
    name, `Finished`, or `AtCapacity`.
    """
    before = await access.lock_for_posting(tx, project_id, conversation_id)
    await pause_point("conversations.claim_locked")
    at, has_room = await store.find_room(tx, project_id, agent_id)
    try:
        decision = decide(before, ChatTaken(agent_id, at, how))
    except HeldByAnother as refusal:
        # Decided without a query; the loser alone pays for the winner's name.
        raise await held_by(tx, before) from refusal
    # The member's row is locked, so nobody else adds to this agent's load meanwhile; a
    # trigger counts again behind us.
    if before.chat_state != "assigned" and decision.after != before and not has_room:
        raise AtCapacity
    return await save_and_announce(tx, before, decision, Cause(how, agent_id))


async def assign_chat(
    tx: Transaction,
    actor_id: UserId,
    conversation: Conversation,
    giving: Giving,
) -> Conversation:
    """Give a chat this transaction has locked to an agent whose place `lock_assignee` held."""
    at = await store.now(tx)
    given = ChatAssigned(giving.agent_id, at, giving.how, actor_id)
    details = {"why": giving.why} if giving.why else {}
    cause = Cause(giving.how, actor_id, details)
    return await save_and_announce(tx, conversation, decide(conversation, given), cause)


async def lock_assignee(tx: Transaction, project_id: ProjectId, agent_id: UserId) -> None:
    """Lock the member row of the agent who gets the chat until commit; no other row will do."""
    try:
        await projects.lock_taker(tx, agent_id, project_id)
    except NotFound as error:
        problem = "Nobody of this project."
        raise NoSuchMember(fields={"assigneeId": problem}) from error


async def let_go(
    tx: Transaction,
    conversation: Conversation,
    reason: LossReason,
    actor_id: UserId | None,
) -> Conversation:
    """End the assignment of a chat this transaction has locked; the visitor keeps their place.

    Losing the agent involuntarily as often as the project allows makes the
    chat urgent.
    """
    at = await store.now(tx)
    # Earlier losses are counted while the chat is locked, so none is counted twice or missed.
    is_too_often = reason in INVOLUNTARY and await store.is_lost_too_often(tx, conversation)
    decision = decide(conversation, HolderLost(reason, at, is_once_too_often=is_too_often))
    return await save_and_announce(tx, conversation, decision, Cause(reason, actor_id))


async def ask_for_person(
    tx: Transaction, conversation: Conversation, *, is_holder_there: bool
) -> Conversation:
    """Put a chat this transaction has locked where a person answers it."""
    at = await store.now(tx)
    decision = decide(conversation, PersonAskedFor(at, is_holder_there))
    return await save_and_announce(tx, conversation, decision, Cause("person_asked_for"))


async def enter_queue(tx: Transaction, conversation: Conversation) -> Conversation:
    """Let a person answer what the responder will not."""
    decision = decide(conversation, QueueEntered(await store.now(tx)))
    return await save_and_announce(tx, conversation, decision, Cause("queued"))


async def turn_pending(tx: Transaction, conversation: Conversation) -> Conversation:
    """Note that the visitor went quiet on a conversation this transaction has locked."""
    decision = decide(conversation, WentQuiet(await store.now(tx)))
    return await save_and_announce(tx, conversation, decision, Cause("auto_pending"))


async def release_chats_of_member(tx: Transaction, removed: MemberRemoved) -> None:
    """Release a member's chats, in the transaction that removes them."""
    # Their member row is locked by who removes them: nobody gives them another chat meanwhile.
    for conversation in await store.lock_held_by(tx, removed.project_id, removed.user_id):
        await let_go(tx, conversation, "removed", removed.removed_by)


async def release_chats_of_deactivated(tx: Transaction, member: MemberDeactivated) -> None:
    """Release a member's chats, in the transaction that deactivates their account."""
    for conversation in await store.lock_held_by(tx, member.project_id, member.user_id):
        await let_go(tx, conversation, "removed", member.changed_by)


async def delete_conversations_of_project(tx: Transaction, deleted: ProjectDeleted) -> None:
    """Remove a project's conversations before its members, whom the held ones refer to."""
    await store.delete_of_project(tx, deleted.project_id)


async def held_by(tx: Transaction, conversation: Conversation) -> HeldByAnother:
    """Return who has the chat, for the agent who came second."""
    name = await store.name_of_assignee(tx, conversation) or "Somebody else"
    return HeldByAnother(f"{name} has this chat.", fields={"assignee": name})
