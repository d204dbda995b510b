"""The connection pool, and the one way to open a transaction."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import msgspec

from frontdesk.infra.database.transaction import Transaction, Wiring
from frontdesk.kit.errors import Unavailable

UniqueViolation = asyncpg.UniqueViolationError

# What asyncpg raises when the server is away, starting or shutting down.
_AWAY = (
    OSError,
    asyncpg.PostgresConnectionError,
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.InterfaceError,
    TimeoutError,
)


class DatabaseAway(Unavailable):
    """The database cannot be reached right now. It is safe to try again."""


class Database:
    """A pool of PostgreSQL connections."""

    def __init__(self, pool: asyncpg.Pool[asyncpg.Record], wiring: Wiring) -> None:
        """Use `Database.connect`."""
        self._pool = pool
        self._wiring = wiring
        self._after_announcing: list[Callable[[], None]] = []

    @classmethod
    async def connect(
        cls, url: str, wiring: Wiring, *, max_connections: int, application: str
    ) -> Database:
        """Open a pool lazily: a database that is still starting is no error yet."""
        pool = asyncpg.create_pool(
            dsn=url,
            min_size=0,
            max_size=max_connections,
            command_timeout=30,
            timeout=5,
            init=_teach_json,
            server_settings={"application_name": application, "timezone": "UTC"},
        )
        await pool
        return cls(pool, wiring)

    async def close(self) -> None:
        """Wait for open transactions, then close every connection."""
        await self._pool.close()

    def when_announced(self, ring: Callable[[], None]) -> None:
        """Call `ring` after each commit that left something in the outbox."""
        self._after_announcing.append(ring)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """Open a transaction that commits when the block ends without an error.

        Raises `DatabaseAway` when PostgreSQL can't be reached. A connection lost during
        COMMIT is reported the same way: the answer is unknown, so callers retry
        with the same idempotency key.
        """
        try:
            async with self._pool.acquire() as connection:
                async with connection.transaction():
                    tx = Transaction(connection, self._wiring)
                    yield tx
        except _AWAY as error:
            raise DatabaseAway from error
        if tx.has_announced:
            for ring in self._after_announcing:
                ring()

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[Transaction]:
        """Open a read-only transaction in which every query sees the same moment."""
        try:
            async with (
                self._pool.acquire() as connection,
                connection.transaction(isolation="repeatable_read", readonly=True),
            ):
                yield Transaction(connection, self._wiring)
        except _AWAY as error:
            raise DatabaseAway from error


async def _teach_json(connection: asyncpg.Connection[Any]) -> None:
    """Read and write jsonb as Python values; `json` columns stay text, as they are relayed."""
    await connection.set_type_codec(
        "jsonb", encoder=_to_json, decoder=msgspec.json.decode, schema="pg_catalog"
    )


def _to_json(value: object) -> str:
    return msgspec.json.encode(value).decode()
