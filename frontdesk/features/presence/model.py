"""What a web process knows of the sockets connected to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from frontdesk.kit.errors import Unauthorized

if TYPE_CHECKING:
    from frontdesk.features.accounts.model import SignedIn
    from frontdesk.features.presence.wire import AgentState
    from frontdesk.features.visitors.model import VisitorIdentity
    from frontdesk.kit.ids import ProjectId


@dataclass
class VisitorSeat:
    """The owner of a visitor's socket; `identity` is settled once, by `identify`."""

    project_id: ProjectId
    offered_token: str | None
    origin: str | None
    identity: VisitorIdentity | None = None
    conversation_id: int | None = None

    def settled(self) -> VisitorIdentity:
        """Return who owns the socket; raise `Unauthorized` before `identify`."""
        if self.identity is None:
            raise Unauthorized("Say who you are first: identify.")
        return self.identity


@dataclass
class AgentSeat:
    """The owner of an agent's socket, and the projects whose rooms it is in."""

    someone: SignedIn
    states: dict[int, AgentState] = field(default_factory=dict)


def project_room(project_id: int) -> str:
    """Name the room of a project's members."""
    return f"project:{project_id}"


def member_room(project_id: int, user_id: int) -> str:
    """Name the room of one member's own sockets in a project."""
    return f"project:{project_id}:user:{user_id}"
