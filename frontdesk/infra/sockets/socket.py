"""One connected socket."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from engineio.async_socket import AsyncSocket

    from frontdesk.infra.sockets.hub import Hub


@dataclass(eq=False)
class Socket:
    """A socket, who owns it, and the rooms it is in.

    `owner` belongs to the features: whatever their `admit` returned, or what an event such as
    `identify` settled later.
    """

    sid: str
    address: str
    owner: Any
    wire: AsyncSocket
    hub: Hub
    rooms: set[str] = field(default_factory=set)

    def join(self, room: str) -> None:
        """Enter a room of this process."""
        self.hub.join(self, room)

    def leave(self, room: str) -> None:
        """Leave a room."""
        self.hub.leave(self, room)

    def tell(self, event: str, payload: object) -> None:
        """Send an event to this socket alone."""
        self.hub.tell(self, event, payload)
