"""Who can get a chat, and who can answer the one they have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features import accounts, projects
from frontdesk.features.presence import store
from frontdesk.infra.expiring_cache import ExpiringCache

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from frontdesk.features.presence.model import AgentConnection
    from frontdesk.infra.database import Database, Transaction
    from frontdesk.kit.clock import Clock
    from frontdesk.kit.ids import ProjectId

TEAM_KEPT_SECONDS = 2.0


async def find_without_rights(
    tx: Transaction, connections: Collection[AgentConnection], now: datetime
) -> list[AgentConnection]:
    """Find the connections whose session is over, or whose owner's place is not what it was."""
    sessions = {one.someone.session_id for one in connections}
    places = {place for one in connections for place in one.places()}
    dead = await accounts.revoked_or_removed(tx, sessions, now)
    lost = await projects.lost_memberships(tx, places)
    return [
        one
        for one in connections
        if one.someone.session_id in dead or not lost.isdisjoint(one.places())
    ]


class TeamCache:
    """Whether anybody of a team could answer, each at most two seconds old.

    Every page view of every site asks.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._kept = ExpiringCache(clock, self._find_now)

    async def is_anybody_there(self, project_id: ProjectId) -> bool:
        """Whether an agent of this project can get a chat."""
        return await self._kept.find(project_id, TEAM_KEPT_SECONDS)

    async def _find_now(self, project_id: ProjectId) -> bool:
        async with self._database.snapshot() as tx:
            return bool(await store.find_available(tx, project_id))
