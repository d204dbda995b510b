"""Who can get a chat, and who can answer the one they have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features.presence import store

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from frontdesk.features.presence.model import AvailableAgent
    from frontdesk.features.presence.wire import Availability
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ProjectId, UserId


async def find_available(tx: Transaction, project_id: ProjectId) -> list[UserId]:
    """Find the members who can be given a chat now."""
    return await store.available_agents(tx, project_id)


async def find_available_among(
    tx: Transaction, agents: Collection[AvailableAgent]
) -> set[AvailableAgent]:
    """Find those who can answer their chats, even while they reload the page."""
    return await store.available_among(tx, agents) if agents else set()


async def find_availabilities(
    tx: Transaction, project_id: ProjectId, user_ids: Collection[UserId]
) -> Mapping[UserId, Availability]:
    """Find how each of these members can be reached."""
    return await store.find_states(tx, project_id, user_ids)


async def find_availability(
    tx: Transaction, project_id: ProjectId, user_id: UserId
) -> Availability:
    """Find how a member can be reached; someone never seen is offline."""
    return await store.find_state(tx, project_id, user_id)
