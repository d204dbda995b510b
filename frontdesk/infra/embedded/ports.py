"""Where a bundled server listens: on the loopback address, with a password of its own."""

import secrets
import socket
from pathlib import Path

import msgspec

from frontdesk.infra.embedded.files import write_private

LOOPBACK = "127.0.0.1"
# Below the ports that kernels hand to outgoing connections, so that no passing
# connection can sit on the port while its server restarts.
FIRST_PORT, LAST_PORT = 20_000, 32_000


class Access(msgspec.Struct, frozen=True):
    """The port and password of one bundled server, kept in the data folder."""

    port: int
    password: str


class NoFreePort(Exception):
    """No free port was found on the loopback address."""


def settle_access(file: Path) -> Access:
    """Keep the earlier port if it is still free, and always the earlier password."""
    try:
        earlier = msgspec.json.decode(file.read_bytes(), type=Access)
    except (OSError, msgspec.DecodeError):
        access = Access(free_port(), secrets.token_urlsafe(24))
    else:
        if _is_free(earlier.port):
            return earlier
        access = Access(free_port(), earlier.password)
    write_private(file, msgspec.json.encode(access))
    return access


def free_port() -> int:
    for _ in range(200):
        port = FIRST_PORT + secrets.randbelow(LAST_PORT - FIRST_PORT)
        if _is_free(port):
            return port
    raise NoFreePort


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True
