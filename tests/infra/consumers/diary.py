"""Words in a feed, and consumers that write down which they have handled."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import msgspec

from frontdesk.infra.consumers import Consumed, ConsumerRunner, FeedConsumer, consume, on
from frontdesk.infra.consumers import positions as store
from frontdesk.infra.consumers.consuming import consume_batch
from tests.infra.outbox.postbox import SAID, Post, open_database

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from frontdesk.infra.database import Database, Transaction
    from frontdesk.infra.outbox import Relay


class Word(msgspec.Struct, frozen=True):
    """What the tests' events say."""

    word: str


class Unsayable(Exception):
    """A handler met its poison."""


def diarist(
    name: str = "diary",
    *,
    poison: str = "",
    before: Callable[[], Awaitable[None]] | None = None,
    begin: Literal["head", "oldest"] = "oldest",
) -> FeedConsumer:
    """A consumer that writes each word into the diary, except for poison."""

    async def handle(tx: Transaction, entries: Sequence[Consumed[Word]]) -> None:
        if before is not None:
            await before()
        for one in entries:
            await tx.execute(_WRITE, one.project_id, name, one.feed_seq, one.body.word)
            if one.body.word == poison:
                raise Unsayable

    return consume(name, on(SAID, Word, handle), begin=begin)


@dataclass
class Diary:
    """A feed and what was written about it."""

    post: Post
    relay: Relay

    async def register(self, *consumers: FeedConsumer) -> None:
        """Make consumers known, as a worker does when it starts."""
        async with self.post.database.transaction() as tx:
            for one in consumers:
                await store.register(tx, one)

    async def says(self, project_id: int, *words: str) -> None:
        """Say words and let them come into the feed."""
        await self.post.says(project_id, *words)
        await self.relay.relay_once()

    async def happens(self, project_id: int, event: str, payload: str) -> None:
        """Put any entry into the feed."""
        await self.post.rows(_OTHER, project_id, event, payload)
        await self.relay.relay_once()

    async def catch_up(self, consumer: FeedConsumer, project_id: int) -> None:
        """Consume until there is nothing to do, or something has failed."""
        while await consume_batch(self.post.database, consumer, project_id):
            pass

    async def retry(self, consumer: FeedConsumer, project_id: int) -> None:
        """Consume again at once, whatever pause was ordered."""
        await self.post.rows("update feed_positions set retry_at = null where true")
        await self.catch_up(consumer, project_id)

    async def written(self, project_id: int, name: str = "diary") -> list[tuple[int, str]]:
        """Return what a consumer has written down, in the order in which it did."""
        rows = await self.post.rows(_WRITTEN, project_id, name)
        return [(row["feed_seq"], row["word"]) for row in rows]

    async def words(self, project_id: int, name: str = "diary") -> str:
        """The same, only the words."""
        return "".join(word for _, word in await self.written(project_id, name))

    async def parked(self) -> list[tuple[int, str]]:
        """Return what is parked, and why."""
        rows = await self.post.rows("select * from parked_entries order by project_id, feed_seq")
        return [(row["feed_seq"], row["reason"].partition(" at /")[0]) for row in rows]

    @asynccontextmanager
    async def worker(self, *consumers: FeedConsumer) -> AsyncIterator[ConsumerRunner]:
        """Run consumers as a worker does, on connections of its own."""
        async with open_database(self.post.database_url) as own, running(own, *consumers) as one:
            yield one


@asynccontextmanager
async def running(database: Database, *consumers: FeedConsumer) -> AsyncIterator[ConsumerRunner]:
    """Run consumers until the block ends."""
    runner = ConsumerRunner(database, consumers)
    task = asyncio.create_task(runner.run())
    yield runner
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


@asynccontextmanager
async def open_diary(database_url: str, redis_url: str) -> AsyncIterator[Diary]:
    """Make the diary's table for one test."""
    async with open_database(database_url) as database:
        post = Post(database, database_url, redis_url)
        await post.rows(_DIARY)
        async with post.relay() as relay:
            yield Diary(post, relay)
        await post.rows("drop table diary")


_DIARY = """
create table diary (id bigint generated always as identity, project_id bigint,
                    consumer text, feed_seq bigint, word text)
"""
_WRITE = "insert into diary (project_id, consumer, feed_seq, word) values ($1, $2, $3, $4)"
_WRITTEN = """
select feed_seq, word from diary where project_id = $1 and consumer = $2 order by id
"""
_OTHER = "insert into outbox (project_id, event, payload) values ($1, $2, $3::text::json)"
