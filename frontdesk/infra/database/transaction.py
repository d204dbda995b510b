"""One unit of work: SQL, and the events it announces, committed together or not at all."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeAlias

import asyncpg

from frontdesk.infra.database.announcement import Announcement

Connection: TypeAlias = "asyncpg.pool.PoolConnectionProxy[asyncpg.Record]"


class Fetches(Protocol):
    """A transaction, or a connection of a command's own."""

    async def fetch(self, sql: str, /, *values: object) -> list[asyncpg.Record]:
        """Return all rows."""
        ...


class Event(Protocol):
    """Something that happened: a frozen value from a feature's `events.py`."""


BroadcastOf: TypeAlias = Callable[[Any], Iterable[Announcement[Any]]]
Listener: TypeAlias = Callable[["Transaction", Any], Awaitable[None]]


@dataclass(frozen=True)
class Wiring:
    """Who hears which event: built once, in `entrypoints/wiring.py`."""

    broadcasts: Mapping[type, BroadcastOf] = field(default_factory=dict)
    within: Mapping[type, Sequence[Listener]] = field(default_factory=dict)


class Transaction:
    """An open transaction. Actions write through it; only edges open one."""

    def __init__(self, connection: Connection, wiring: Wiring) -> None:
        """Use `Database.transaction` instead of calling this."""
        self._connection = connection
        self._wiring = wiring
        self.has_announced = False
        self.after: list[Callable[[], None]] = []

    async def fetch(self, sql: str, *values: object) -> list[asyncpg.Record]:
        """Return all rows."""
        return await self._connection.fetch(sql, *values)

    async def fetch_one(self, sql: str, *values: object) -> asyncpg.Record | None:
        """Return the first row, or None."""
        return await self._connection.fetchrow(sql, *values)

    async def fetch_value(self, sql: str, *values: object) -> Any:  # noqa: ANN401 - a column is any type
        """Return the first column of the first row, or None."""
        return await self._connection.fetchval(sql, *values)

    async def execute(self, sql: str, *values: object) -> int:
        """Run a statement; return how many rows it touched."""
        tag = await self._connection.execute(sql, *values)
        count = tag.rsplit(" ", 1)[-1]
        return int(count) if count.isdigit() else 0

    @asynccontextmanager
    async def role(self, name: str) -> AsyncIterator[None]:
        """Act as a database role with fewer rights until the block ends.

        Where the server has no such role, or does not let us take it, nothing changes:
        `frontdesk doctor` says so. An error ends the transaction, and the role with it.
        """
        if not await self.fetch_value(MAY_TAKE_ROLE, name):
            yield
            return
        await self.fetch_value("select set_config('role', $1, true)", name)
        yield
        await self.fetch_value("select set_config('role', 'none', true)")

    @asynccontextmanager
    async def attempt(self) -> AsyncIterator[None]:
        """Undo what the block did if it fails; the transaction itself goes on."""
        async with self._connection.transaction():
            yield

    async def notify(self, channel: str, payload: str) -> None:
        """Tell who listens on a channel, once this is committed and not before.

        For what is rare: transactions that notify commit one after the other. A payload that
        is told twice in one transaction is heard once.
        """
        await self._connection.execute("select pg_notify($1, $2)", channel, payload)

    def after_commit(self, act: Callable[[], None]) -> None:
        """Do something once this is committed; it must not fail, nor wait for anything."""
        self.after.append(act)

    async def announce(self, events: Sequence[Event]) -> None:
        """Write what happened into the outbox and let the inner listeners hear it.

        The outbox rows are part of this transaction: either the change and its
        announcement exist, or neither does.
        """
        broadcasts = self._wiring.broadcasts
        rows = [
            announcement.to_row()
            for event in events
            if (broadcast := broadcasts.get(type(event)))
            for announcement in broadcast(event)
        ]
        if rows:
            await self._connection.execute(_INSERT_OUTBOX, *map(list, zip(*rows, strict=True)))
            self.has_announced = True
        for event in events:
            for listener in self._wiring.within.get(type(event), ()):
                await listener(self, event)


# PostgreSQL 15 has no right to take a role apart from being a member of it.
MAY_TAKE_ROLE = """
select exists (
    select from pg_roles where rolname = $1 and pg_has_role(oid, case
        when current_setting('server_version_num')::int < 160000 then 'member' else 'set' end))
"""

# Ids are given in array order, while the conversation's row is locked: within a
# conversation the outbox's order is therefore the order of commits.
_INSERT_OUTBOX = """
insert into outbox (project_id, event, payload, audience)
select project_id, event, payload::json, audience::json
from unnest($1::bigint[], $2::text[], $3::text[], $4::text[])
     with ordinality as t (project_id, event, payload, audience, n)
order by n
"""
