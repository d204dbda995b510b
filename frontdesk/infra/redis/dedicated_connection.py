"""A dedicated connection, for loops that send rounds of commands all day long.

Borrowing a connection from the pool for each round costs several times what the round
itself does. A dedicated connection stays open, packs a whole round at once and waits for its
answers under one deadline. It serves one caller, one round after the other.
"""

from __future__ import annotations

import asyncio
import math
from typing import TYPE_CHECKING, Any

import hiredis
from redis.exceptions import ResponseError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from redis.asyncio.connection import AbstractConnection

    from frontdesk.infra.redis.values import Value

_ROUND_SECONDS = 1.0


class DedicatedConnection:
    """Sends rounds of commands in order and returns their answers."""

    def __init__(self, connect: Callable[[], AbstractConnection]) -> None:
        """Take how to make a connection; it is opened with the first round."""
        self._connect = connect
        self._connection: AbstractConnection | None = None

    async def run_all(self, commands: Sequence[Sequence[Value]]) -> list[Any]:
        """Send commands in one go; raises what `AWAY` names, also for a refused command."""
        answers = await self.try_all(commands)
        for answer in answers:
            if isinstance(answer, ResponseError):
                raise answer
        return answers

    async def try_all(self, commands: Sequence[Sequence[Value]]) -> list[Any]:
        """Send commands in one go; a command that is refused has its error as its answer."""
        packed = b"".join([_packed(command) for command in commands])
        try:
            async with asyncio.timeout(_ROUND_SECONDS):
                connection = await self._opened()
                await connection.send_packed_command(packed, check_health=False)
                return [await _answer(connection) for _ in commands]
        except BaseException:
            # An answer that was not read would be taken for the next command's.
            await self.close(at_once=True)
            raise

    async def close(self, *, at_once: bool = False) -> None:
        """Close the connection; the next round opens another."""
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.disconnect(nowait=at_once)

    async def _opened(self) -> AbstractConnection:
        if self._connection is None:
            connection = self._connect()
            await connection.connect()  # type: ignore[no-untyped-call]  # so the library left it
            self._connection = connection
        return self._connection


def _packed(command: Sequence[Value]) -> bytes:
    packed: bytes = hiredis.pack_command(tuple(command))  # type: ignore[arg-type]  # typed as one word
    return packed


async def _answer(connection: AbstractConnection) -> Any:  # noqa: ANN401 - Redis answers any shape
    try:
        return await connection.read_response(timeout=math.inf)
    except ResponseError as refused:
        return refused
