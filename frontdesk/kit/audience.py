"""Who hears an event: one visitor, everyone in a project's room, one member.

An audience is a value, and its class is part of an event's declaration, so a type checker
refuses to send a visitor what members are told.
"""

from typing import ClassVar, Literal, TypeAlias, TypeVar

import msgspec
from typing_extensions import override

# The two kinds of client that connect to a socket.
Peer: TypeAlias = Literal["visitor", "agent"]


class Audience(msgspec.Struct, frozen=True):
    """Some sockets, all of visitors or all of agents."""

    peer: ClassVar[Peer]
    # As the protocol's documents call it.
    label: ClassVar[str]


class Room(Audience, frozen=True):
    """The sockets of one room, of every web process."""

    @property
    def room(self) -> str:
        """The room whose sockets hear it."""
        raise NotImplementedError


RoomT = TypeVar("RoomT", bound=Room)


class OneVisitor(Room, frozen=True):
    """All tabs of the visitor whose token carries this key.

    The key is in the room's name, so that a visitor's public uid opens nothing.
    """

    peer = "visitor"
    label = "the visitor of the conversation, in every tab"

    project_id: int
    key: str

    @property
    @override
    def room(self) -> str:
        """The room of this visitor's tabs."""
        return f"visitor:{self.project_id}:{self.key}"


class ProjectMembers(Room, frozen=True):
    """Every member who has joined the project's room."""

    peer = "agent"
    label = "every member in the project's room"

    project_id: int

    @property
    @override
    def room(self) -> str:
        """The project's room; clients know it by this name."""
        return f"project:{self.project_id}"


class OneMember(Room, frozen=True):
    """The sockets of one member in a project."""

    peer = "agent"
    label = "one member, in every window"

    project_id: int
    user_id: int

    @property
    @override
    def room(self) -> str:
        """The room of this member's own sockets."""
        return f"project:{self.project_id}:user:{self.user_id}"


class OneVisitorConnection(Audience, frozen=True):
    """The one connection of a visitor that is being spoken to."""

    peer = "visitor"
    label = "this connection of the visitor"


class OneMemberConnection(Audience, frozen=True):
    """The one connection of a member that is being spoken to."""

    peer = "agent"
    label = "this connection of the member"
