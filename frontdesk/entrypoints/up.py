"""`frontdesk up`: everything on one machine, under one process that keeps it running."""

import argparse
import secrets
import signal
import socket
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from http import HTTPStatus
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from frontdesk.entrypoints.data_folder import only_one
from frontdesk.entrypoints.demo_people import refuse_public_demo
from frontdesk.entrypoints.environment import keep_environment, what_is_set
from frontdesk.entrypoints.listening import Listening, read_listening
from frontdesk.entrypoints.progress import announce, say, tell_demo, tell_set_up, told
from frontdesk.entrypoints.reload import Reloader
from frontdesk.entrypoints.supervisor import LOOK_SECONDS, Supervisor
from frontdesk.entrypoints.unusable import Unusable
from frontdesk.infra.embedded import (
    BundledServer,
    DataFolderNotOurs,
    DidNotStart,
    Program,
    prepare_postgres,
    prepare_valkey,
    record_file,
    run_to_the_end,
    write_private,
)

SERVER_START_SECONDS = 60
APP_START_SECONDS = 30
PROBE_SECONDS = 2
LETTING_GO_SECONDS = 2
# Addresses on which "any address of this machine" can be reached from this machine.
REACHABLE = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}  # noqa: S104  # read, not bound


@dataclass(frozen=True)
class Installation:
    """Everything that must not change while `up` runs."""

    data_dir: Path
    listening: Listening
    environment: dict[str, str]
    supervisor: Supervisor


def run(options: argparse.Namespace) -> int:
    """Start everything, say where it is, and keep it running until a signal."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _stop)
    try:
        _run(options)
    except KeyboardInterrupt:
        say("stopped")
    except (DidNotStart, DataFolderNotOurs) as error:
        raise Unusable(str(error) or error.__doc__) from error
    return 0


def _stop(_number: int, _frame: object) -> None:
    # One signal is enough; the second of an impatient Ctrl-C must not break the stopping.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt


def _run(options: argparse.Namespace) -> None:
    listening = read_listening(what_is_set(), options)
    data_dir = options.data_dir.absolute()
    with only_one(data_dir):
        announce(data_dir)
        environment = _environment(data_dir, listening)
        if options.demo:
            refuse_public_demo(environment["PUBLIC_URL"])
            environment["DEMO_SITE"] = "1"
        installation = Installation(
            data_dir,
            listening,
            environment,
            Supervisor(say),
        )
        try:
            _start_everything(installation, options)
            reloader = Reloader(installation.supervisor, say)
            installation.supervisor.watch(reloader.look if options.reload else _nothing)
        finally:
            installation.supervisor.stop()


def _start_everything(installation: Installation, options: argparse.Namespace) -> None:
    web, worker = _web(installation), _worker(installation)
    for program in (web, worker):
        installation.supervisor.stop_earlier(program)
    _check_port(installation.listening)
    _start_server(installation, "DATABASE_URL", "PostgreSQL", prepare_postgres)
    _start_server(installation, "REDIS_URL", "Redis", prepare_valkey)
    keep_environment(installation.data_dir, installation.environment)
    with told("Database"):
        setup_link = _prepare(installation, options)
    with told("Worker"):
        installation.supervisor.start(worker, APP_START_SECONDS)
    with told("Web"):
        installation.supervisor.start(web, APP_START_SECONDS)
    public_url = installation.environment["PUBLIC_URL"]
    if options.demo:
        tell_demo(public_url, installation.listening.port)
    else:
        tell_set_up(public_url, setup_link)


def _start_server(
    installation: Installation, setting: str, name: str, prepare: Callable[[Path], BundledServer]
) -> None:
    if setting in installation.environment:
        say(f"{name}: using the one that {setting} names")
        return
    with told(name):
        server = prepare(installation.data_dir)
        installation.supervisor.start(server.program, SERVER_START_SECONDS)
    installation.environment[setting] = server.url


def _prepare(installation: Installation, options: argparse.Namespace) -> str:
    words = ("prepare", "--demo") if options.demo else ("prepare",)
    return run_to_the_end(_program(installation, "prepare", words)).strip()


def _web(installation: Installation) -> Program:
    host, port = installation.listening.host, installation.listening.port
    address = REACHABLE.get(host, host)
    where = f"[{address}]" if ":" in address else address
    words = ("web", "--host", host, "--port", str(port))
    return replace(
        _program(installation, "web", words),
        record=record_file(installation.data_dir, "web"),
        is_ready=lambda _pid: _answers(f"http://{where}:{port}/health/live"),
    )


def _worker(installation: Installation) -> Program:
    return replace(
        _program(installation, "worker", ("worker",)),
        record=record_file(installation.data_dir, "worker"),
    )


def _program(installation: Installation, name: str, words: tuple[str, ...]) -> Program:
    return Program(
        name=name,
        argv=(sys.executable, "-m", "frontdesk.entrypoints.cli", *words),
        directory=Path.cwd(),
        # The same dictionary for all of them: the servers' addresses join it as they start.
        environment=installation.environment,
    )


def _environment(data_dir: Path, listening: Listening) -> dict[str, str]:
    host = "localhost" if listening.host in {*REACHABLE, "127.0.0.1", "::1"} else listening.host
    defaults = {
        "PUBLIC_URL": f"http://{host}:{listening.port}",
        "SECRET_KEY": _secret_key(data_dir / "secret-key"),
    }
    return {**defaults, **what_is_set()}


def _secret_key(file: Path) -> str:
    if not file.exists():
        write_private(file, secrets.token_urlsafe(48).encode())
    return file.read_text().strip()


def _check_port(listening: Listening) -> None:
    # A process that was just killed is gone before the kernel has closed its sockets.
    deadline = time.monotonic() + LETTING_GO_SECONDS
    while (trouble := _trouble_with(listening)) is not None:
        if time.monotonic() > deadline:
            where = f"{listening.host}:{listening.port}"
            message = f"{where} can't be used ({trouble}); choose another with --port."
            raise Unusable(message)
        time.sleep(LOOK_SECONDS)


def _trouble_with(listening: Listening) -> str | None:
    family = socket.AF_INET6 if ":" in listening.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((listening.host, listening.port))
        except OSError as error:
            return error.strerror or str(error)
    return None


def _answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=PROBE_SECONDS) as answer:  # noqa: S310  # our own address
            return bool(answer.status == HTTPStatus.OK)
    except (URLError, OSError):
        return False


def _nothing() -> None:
    pass
