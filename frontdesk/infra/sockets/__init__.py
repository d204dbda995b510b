"""Socket.IO as we use it: strict packets, one handler at a time, local rooms, coded refusals."""

from frontdesk.infra.ephemeral import EPHEMERAL_CHANNEL, EphemeralEvents
from frontdesk.infra.sockets.frames import FrameProtocol
from frontdesk.infra.sockets.guard import FrameGuard
from frontdesk.infra.sockets.handshake import Admitted, Handshake
from frontdesk.infra.sockets.hub import Hub, Socket
from frontdesk.infra.sockets.packets import MAX_PACKET_BYTES
from frontdesk.infra.sockets.registry import EVENT_REFUSED, Ack, SocketEvent, dispatch, on
from frontdesk.infra.sockets.server import Admit, SocketServer

__all__ = [
    "EPHEMERAL_CHANNEL",
    "EVENT_REFUSED",
    "MAX_PACKET_BYTES",
    "Ack",
    "Admit",
    "Admitted",
    "EphemeralEvents",
    "FrameGuard",
    "FrameProtocol",
    "Handshake",
    "Hub",
    "Socket",
    "SocketEvent",
    "SocketServer",
    "dispatch",
    "on",
]
