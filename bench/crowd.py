"""A crowd of visitors and agents, and the schedule by which they write."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import asyncpg

from bench.ledger import Ledger, Verdict
from bench.people import Agent, Place, Visitor
from bench.server import make_agent, make_project

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bench.server import BenchServer

_ARRIVING_AT_ONCE = 50
_LOOK_SECONDS = 0.005
# Messages due within this time are written together; each reports how late it was.
_TICK_SECONDS = 0.002
SETTLE_SECONDS = 60.0


@dataclass
class Crowd:
    """Everybody who takes part in one run, and what they noted."""

    place: Place
    ledger: Ledger
    visitors: list[Visitor]
    agents: list[Agent]
    database: asyncpg.Connection

    def add_visitors(self, count: int) -> None:
        """Expect more visitors; they have yet to arrive."""
        present = len(self.visitors)
        self.visitors += [
            Visitor(self.place, self.ledger, present + number) for number in range(count)
        ]

    async def settle_in(self) -> None:
        """Let each visitor begin a conversation, and the database analyze its tables.

        pgbench gets the same: conversations that exist, and a vacuum with fresh statistics,
        which a server that is up for longer than a minute makes by itself.
        """
        now = time.monotonic()
        for visitor in self.visitors:
            self.write(visitor.number, now)
        await self.settle()
        await self.database.execute("vacuum analyze")
        self.ledger.timed_from = len(self.ledger.writer)

    async def write_at(self, rate: float, seconds: float) -> None:
        """Write at an even rate, each message by the next visitor.

        The schedule is fixed beforehand: a server that falls behind is not spared
        the messages that are due, and their time runs from when they were due.
        """
        begin = time.monotonic()
        count = int(rate * seconds)
        sent = 0
        while sent < count:
            due = min(count, int((time.monotonic() - begin) * rate) + 1)
            while sent < due:
                self.write(sent % len(self.visitors), begin + sent / rate)
                sent += 1
            next_due = begin + sent / rate - time.monotonic()
            await asyncio.sleep(max(_TICK_SECONDS, next_due))

    def write(self, writer: int, intended: float) -> int:
        """Let one visitor write a message; return its number."""
        message = self.ledger.attempt(writer, intended)
        self.visitors[writer].write(message)
        return message

    async def settle(self) -> float:
        """Wait until everybody saw everything; return the moment of the last sight."""
        deadline = time.monotonic() + SETTLE_SECONDS
        while self.ledger.unfinished and time.monotonic() < deadline:  # noqa: ASYNC110 - counts, not one event
            await asyncio.sleep(_LOOK_SECONDS)
        moments = [self.ledger.confirmed, self.ledger.told, *self.ledger.seen]
        return max((max(one.values(), default=0.0) for one in moments), default=0.0)

    async def judge(self) -> Verdict:
        """Whether anything was lost, doubled or out of order."""
        return await self.ledger.judge(self.database, self.place.project_id)


@asynccontextmanager
async def gathered(server: BenchServer, *, visitors: int, agents: int) -> AsyncIterator[Crowd]:
    """Bring visitors and agents to a new project, and send them home at the end."""
    database = await asyncpg.connect(server.database_url)
    place = Place(server.origin, await make_project(database, "Bench"))
    ledger = Ledger(agents)
    screens = [Agent(place, ledger, number) for number in range(agents)]
    crowd = Crowd(place, ledger, [], screens, database)
    crowd.add_visitors(visitors)
    try:
        for agent in crowd.agents:
            await agent.arrive(await make_agent(database, place.project_id))
        await arrive(crowd.visitors)
        await crowd.settle_in()
        yield crowd
    finally:
        for person in (*crowd.visitors, *crowd.agents):
            person.leave()
        await database.close()


async def arrive(visitors: list[Visitor]) -> None:
    """Bring visitors in, some at a time."""
    door = asyncio.Semaphore(_ARRIVING_AT_ONCE)

    async def enter(visitor: Visitor) -> None:
        async with door:
            await visitor.arrive()

    await asyncio.gather(*(enter(visitor) for visitor in visitors))
