"""Chats leave the queue: taken by an agent, or pushed to one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features import conversations, projects
from frontdesk.features.routing import store
from frontdesk.features.routing.model import choose_agent
from frontdesk.infra.pause_points import pause_point

if TYPE_CHECKING:
    from frontdesk.features.conversations.model.conversation import Conversation
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ConversationId, ProjectId, UserId


async def claim_chat(
    tx: Transaction, agent_id: UserId, project_id: ProjectId, conversation_id: ConversationId
) -> Conversation:
    """Give an agent the chat they chose, whether or not it is in the queue."""
    # The member before the chat, as everywhere: two claims of one agent come one after the
    # other here, two agents who claim one chat when they lock it.
    await projects.lock_taker(tx, agent_id, project_id)
    return await conversations.take_chat(tx, agent_id, project_id, conversation_id, "claimed")


async def take_next(
    tx: Transaction, agent_id: UserId, project_id: ProjectId
) -> Conversation | None:
    """Give an agent the next chat of the queue; None when nothing waits for them.

    Raises `AtCapacity`. However many ask at once, each gets another one, and nobody waits
    for anybody: what another is taking right now is passed over.
    """
    await projects.lock_taker(tx, agent_id, project_id)
    await pause_point("routing.taker_held")
    room = await store.find_capacity(tx, project_id, agent_id)
    if not room.has_room:
        raise conversations.AtCapacity
    picked = await store.pick_next(
        tx,
        project_id,
        agent_id,
        is_sticky=room.mode == "sticky",
        can_another=room.can_another,
    )
    if picked is None:
        return None
    await pause_point("routing.picked")
    return await conversations.take_chat(tx, agent_id, project_id, picked, "next")


async def push_one(tx: Transaction, project_id: ProjectId) -> bool:
    """Assign the first chat of the queue to the agent with the least load; False if there is none.

    The agent's row is locked before the chat's, as everywhere, so the chat is looked at twice:
    once to choose for whom, and once to have it.
    """
    await store.lock_pushing(tx, project_id)
    first = await store.find_first(tx, project_id)
    if first is None:
        return False
    free = await store.find_free_agents(tx, project_id)
    agent_id = choose_agent(free, first.last_assignee_id)
    if agent_id is None:
        return False
    await projects.lock_taker(tx, agent_id, project_id)
    await pause_point("routing.push_chosen")
    if await store.pick_waiting(tx, project_id, first.id):
        await conversations.take_chat(tx, agent_id, project_id, first.id, "pushed")
    return True


async def choose_for_stuck(tx: Transaction, project_id: ProjectId) -> UserId | None:
    """Choose who could take a stuck chat now: the agent with the least load, in any mode."""
    return choose_agent(await store.find_free_agents(tx, project_id), None)
