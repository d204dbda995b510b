"""A Frontdesk of our own to measure: PostgreSQL, Redis, one web and one worker process."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import asyncpg

from frontdesk.entrypoints.migrate import migrate
from frontdesk.infra import embedded

if TYPE_CHECKING:
    from collections.abc import Iterator

HOST = "127.0.0.1"
START_SECONDS = 60
STOP_SECONDS = 10


@dataclass
class BenchServer:
    """Where everything answers, and the two processes under measurement."""

    database_url: str
    redis_url: str
    port: int
    logs: Path
    secret_key: str
    # Settings that differ from those of the other benchmarks.
    settings: dict[str, str]
    web: subprocess.Popen[bytes] = field(init=False)
    worker: subprocess.Popen[bytes] = field(init=False)

    def __post_init__(self) -> None:
        """Start both processes."""
        self.web = _start(self, "web")
        self.worker = _start(self, "worker")

    @property
    def origin(self) -> str:
        """The address of the web process."""
        return f"http://{HOST}:{self.port}"

    def start_web_again(self) -> None:
        """Put a new web process in the place of one that was killed."""
        self.web.wait()
        self.web = _start(self, "web")

    def stop_processes(self) -> None:
        """Leave the servers alone with the machine."""
        for process in (self.web, self.worker):
            process.terminate()
        for process in (self.web, self.worker):
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextmanager
def running_server(**settings: str) -> Iterator[BenchServer]:
    """Start everything in a new folder; stop it and clear up at the end."""
    folder = Path(tempfile.mkdtemp(prefix="frontdesk-bench-"))
    servers = [embedded.prepare_postgres(folder), embedded.prepare_valkey(folder)]
    # It fills tables behind their triggers' backs.
    database_url = embedded.superuser_url(folder)
    children = [embedded.start(server.program) for server in servers]
    try:
        for child in children:
            embedded.wait_until_ready(child, START_SECONDS)
        migrate(database_url)
        server = BenchServer(
            *(database_url, servers[1].url, _free_port(), folder),
            *(secrets.token_hex(32), settings),
        )
        try:
            wait_until_ready(server)
            yield server
        finally:
            server.stop_processes()
    finally:
        for child in reversed(children):
            embedded.stop(child)
        shutil.rmtree(folder, ignore_errors=True)


def wait_until_ready(server: BenchServer) -> None:
    """Wait until the web process answers; say what it logged if it ends instead."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.web.poll() is not None or server.worker.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{server.origin}/health/ready", timeout=2):  # noqa: S310 - ours
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    tails = [path.read_text()[-2000:] for path in sorted(server.logs.glob("bench-*.log"))]
    raise RuntimeError("Frontdesk did not start:\n" + "\n".join(tails))


async def make_project(connection: asyncpg.Connection, name: str) -> int:
    """Make a project whose visitors may write as fast as they can."""
    return int(
        await connection.fetchval(
            "insert into projects (name, persona_name, message_rate_limit) "
            "values ($1, 'Bench', null) returning id",
            name,
        )
    )


async def make_agent(connection: asyncpg.Connection, project_id: int) -> str:
    """Make a member of a project who is signed in; return the session's token."""
    token = secrets.token_urlsafe(32)
    await connection.execute(
        _MAKE_AGENT,
        f"{secrets.token_hex(8)}@bench.test",
        hashlib.sha256(token.encode()).digest(),
        project_id,
    )
    return token


def _start(server: BenchServer, command: str) -> subprocess.Popen[bytes]:
    environment = {
        **os.environ,
        "DATABASE_URL": server.database_url,
        "REDIS_URL": server.redis_url,
        "SECRET_KEY": server.secret_key,
        "PUBLIC_URL": server.origin,
        "HOST": HOST,
        "PORT": str(server.port),
        # Every visitor of a benchmark comes from this machine.
        "CONNECTIONS_PER_ADDRESS": "0",
        "NEW_MESSAGES_PER_ADDRESS": "0",
        "NEW_MESSAGES_PER_PROJECT": "0",
        "BLOCKED_ADDRESS_MINUTES": "0",
        # The model of a benchmark lives on this machine, too.
        "PRIVATE_HOSTS": "127.0.0.0/8",
        **server.settings,
    }
    with (server.logs / f"bench-{command}.log").open("ab") as log:
        return subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-m", "frontdesk.entrypoints.cli", command],
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


_MAKE_AGENT = """
with person as (
    insert into users (email, name, password_hash) values ($1, 'Grace', '-') returning id
), session as (
    insert into sessions (user_id, token_hash, expires_at)
    select id, $2, now() + interval '1 day' from person
)
insert into members (project_id, user_id, role) select $3, id, 'agent' from person
"""
