"""What can happen to the presence of agents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from frontdesk.features.presence.wire import Availability
    from frontdesk.kit.ids import ProjectId, UserId


@dataclass(frozen=True)
class AgentStateChanged:
    """A member became available, idle, away or offline. Ephemeral: not in the feed."""

    project_id: ProjectId
    user_id: UserId
    state: Availability
