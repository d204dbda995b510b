"""All the ways in which two transactions can interleave, run one after the other on PostgreSQL.

Each session runs real code, on a connection of its own, and stops at the pause points it
passes. A schedule says whose turn is next. A session that waits for another's lock is
recognised by asking PostgreSQL who blocks whom, never by how long it takes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

import asyncpg

from frontdesk.entrypoints.wiring import WIRING
from frontdesk.infra.database import Database
from frontdesk.infra.pause_points import clear_gates, set_gate
from tests.patience import PATIENCE_SECONDS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

Work: TypeAlias = "Callable[[Database], Awaitable[Any]]"

_LOOK_SECONDS = 0.002


_BLOCKED = """
select application_name from pg_stat_activity
where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0
"""


@dataclass(eq=False)
class _Session:
    """One of the actors: its connection, and where it stands."""

    name: str
    database: Database
    may_go: asyncio.Event = field(default_factory=asyncio.Event)
    is_waiting_for_turn: bool = False
    task: asyncio.Task[Any] | None = None

    async def stop_here(self) -> None:
        self.is_waiting_for_turn = True
        await self.may_go.wait()
        self.may_go.clear()

    def go(self) -> None:
        if self.is_waiting_for_turn:
            self.is_waiting_for_turn = False
            self.may_go.set()

    @property
    def has_settled(self) -> bool:
        return self.is_waiting_for_turn or (self.task is not None and self.task.done())


_current: ContextVar[_Session | None] = ContextVar("_current", default=None)


@dataclass
class Explored:
    """What a set of schedules came to: each one's results, by session name."""

    results: list[dict[str, Any]]
    blocked: int

    @property
    def count(self) -> int:
        return len(self.results)

    @property
    def failures(self) -> list[BaseException]:
        """What sessions raised instead of finishing."""
        outcomes = [one for result in self.results for one in result.values()]
        return [one for one in outcomes if isinstance(one, BaseException)]


@dataclass
class Race:
    """Named sessions on one database, ready to run any schedule."""

    sessions: Mapping[str, _Session]
    monitor: asyncpg.Connection[Any]
    blocked: int = 0

    async def run(self, works: Mapping[str, Work], order: Sequence[str]) -> dict[str, Any]:
        """Run one schedule to its end; an exception is a session's result like any other."""
        for name, work in works.items():
            session = self.sessions[name]
            session.task = asyncio.create_task(_act(session, work))
        await self._settle(works)
        for name in order:
            self.sessions[name].go()
            await self._settle(works)
        while any(not _task(self.sessions[name]).done() for name in works):
            for name in works:
                self.sessions[name].go()
                await self._settle(works)
        tasks = {name: _task(self.sessions[name]) for name in works}
        return {name: task.exception() or task.result() for name, task in tasks.items()}

    async def explore(
        self, works: Callable[[], Awaitable[Mapping[str, Work]]], steps: Mapping[str, int]
    ) -> Explored:
        """Run every merge of so many steps per session, each on a seed of its own."""
        self.blocked = 0
        results = [await self.run(await works(), order) for order in merges(steps)]
        return Explored(results, self.blocked)

    async def _settle(self, works: Mapping[str, Work]) -> None:
        """Wait until everybody stands at a gate, has ended, or waits for somebody's lock."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                await asyncio.sleep(0)
                moving = {name for name in works if not self.sessions[name].has_settled}
                if not moving:
                    return
                blocked = {row[0] for row in await self.monitor.fetch(_BLOCKED)}
                # Asked again: it may have moved on while the answer was on its way.
                if all(self.sessions[name].has_settled for name in moving - blocked):
                    self.blocked += bool(moving & blocked)
                    return
                await asyncio.sleep(_LOOK_SECONDS)


@asynccontextmanager
async def open_race(
    database_url: str, names: Sequence[str], points: Sequence[str]
) -> AsyncIterator[Race]:
    """Open one connection per session and hold each of them at the named pause points."""
    sessions = {name: _Session(name, _database(database_url)) for name in names}
    for name, session in sessions.items():
        await session.database.open(name)
        async with session.database.transaction() as tx:
            await tx.execute("select 1")
    for point in points:
        set_gate(point, _hold_current)
    monitor = await asyncpg.connect(database_url)
    try:
        yield Race(sessions, monitor)
    finally:
        clear_gates()
        await monitor.close()
        for session in sessions.values():
            await session.database.close()


def merges(steps: Mapping[str, int]) -> Iterator[tuple[str, ...]]:
    """All orders in which the sessions can take so many steps each."""
    if not any(steps.values()):
        yield ()
    for name, left in steps.items():
        if left:
            for rest in merges({**steps, name: left - 1}):
                yield (name, *rest)


def _database(url: str) -> Database:
    return Database(url, WIRING, max_connections=1)


async def _act(session: _Session, work: Work) -> Any:  # noqa: ANN401 - whatever the work returns
    _current.set(session)
    await session.stop_here()
    return await work(session.database)


async def _hold_current() -> None:
    session = _current.get()
    if session is not None:
        await session.stop_here()


def _task(session: _Session) -> asyncio.Task[Any]:
    if session.task is None:
        raise RuntimeError("this session has nothing to do")
    return session.task
