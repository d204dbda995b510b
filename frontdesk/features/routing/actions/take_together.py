"""Agents who ask for the next chat at the same moment are served in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from frontdesk.features import conversations, projects
from frontdesk.features.routing import store
from frontdesk.features.routing.model import choose_next
from frontdesk.kit.errors import NotFound, Refused

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from frontdesk.features.conversations.model import Conversation
    from frontdesk.features.routing.model import Waiting
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ConversationId, ProjectId, UserId


class AskAlone(Refused):
    """Ask again, alone: what is yours may stand further back in the queue."""


# What one of them gets; `AskAlone` when only `take_next` can tell.
Served: TypeAlias = "Conversation | Refused"


async def take_together(
    tx: Transaction, agent_ids: Sequence[UserId], project_id: ProjectId
) -> list[Served]:
    """Give each agent the chat that is his turn, in the order in which they asked.

    As `take_next` for each; the first chats of the queue are held at once. Whoever has a
    visitor of his own waiting, or may not have the first chats, is told to ask alone.
    """
    members = await projects.hold_takers(tx, agent_ids, project_id)
    if not members:
        return [NotFound() for _ in agent_ids]
    mode, rooms, free = await store.find_rooms(tx, project_id, sorted(members))
    own = await store.has_his(tx, project_id, sorted(members)) if mode == "sticky" else set()
    served = [one for one in agent_ids if _refusal(one, members, rooms, own) is None]
    left = await store.pick_several(tx, project_id, len(served))
    takers: dict[ConversationId, UserId] = {}
    answers: list[ConversationId | Refused] = []
    for agent_id in agent_ids:
        refusal = _refusal(agent_id, members, rooms, own)
        can_another = bool(free - {agent_id})
        chosen = None if refusal else _first_for(left, agent_id, can_another=can_another)
        if chosen is None:
            answers.append(refusal or AskAlone())
        else:
            left.remove(chosen)
            takers[chosen.id] = agent_id
            rooms[agent_id] -= 1
            answers.append(chosen.id)
    taken = await _take(tx, project_id, takers)
    return [one if isinstance(one, Refused) else taken[one] for one in answers]


def _refusal(
    agent_id: UserId, members: set[UserId], rooms: Mapping[UserId, int], own: set[UserId]
) -> Refused | None:
    if agent_id not in members:
        return NotFound()
    if rooms[agent_id] <= 0:
        return conversations.AtCapacity()
    return AskAlone() if agent_id in own else None


def _first_for(left: list[Waiting], agent_id: UserId, *, can_another: bool) -> Waiting | None:
    # They come in the queue's order, and whoever has a visitor of his own is not here.
    if left and left[0].last_assignee_id != agent_id:
        return left[0]
    return choose_next(left, agent_id, "queue", can_another=can_another)


async def _take(
    tx: Transaction, project_id: ProjectId, takers: Mapping[ConversationId, UserId]
) -> dict[ConversationId, Conversation]:
    if not takers:
        return {}
    taken = await conversations.take_held_chats(tx, project_id, takers, "next")
    return {one.id: one for one in taken}
