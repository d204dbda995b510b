"""New connections, many in one turn of the event loop.

uvloop takes one connection in a turn. While many try to connect and each turn has something to
do, whoever comes behind them waits for seconds; and each is given a transport, a parser and a
dozen other objects before anybody asks whose it is. Here a connection without a place costs two
system calls.
"""

from __future__ import annotations

import asyncio
import socket
from contextlib import suppress
from typing import TYPE_CHECKING, TypeAlias

from frontdesk.infra.limits import limits_acted

if TYPE_CHECKING:
    from collections.abc import Callable

    from frontdesk.infra.limits import Leave
    from frontdesk.infra.serving.admission import Admission

Serve: TypeAlias = "Callable[[Leave], asyncio.Protocol]"

# Connections taken in one turn of the event loop, and those of them that are then served.
_TAKEN_AT_ONCE, _SERVED_AT_ONCE = 256, 16
# How long nothing is taken when the process may open no more files.
_PAUSE_SECONDS = 0.5


class Listener:
    """A listening socket of this process."""

    def __init__(self, listening: socket.socket, admission: Admission, serve: Serve) -> None:
        self._listening = listening
        self._admission = admission
        self._serve = serve
        self._loop = asyncio.get_running_loop()
        self._is_listening = True
        self._opening: set[asyncio.Task[None]] = set()
        listening.settimeout(0)
        # Those that are taken inherit it.
        if listening.family != socket.AF_UNIX:
            listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._listen()

    def close(self) -> None:
        """Take no more."""
        self._is_listening = False
        self._loop.remove_reader(self._listening.fileno())
        self._listening.close()

    def _listen(self) -> None:
        if self._is_listening:
            self._loop.add_reader(self._listening.fileno(), self._take)

    def _take(self) -> None:
        served = 0
        for _ in range(_TAKEN_AT_ONCE):
            try:
                connection, address = self._listening.accept()
            except (BlockingIOError, InterruptedError, ConnectionAbortedError):
                return
            except OSError:
                limits_acted.acted("open files")
                self._loop.remove_reader(self._listening.fileno())
                self._loop.call_later(_PAUSE_SECONDS, self._listen)
                return
            served += self._admit(connection, address)
            if served == _SERVED_AT_ONCE:
                return

    def _admit(self, connection: socket.socket, address: object) -> bool:
        """Serve a connection, or turn it away; return whether it is served."""
        peer = str(address[0]) if isinstance(address, tuple) else None
        admitted = self._admission.admit(peer)
        if callable(admitted):
            task = self._loop.create_task(self._open(connection, self._serve(admitted)))
            self._opening.add(task)
            task.add_done_callback(self._opening.discard)
            return True
        # So short an answer is taken at once: nobody has to be watched while they read it.
        with connection, suppress(OSError):
            connection.settimeout(0)
            connection.send(admitted)
        return False

    async def _open(self, connection: socket.socket, protocol: asyncio.Protocol) -> None:
        connection.settimeout(0)
        try:
            await self._loop.connect_accepted_socket(lambda: protocol, connection)
        except OSError as error:
            # It left before it was here.
            connection.close()
            protocol.connection_lost(error)


def bound(host: str, port: int, backlog: int) -> list[socket.socket]:
    """Listen on every address of a host; raise OSError where that is not possible."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    listening: list[socket.socket] = []
    try:
        for family, kind, protocol, _, address in dict.fromkeys(found):
            one = socket.socket(family, kind, protocol)
            listening.append(one)
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:
                one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            one.bind(address)
            one.listen(backlog)
    except OSError:
        for one in listening:
            one.close()
        raise
    return listening
