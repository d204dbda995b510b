"""What waits for clients that do not read is bounded in bytes, for one and for all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from frontdesk.infra.sockets import Hub, Socket
from frontdesk.infra.sockets.hub import MAX_BACKLOG_BYTES, MAX_TOTAL_BACKLOG_BYTES
from tests.infra.sockets.test_frames import until_quiet

if TYPE_CHECKING:
    from frontdesk.infra.sockets.engine_socket import EngineSocket

MEGABYTE = 1024 * 1024


class Wire:
    """Stands for a connection whose client reads nothing."""

    def __init__(self, backlog_bytes: int = 0) -> None:
        self.closed = self.closing = False
        self.backlog_bytes = backlog_bytes

    def write(self, packet: Any) -> None:  # noqa: ANN401 - a packet
        self.backlog_bytes += len(packet.frame)

    async def hang_up(self) -> None:
        self.closed = True
        self.backlog_bytes = 0


def joined(hub: Hub, sid: str, wire: Wire) -> Wire:
    socket = Socket(sid, "address", None, cast("EngineSocket", wire), hub)
    hub.add(socket)
    hub.join(socket, "room")
    return wire


async def test_who_does_not_read_is_closed_when_four_megabytes_wait() -> None:
    hub = Hub()
    deaf, other = joined(hub, "deaf", Wire()), joined(hub, "other", Wire())

    for _ in range(12):
        hub.deliver("room", "event", "x" * (MEGABYTE // 2))
        other.backlog_bytes = 0
        await until_quiet()

    assert (deaf.closed, other.closed) == (True, False)


async def test_never_does_more_than_that_and_one_packet_wait() -> None:
    hub = Hub()
    deaf = joined(hub, "deaf", Wire())
    most = 0

    for _ in range(12):
        hub.deliver("room", "event", "x" * (MEGABYTE // 2))
        most = max(most, deaf.backlog_bytes)
        await until_quiet()

    assert most <= MAX_BACKLOG_BYTES + MEGABYTE


async def test_of_many_who_do_not_read_the_slowest_are_closed_first() -> None:
    hub = Hub()
    slow = [joined(hub, f"slow {n}", Wire(3 * MEGABYTE - n)) for n in range(30)]
    quick = [joined(hub, f"quick {n}", Wire()) for n in range(5)]

    hub.deliver("room", "event", "x" * (MEGABYTE // 2))
    await until_quiet()

    assert sum(wire.backlog_bytes for wire in slow + quick) <= MAX_TOTAL_BACKLOG_BYTES
    assert not any(wire.closed for wire in quick)
    # The ones in front had most.
    assert [wire.closed for wire in slow] == sorted((wire.closed for wire in slow), reverse=True)
    assert 0 < sum(wire.closed for wire in slow) < 30
