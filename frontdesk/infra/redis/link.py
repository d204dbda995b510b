"""Connections to Redis, and an honest flag that says whether it can be used right now."""

from __future__ import annotations

import asyncio
import math
from typing import TYPE_CHECKING, Any, TypeAlias

import hiredis
import structlog
from redis.asyncio import BlockingConnectionPool, ConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError, ResponseError

from frontdesk.kit.failures import kind_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from redis.asyncio.connection import AbstractConnection

    from frontdesk.infra.redis.values import Value

log = structlog.get_logger()

OnMessage: TypeAlias = "Callable[[bytes], None]"

# What a caller may see when Redis is away, paused or restarting.
AWAY = (RedisError, OSError, TimeoutError)

_PROBE_SECONDS = 0.5
_OPERATION_SECONDS = 1.0
_QUEUE_SECONDS = 5.0
_CONNECTIONS = 16
_ROUND_SECONDS = 1.0
_RESUBSCRIBE_SECONDS = 0.25


class RedisLink:
    """A Redis client that knows when its server is away.

    A command that fails marks the link down at once; a probe marks it up again. While
    it is down callers take their other road instead of waiting for a timeout each.
    """

    def __init__(self, url: str) -> None:
        """Describe the connection; nothing is opened yet."""
        self.url = url
        # Callers beyond the pool's size wait. The library's other pool refuses them, and a few
        # hundred visitors who leave at once would pass for a Redis that is away.
        pool = BlockingConnectionPool.from_url(
            url,
            max_connections=_CONNECTIONS,
            timeout=_QUEUE_SECONDS,
            socket_timeout=_OPERATION_SECONDS,
            socket_connect_timeout=_OPERATION_SECONDS,
            retry=Retry(NoBackoff(), 0),
            protocol=3,
        )
        self.client: Redis = Redis.from_pool(pool)
        self.is_up = False
        # Whether it was said of the server that it is there, or away.
        self._is_known = False
        self._on_up: list[Callable[[], None]] = []
        self._dedicated: list[DedicatedConnection] = []

    def blocking_client(self) -> Redis:
        """Make a client for subscriptions, which wait as long as it takes."""
        return Redis.from_url(
            self.url,
            socket_timeout=None,
            socket_connect_timeout=_OPERATION_SECONDS,
            retry=Retry(NoBackoff(), 0),
            health_check_interval=0,
            # Under the newer protocol the library writes each publication out as a debug
            # text, whether anybody reads it or not.
            protocol=2,
        )

    def dedicated_connection(self) -> DedicatedConnection:
        """Make a connection for somebody who sends round after round."""
        pool = ConnectionPool.from_url(
            self.url,
            # A dedicated connection has one deadline for a whole round instead.
            socket_timeout=None,
            socket_connect_timeout=_OPERATION_SECONDS,
            retry=Retry(NoBackoff(), 0),
            protocol=3,
        )
        dedicated_connection = DedicatedConnection(pool.make_connection)
        self._dedicated.append(dedicated_connection)
        return dedicated_connection

    def when_up(self, callback: Callable[[], None]) -> None:
        """Call `callback` each time Redis comes back."""
        self._on_up.append(callback)

    def mark_down(self, error: BaseException) -> None:
        """Take note that a command failed."""
        if self.is_up or not self._is_known:
            log.warning("Redis is away", error=kind_of(error))
        self.is_up, self._is_known = False, True

    async def attempt(self, command: Awaitable[Any]) -> Any:  # noqa: ANN401 - Redis answers any shape
        """Run a command; return None and mark the link down when Redis is away."""
        try:
            return await command
        except AWAY as error:
            self.mark_down(error)
            return None

    async def run_all(self, commands: Sequence[Sequence[Value]]) -> list[Any]:
        """Send commands in one go, in order; raises what `AWAY` names."""
        pipeline = self.client.pipeline(transaction=False)
        for command in commands:
            pipeline.execute_command(*command)
        return await pipeline.execute()

    async def probe(self) -> bool:
        """Ask Redis whether it is there, and remember the answer."""
        try:
            await self.client.ping()
        except AWAY as error:
            self.mark_down(error)
            return False
        if not self.is_up:
            self.is_up = self._is_known = True
            log.info("Redis is there")
            for callback in self._on_up:
                callback()
        return True

    async def keep_probing(self) -> None:
        """Probe for ever; run as a task."""
        while True:
            await self.probe()
            await asyncio.sleep(_PROBE_SECONDS)

    async def close(self) -> None:
        """Close the client's connections."""
        for dedicated_connection in self._dedicated:
            await dedicated_connection.close()
        await self.client.aclose()


class DedicatedConnection:
    """Sends rounds of commands in order, for loops that do so all day long.

    Borrowing a connection from the pool for each round costs several times what the round
    itself does. This one stays open, packs a whole round at once and waits for its answers
    under one deadline. It serves one caller, one round after the other.
    """

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
        packed = b"".join([hiredis.pack_command(tuple(one)) for one in commands])  # type: ignore[arg-type]  # typed as one word
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


class Subscriber:
    """Hears a fixed set of channels and hands each message to its callback.

    Redis forgets a message that nobody hears, and tells nobody. So every new
    subscription calls `on_gap`: a subscriber that needs completeness reads the database.
    """

    def __init__(
        self,
        link: RedisLink,
        channels: Mapping[str, OnMessage],
        on_gap: Callable[[], None] = lambda: None,
    ) -> None:
        """Name the channels; nothing is opened yet."""
        self._link = link
        self._channels = {name.encode(): callback for name, callback in channels.items()}
        self._on_gap = on_gap

    async def run(self) -> None:
        """Listen until cancelled."""
        while True:
            client = self._link.blocking_client()
            try:
                async with client, client.pubsub(ignore_subscribe_messages=False) as pubsub:
                    await pubsub.subscribe(*self._channels)
                    async for message in pubsub.listen():
                        if message["type"] == "subscribe":
                            self._on_gap()
                        elif message["type"] == "message":
                            self._hand_over(message["channel"], message["data"])
            except AWAY as error:
                self._link.mark_down(error)
            await asyncio.sleep(_RESUBSCRIBE_SECONDS)

    def _hand_over(self, channel: bytes, data: bytes) -> None:
        try:
            self._channels[channel](data)
        # One message that can't be understood must not end the subscription for all.
        except Exception:
            log.exception("A message from Redis was not understood", channel=channel.decode())


async def _answer(connection: AbstractConnection) -> Any:  # noqa: ANN401 - Redis answers any shape
    try:
        return await connection.read_response(timeout=math.inf)
    except ResponseError as refused:
        return refused
