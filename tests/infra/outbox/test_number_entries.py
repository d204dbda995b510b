"""Relays give each announcement of a project its number: once, in order, without gaps."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

import pytest

from frontdesk.infra.database import DatabaseAway, also_visitor, read_audience
from frontdesk.infra.outbox import Relay, forget_project
from frontdesk.infra.pause_points import clear_gates, set_gate
from frontdesk.kit.audience import OneVisitor
from tests.infra.outbox.postbox import WHISPERED, Post, Word


async def test_each_project_counts_for_itself_from_one(post: Post, relay: Relay) -> None:
    demo, other = await post.project(), await post.project()

    await post.says(demo, "a")
    await post.says(other, "x")
    await post.says(demo, "b", "c")
    await post.says(other, "y")
    assert await relay.relay_once() == 5

    assert await post.feed(demo) == [(1, "a"), (2, "b"), (3, "c")]
    assert await post.feed(other) == [(1, "x"), (2, "y")]
    latest_seqs = await post.rows("select feed_seq from feed_cursors order by project_id")
    assert [row["feed_seq"] for row in latest_seqs] == [3, 2]


async def test_an_entry_keeps_everything_that_was_announced(post: Post, relay: Relay) -> None:
    project = await post.project()
    await post.says(project, "hello")
    [announced] = await post.rows("select created_at from outbox")

    await relay.relay_once()

    [kept] = await post.rows("select * from feed")
    assert (kept["event"], kept["payload"]) == ("said", '{"word":"hello"}')
    assert read_audience(kept["audience"]) == also_visitor(
        OneVisitor(project, "ada"), WHISPERED, Word("hello")
    )
    assert kept["created_at"] == announced["created_at"]
    assert await post.waiting() == 0


async def test_a_batch_takes_no_more_than_it_may_of_each_project_and_the_rest_comes_next(
    post: Post, relay: Relay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("frontdesk.infra.outbox.relay.BATCH", 3)
    demo, other = await post.project(), await post.project()
    await post.says(demo, *"abcdefg")
    await post.says(other, *"xy")

    taken = [await relay.relay_once() for _ in range(4)]

    assert taken == [5, 3, 1, 0]
    assert await post.feed(demo) == list(enumerate("abcdefg", 1))
    assert await post.feed(other) == [(1, "x"), (2, "y")]


async def test_a_relay_that_dies_before_its_commit_has_given_no_number(
    post: Post, relay: Relay
) -> None:
    project = await post.project()
    await post.says(project, "hello")

    async def die() -> None:
        raise ConnectionResetError

    set_gate("relay.numbered", die)
    with pytest.raises(DatabaseAway):
        await relay.relay_once()
    assert await post.feed(project) == []

    clear_gates()
    await post.says(project, "again")
    assert await relay.relay_once() == 2
    assert await post.feed(project) == [(1, "hello"), (2, "again")]


async def test_many_relays_and_many_writers_at_once_give_each_word_one_number(
    post: Post,
) -> None:
    """Four relays, three projects, ninety transactions of one to three words each."""
    projects = [await post.project() for _ in range(3)]
    words = dict.fromkeys(projects, 0)

    async def write(project: int, start: int) -> None:
        for number in range(start, start + 15):
            count = number % 3 + 1
            await post.says(project, *[f"{start}.{number}.{part}" for part in range(count)])
            words[project] += count

    async with AsyncExitStack() as stack:
        relays = [await stack.enter_async_context(post.relay()) for _ in range(4)]
        writers = asyncio.gather(*[write(one, start) for one in projects for start in (0, 100)])

        async def relay_until_written(relay: Relay) -> None:
            while not writers.done() or await relay.relay_once():
                await relay.relay_once()

        await asyncio.gather(writers, *[relay_until_written(one) for one in relays])

    for project in projects:
        feed = await post.feed(project)
        assert [number for number, _ in feed] == list(range(1, words[project] + 1))
        assert len({word for _, word in feed}) == words[project]
        for start in (0, 100):
            mine = [word for _, word in feed if word.startswith(f"{start}.")]
            assert mine == sorted(mine, key=_spoken)


async def test_what_was_waiting_when_its_project_was_deleted_goes_with_it(
    post: Post, relay: Relay
) -> None:
    demo, other = await post.project(), await post.project()
    await post.says(demo, "a canary")
    await post.says(other, "x")

    async with post.database.transaction() as tx:
        await tx.execute("delete from projects where id = $1", demo)
        await forget_project(tx, demo)

    assert await post.waiting() == 1
    assert await relay.relay_once() == 1
    assert await post.feed(other) == [(1, "x")]


def _spoken(word: str) -> list[int]:
    return [int(part) for part in word.split(".")]
