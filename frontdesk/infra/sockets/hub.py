"""The sockets of this process, by room.

Emitting is synchronous: a packet is encoded once and written to each socket in the
room. A socket that does not read fast enough is closed, so that memory stays bounded;
its client comes back and fetches what it missed.
"""

from __future__ import annotations

import asyncio
import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from frontdesk.infra.limits import TokenBucket, limits_acted
from frontdesk.infra.sockets.packets import ack_packet, event_packet
from frontdesk.kit.errors import RateLimited

if TYPE_CHECKING:
    from collections.abc import Iterable

    from frontdesk.infra.sockets.engine_socket import EngineSocket
    from frontdesk.infra.sockets.packets import Outgoing
    from frontdesk.kit.audience import RoomT
    from frontdesk.kit.protocol import PayloadT, Rate, ServerEvent

# What may wait for one socket before it gets nothing more, and for all of this process
# before the slowest is closed. A burst of some thousand messages must fit.
MAX_BACKLOG_BYTES = 4 * 1024 * 1024
MAX_TOTAL_BACKLOG_BYTES = 64 * 1024 * 1024
# How much is added before the total is counted anew.
_COUNT_EVERY_BYTES = 4 * 1024 * 1024


@dataclass(eq=False)
class Socket:
    """A socket, who owns it, and the rooms it is in.

    `owner` belongs to the features: whatever their `admit` returned, or what an event such as
    `identify` settled later.
    """

    sid: str
    address: str
    owner: Any
    wire: EngineSocket
    hub: Hub
    rooms: set[str] = field(default_factory=set)
    _buckets: dict[str, TokenBucket] = field(default_factory=dict)

    def take_turn(self, rate: Rate, event: str) -> None:
        """Count an event; raise `RateLimited` if it comes too often."""
        now = asyncio.get_running_loop().time()
        bucket = self._buckets.get(event)
        if bucket is None:
            bucket = self._buckets[event] = TokenBucket(rate.per_second, rate.burst, now)
        if not bucket.take(now):
            limits_acted.acted(f"{event} of one socket")
            raise RateLimited(retry_after_seconds=math.ceil(1 / rate.per_second))

    def join(self, room: str) -> None:
        """Enter a room of this process."""
        self.hub.join(self, room)

    def leave(self, room: str) -> None:
        """Leave a room."""
        self.hub.leave(self, room)

    def tell(self, event: ServerEvent[PayloadT, Any], payload: PayloadT) -> None:
        """Send an event to this socket alone."""
        self.hub.tell(self, event, payload)


class Hub:
    """Rooms of local sockets."""

    def __init__(self) -> None:
        self.sockets: dict[str, Socket] = {}
        self._rooms: dict[str, dict[str, Socket]] = {}
        self._closing: set[asyncio.Task[None]] = set()
        self._added_bytes = 0

    def add(self, socket: Socket) -> None:
        """Take a connected socket in."""
        self.sockets[socket.sid] = socket

    def remove(self, socket: Socket) -> None:
        """Forget a socket and take it out of its rooms."""
        for room in list(socket.rooms):
            self.leave(socket, room)
        self.sockets.pop(socket.sid, None)

    def join(self, socket: Socket, room: str) -> None:
        """Put a socket into a room."""
        self._rooms.setdefault(room, {})[socket.sid] = socket
        socket.rooms.add(room)

    def leave(self, socket: Socket, room: str) -> None:
        """Take a socket out of a room; an empty room is forgotten."""
        members = self._rooms.get(room)
        if members is not None:
            members.pop(socket.sid, None)
            if not members:
                del self._rooms[room]
        socket.rooms.discard(room)

    def members(self, room: str) -> Iterable[Socket]:
        """Return the sockets in a room."""
        return list(self._rooms.get(room, {}).values())

    def emit(self, to: RoomT, event: ServerEvent[PayloadT, RoomT], payload: PayloadT) -> None:
        """Tell everyone in a room."""
        self.deliver(to.room, event.name, payload)

    def deliver(
        self, room: str, event: str, payload: object, except_room: str | None = None
    ) -> None:
        """Tell everyone in a room, save those also in another, what was declared elsewhere.

        For what another process announced, which is passed on as it came; all else is told
        with `emit`.
        """
        members = self._rooms.get(room)
        if not members:
            return
        excepted = self._rooms.get(except_room, {}) if except_room else {}
        told = [socket for sid, socket in members.items() if sid not in excepted]
        if told:
            self._queue(told, event_packet(event, payload))

    def tell(self, socket: Socket, event: ServerEvent[PayloadT, Any], payload: PayloadT) -> None:
        """Tell one socket."""
        self._queue([socket], event_packet(event.name, payload))

    def acknowledge(self, socket: Socket, ack_id: int, ack: object) -> None:
        """Answer one event of a socket."""
        self._queue([socket], ack_packet(ack_id, ack))

    def close(self, socket: Socket) -> None:
        """Disconnect a socket from our side; it is told nothing more from now on."""
        for room in list(socket.rooms):
            self.leave(socket, room)
        task = asyncio.ensure_future(socket.wire.hang_up())
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)

    def _queue(self, sockets: Iterable[Socket], packet: Outgoing) -> None:
        for socket in sockets:
            wire = socket.wire
            if wire.closed or wire.closing:
                continue
            backlog_bytes = wire.backlog_bytes
            if backlog_bytes > MAX_BACKLOG_BYTES:
                limits_acted.acted("backlog of one socket")
                self.close(socket)
                continue
            wire.write(packet)
            self._added_bytes += len(packet.frame)
        if self._added_bytes >= _COUNT_EVERY_BYTES:
            self._close_slowest()

    def _close_slowest(self) -> None:
        """Keep what waits for everybody within its bound, at the cost of who reads least."""
        self._added_bytes = 0
        waiting = {one: one.wire.backlog_bytes for one in self.sockets.values()}
        total_bytes = sum(waiting.values())
        for socket in sorted(waiting, key=lambda one: waiting[one], reverse=True):
            if total_bytes <= MAX_TOTAL_BACKLOG_BYTES:
                return
            limits_acted.acted("backlog of all sockets")
            self.close(socket)
            total_bytes -= waiting[socket]
