"""The bundled Redis: a Valkey server with an append-only file in the data folder."""

import signal
import socket
from pathlib import Path

from frontdesk.infra.embedded.binaries import find_valkey
from frontdesk.infra.embedded.ports import LOOPBACK, Access, settle_access
from frontdesk.infra.embedded.postgres import BundledServer
from frontdesk.infra.embedded.programs import Program
from frontdesk.infra.embedded.records import record_file, stop_left_over
from frontdesk.infra.embedded.users import choose_user, make_folder_for

STOP_SIGNAL = signal.SIGTERM
STOP_SECONDS = 10
PROBE_SECONDS = 0.5


def prepare_valkey(data_dir: Path) -> BundledServer:
    """Stop an earlier one, settle the port and password, and say how to start the server."""
    folder = data_dir / "valkey"
    record = record_file(data_dir, "valkey")
    stop_left_over(record, STOP_SIGNAL, STOP_SECONDS)
    user = choose_user(folder)
    make_folder_for(user, folder)
    access = settle_access(data_dir / "valkey.json")
    program = Program(
        name="valkey",
        # The settings arrive on standard input: a password on a command line is public.
        argv=(str(find_valkey()), "-"),
        stdin=_settings(access).encode(),
        directory=folder,
        record=record,
        stop_signal=STOP_SIGNAL,
        stop_seconds=STOP_SECONDS,
        user=user,
        log=data_dir / "logs" / "valkey.log",
        is_ready=lambda _pid: _answers(access),
    )
    return BundledServer(program, f"redis://:{access.password}@{LOOPBACK}:{access.port}/0")


def _settings(access: Access) -> str:
    return f"""
bind {LOOPBACK}
port {access.port}
requirepass {access.password}
dir .
appendonly yes
appendfsync everysec
maxmemory-policy noeviction
save ""
daemonize no
"""


def _answers(access: Access) -> bool:
    try:
        with socket.create_connection((LOOPBACK, access.port), PROBE_SECONDS) as probe:
            probe.settimeout(PROBE_SECONDS)
            probe.sendall(f"AUTH {access.password}\r\nPING\r\n".encode())
            heard = b""
            while heard.count(b"\r\n") < 2:  # noqa: PLR2004  # one line for each question
                piece = probe.recv(256)
                if not piece:
                    return False
                heard += piece
    except OSError:
        return False
    return heard == b"+OK\r\n+PONG\r\n"
