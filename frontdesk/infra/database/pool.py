"""The connection pool, and the one way to open a transaction."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import Any

import asyncpg
import msgspec

from frontdesk.infra.database.away import saying_away
from frontdesk.infra.database.transaction import Transaction, Wiring

UniqueViolation = asyncpg.UniqueViolationError

_ALIVE_SECONDS = 15
# A process that is frozen in the middle of a transaction holds what it locked. After this
# long PostgreSQL ends that transaction, and others go on; the same work is simply done again.
_SILENT_SECONDS = 5


class Database:
    """A pool of PostgreSQL connections."""

    def __init__(self, url: str, wiring: Wiring, *, max_connections: int) -> None:
        """Describe the pool; nothing is opened before `open`."""
        self._url = url
        self._wiring = wiring
        self._max_connections = max_connections
        self._after_announcing: list[Callable[[], None]] = []
        self._opened: asyncpg.Pool[asyncpg.Record] | None = None

    async def open(self, application: str) -> None:
        """Make the pool; connections come when needed, as the server may still be starting."""
        self._opened = await asyncpg.create_pool(
            dsn=self._url,
            min_size=0,
            max_size=self._max_connections,
            command_timeout=30,
            timeout=5,
            init=_teach_json,
            reset=_leave_as_it_is,
            server_settings={
                "application_name": application,
                "timezone": "UTC",
                "idle_in_transaction_session_timeout": f"{_SILENT_SECONDS}s",
            },
        )

    async def close(self) -> None:
        """Wait for open transactions, then close every connection."""
        if self._opened is not None:
            await self._opened.close()

    def count_connections(self) -> tuple[int, int]:
        """Return how many connections of the pool are busy, and how many idle."""
        if self._opened is None:
            return 0, 0
        idle = self._opened.get_idle_size()
        return self._opened.get_size() - idle, idle

    @property
    def _pool(self) -> asyncpg.Pool[asyncpg.Record]:
        if self._opened is None:
            raise RuntimeError("the database is not open")
        return self._opened

    async def listen(self, channel: str, receivers: Sequence[Callable[[str], None]]) -> None:
        """Hand every NOTIFY's payload to all `receivers`, until the connection is lost.

        Raises `DatabaseAway` then. Also hands them an empty one at the beginning: what was
        announced before we listened was not heard.
        """
        lost = asyncio.Event()
        async with self.connection("frontdesk-listens") as connection:
            connection.add_termination_listener(lambda _: lost.set())
            for receive in receivers:
                await connection.add_listener(channel, partial(_hand_over, receive))
                receive("")
            while not lost.is_set():
                # A half-open connection says nothing; asking finds out.
                await _wait(lost, _ALIVE_SECONDS)
                await connection.execute("select 1", timeout=5)

    @asynccontextmanager
    async def connection(self, purpose: str) -> AsyncIterator[asyncpg.Connection[Any]]:
        """Open a connection of one's own, outside the pool; it is dropped when the block ends."""
        with saying_away():
            connection = await asyncpg.connect(
                self._url,
                timeout=5,
                command_timeout=30,
                server_settings={"application_name": purpose, "timezone": "UTC"},
            )
            try:
                yield connection
            finally:
                connection.terminate()

    def when_announced(self, notify: Callable[[], None]) -> None:
        """Call `notify` after each commit that left something in the outbox."""
        self._after_announcing.append(notify)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """Open a transaction that commits when the block ends without an error.

        Raises `DatabaseAway` when PostgreSQL can't be reached. A connection lost during
        COMMIT is reported the same way: the answer is unknown, so callers retry
        with the same idempotency key.
        """
        with saying_away():
            async with self._pool.acquire() as connection, connection.transaction():
                tx = Transaction(connection, self._wiring)
                yield tx
        for act in tx.after:
            act()
        if tx.has_announced:
            for notify in self._after_announcing:
                notify()

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[Transaction]:
        """Open a read-only transaction in which every query sees the same moment."""
        with saying_away():
            async with (
                self._pool.acquire() as connection,
                connection.transaction(isolation="repeatable_read", readonly=True),
            ):
                yield Transaction(connection, self._wiring)


def _hand_over(receive: Callable[[str], None], *told: Any) -> None:  # noqa: ANN401 - the library has four, the payload is the last
    receive(told[-1])


async def _wait(event: asyncio.Event, seconds: float) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()


async def _leave_as_it_is(_: asyncpg.Connection[Any]) -> None:
    """Skip the round trip that resets what a session was told.

    Nobody tells it anything here: what is set or locked is set or locked in a transaction.
    """


async def _teach_json(connection: asyncpg.Connection[Any]) -> None:
    """Read and write jsonb as Python values; `json` columns stay text, as they are relayed."""
    await connection.set_type_codec(
        "jsonb", encoder=_to_json, decoder=msgspec.json.decode, schema="pg_catalog"
    )


def _to_json(value: object) -> str:
    return msgspec.json.encode(value).decode()
