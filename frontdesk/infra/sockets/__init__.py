"""Socket.IO as we use it: strict packets, one handler at a time, local rooms, coded refusals."""

from frontdesk.infra.ephemeral import EPHEMERAL_CHANNEL, EphemeralEvents
from frontdesk.infra.sockets.frames import FrameProtocol
from frontdesk.infra.sockets.guard import PollGuard
from frontdesk.infra.sockets.handshake import ADDRESS, Admitted, Handshake
from frontdesk.infra.sockets.hub import Hub, Socket
from frontdesk.infra.sockets.packets import MAX_PACKET_BYTES
from frontdesk.infra.sockets.registry import EVENT_REFUSED, Ack, SocketEvent, dispatch, on
from frontdesk.infra.sockets.server import Admit, SocketServer

__all__ = [
    "ADDRESS",
    "EPHEMERAL_CHANNEL",
    "EVENT_REFUSED",
    "MAX_PACKET_BYTES",
    "Ack",
    "Admit",
    "Admitted",
    "EphemeralEvents",
    "FrameProtocol",
    "Handshake",
    "Hub",
    "PollGuard",
    "Socket",
    "SocketEvent",
    "SocketServer",
    "dispatch",
    "on",
]
