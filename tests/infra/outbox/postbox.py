"""A project, an event of its own, and relays: what the tests of the outbox begin with."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from frontdesk.infra.database import Announcement, Database, Transaction, Wiring, also_visitor
from frontdesk.infra.outbox import Relay
from frontdesk.infra.redis import RedisLink
from frontdesk.kit.audience import OneVisitor, ProjectMembers
from frontdesk.kit.protocol import ServerEvent
from frontdesk.kit.wire import Wire

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import asyncpg

# So long that only a notification can be the reason when something was done.
NEVER_SECONDS = 3_600.0


@dataclass(frozen=True)
class Said:
    """Somebody said a word."""

    project_id: int
    word: str


class Word(Wire):
    """`said`, to members."""

    word: str


SAID = ServerEvent("said", Word, ProjectMembers, is_durable=True)
WHISPERED = ServerEvent("whispered", Word, OneVisitor)


def said(event: Said) -> list[Announcement[Word]]:
    """Tell a word to the project, and to the visitor whom it concerns."""
    word = Word(event.word)
    ada = also_visitor(OneVisitor(event.project_id, "ada"), WHISPERED, word)
    return [Announcement(event.project_id, SAID, word, ada)]


async def refuse_mallory(_: Transaction, event: Said) -> None:
    """Refuse one word, as a listener inside the transaction may."""
    if event.word == "mallory":
        raise LookupError


WIRING = Wiring(broadcasts={Said: said}, within={Said: [refuse_mallory]})


@dataclass
class Post:
    """A database with everything that stands in its outbox and its feed."""

    database: Database
    database_url: str
    redis_url: str

    async def project(self) -> int:
        """Make a project."""
        async with self.database.transaction() as tx:
            return int(await tx.fetch_value(_PROJECT))

    async def says(self, project_id: int, *words: str) -> None:
        """Say words in one transaction."""
        async with self.database.transaction() as tx:
            await tx.announce([Said(project_id, word) for word in words])

    async def says_and_fails(self, project_id: int, word: str) -> None:
        """Say a word in a transaction that PostgreSQL then refuses."""
        async with self.database.transaction() as tx:
            await tx.announce([Said(project_id, word)])
            await tx.execute("insert into feed_cursors (project_id) values ($1)", project_id)

    async def says_and_cannot_commit(self, project_id: int, word: str) -> None:
        """Say a word in a transaction that PostgreSQL refuses only at its COMMIT."""
        async with self.database.transaction() as tx:
            await tx.execute("create temp table once (n int unique deferrable initially deferred)")
            await tx.announce([Said(project_id, word)])
            await tx.execute("insert into once values (1), (1)")

    async def waiting(self) -> int:
        """Count what no relay has taken yet."""
        async with self.database.snapshot() as tx:
            return int(await tx.fetch_value("select count(*) from outbox"))

    async def feed(self, project_id: int) -> list[tuple[int, str]]:
        """Return the numbers and the words of a project's feed."""
        async with self.database.snapshot() as tx:
            rows = await tx.fetch(_FEED, project_id)
        return [(row["feed_seq"], row["word"]) for row in rows]

    async def rows(self, sql: str, *values: object) -> list[asyncpg.Record]:
        """Run a statement of a test's own."""
        async with self.database.transaction() as tx:
            return await tx.fetch(sql, *values)

    @asynccontextmanager
    async def relay(self) -> AsyncIterator[Relay]:
        """Start a relay as a worker has one: with its own connections."""
        async with open_link(self.redis_url) as link, open_database(self.database_url) as own:
            yield Relay(own, link)


@asynccontextmanager
async def open_database(url: str) -> AsyncIterator[Database]:
    """Connect, with the wiring of these tests."""
    database = Database(url, WIRING, max_connections=3)
    await database.open("test")
    yield database
    await database.close()


@asynccontextmanager
async def open_link(url: str) -> AsyncIterator[RedisLink]:
    """Connect to Redis."""
    link = RedisLink(url)
    await link.probe()
    yield link
    await link.close()


_PROJECT = "insert into projects (name, persona_name) values ('Demo', 'Demo Support') returning id"
_FEED = """
select feed_seq, payload ->> 'word' as word from feed where project_id = $1 order by feed_seq
"""
