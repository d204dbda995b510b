"""What a web process knows of the sockets connected to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

from frontdesk.kit.errors import Invalid, NotFound, Unauthorized

if TYPE_CHECKING:
    from frontdesk.features.accounts.model import SignedIn
    from frontdesk.features.presence.wire import AgentState
    from frontdesk.features.projects.model import Role
    from frontdesk.features.visitors.model import VisitorIdentity
    from frontdesk.infra.database import Database
    from frontdesk.infra.sockets import EphemeralEvents
    from frontdesk.kit.ids import ProjectId, UserId

# A project and the member of it.
AvailableAgent: TypeAlias = "tuple[ProjectId, UserId]"

# An agent attends to a chat for so long after they typed in it, or had it open and touched a key.
ATTENTION_SECONDS = 60

# Beats that say nothing new are written down at most this often.
BEAT_APART_SECONDS = 5.0

# On which PostgreSQL tells web processes whose rights may have ended.
RIGHTS_CHANNEL = "frontdesk_rights"


class NotIdentified(Unauthorized):
    """Say who you are first: identify."""

    reason = "not_identified"
    advice = "Send `identify`, then this again."


class NotAdmitted(Unauthorized):
    """This page may not connect."""

    reason = "not_admitted"
    advice = "Add the page's domain to the project's allowed domains; check the project's id."


class NoApiKeys(Unauthorized):
    """There are no API keys yet. Sign in with the session cookie."""

    reason = "no_api_keys"


class NoIdentityTokens(Unauthorized):
    """Identity tokens are not taken yet: leave `token` out of identify."""

    reason = "no_identity_tokens"


class InvalidPageAddress(Invalid):
    """This is no page's address."""

    reason = "invalid_page_address"


class RoomNotJoined(NotFound):
    """Join the project's room first."""

    reason = "room_not_joined"
    advice = "Send `joinProjectRoom`, then this again."


@dataclass
class VisitorConnection:
    """A visitor's connection; `identity` is settled once, by `identify`."""

    project_id: ProjectId
    offered_token: str | None
    origin: str | None
    identity: VisitorIdentity | None = None
    conversation_id: int | None = None
    # Whether a member has ever answered in that conversation.
    is_answered: bool = False
    # Blocked: nothing this visitor does is shown to members.
    is_blocked: bool = False

    def is_identified(self) -> bool:
        """Whether it was said who owns the socket."""
        return self.identity is not None

    def settled(self) -> VisitorIdentity:
        """Return who owns the socket; raise `Unauthorized` before `identify`."""
        if self.identity is None:
            raise NotIdentified
        return self.identity


@dataclass(frozen=True)
class Activity:
    """A member's own input, and the conversation it was for: where they typed, or what is open."""

    conversation_id: int | None = None


@dataclass(frozen=True)
class LastBeat:
    """What a socket said of its owner when that was last written down, and when."""

    state: AgentState
    is_active: bool
    viewing: int | None
    at_seconds: float

    def covers(self, later: LastBeat) -> bool:
        """Whether writing down a later beat would add nothing."""
        is_new_input = later.is_active and (not self.is_active or later.viewing != self.viewing)
        is_news = later.state != self.state or is_new_input
        return not is_news and later.at_seconds - self.at_seconds < BEAT_APART_SECONDS


@dataclass
class AgentConnection:
    """An agent's connection, and the projects whose rooms it is in.

    `roles` are what its owner was in each when they joined; it ends when that has changed.
    """

    someone: SignedIn
    roles: dict[int, Role] = field(default_factory=dict)
    states: dict[int, AgentState] = field(default_factory=dict)
    beats: dict[int, LastBeat] = field(default_factory=dict)

    def places(self) -> list[tuple[int, int, Role]]:
        """Who its owner was taken for: user, project and role, of each room."""
        user_id = self.someone.user.id
        return [(user_id, project_id, role) for project_id, role in self.roles.items()]


@dataclass(frozen=True)
class RightsEnded:
    """Rights of a user, or to be in a project, may have ended: whose sockets to look at."""

    of: Literal["user", "project"]
    id: int

    def to_text(self) -> str:
        """Write it as the web processes are told it."""
        return f"{self.of}:{self.id}"


def read_rights_ended(text: str) -> RightsEnded | None:
    """Read what a web process was told; None if it has to look at everybody."""
    of, _, number = text.partition(":")
    match of:
        case "user" | "project" if number.isascii() and number.isdigit():
            return RightsEnded(of, int(number))
    return None


@dataclass(frozen=True)
class Attendance:
    """Where agents' presence is kept, and how the others hear of it."""

    database: Database
    ephemeral: EphemeralEvents
