"""A tail emits every entry of what it follows: once, in order, however it came to know."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

import msgspec
import pytest

from frontdesk.infra.outbox import FEED_CHANNEL, FeedEntry, FeedTail, Relay, feed_after
from frontdesk.infra.outbox.feed import KEPT_DAYS, prune_feed, pruned_up_to
from frontdesk.infra.redis import RedisLink, Subscriber
from frontdesk.infra.tasks import running
from tests.fleet import until
from tests.infra.outbox.postbox import NEVER_SECONDS, Post, Word, open_link


@dataclass
class Web:
    """A web process's tail, and what it told its sockets."""

    tail: FeedTail
    told: list[tuple[int, str]]


@pytest.fixture
async def web(post: Post) -> Web:
    told: list[tuple[int, str]] = []
    return Web(FeedTail(post.database, [lambda entry: told.append(_number_and_word(entry))]), told)


@pytest.fixture
async def link(redis_url: str) -> AsyncIterator[RedisLink]:
    async with open_link(redis_url) as link:
        yield link


async def test_what_a_relay_publishes_is_heard_and_told(
    post: Post, relay: Relay, web: Web, link: RedisLink
) -> None:
    project = await post.project()
    await post.says(project, "before")
    await relay.relay_once()
    assert await web.tail.follow(project) == 1
    subscribed: list[bool] = []

    hears = Subscriber(link, {FEED_CHANNEL: web.tail.receive}, lambda: subscribed.append(True))
    async with running(hears.run()):
        await until(lambda: subscribed)
        await post.says(project, "hello", "again")
        await relay.relay_once()
        await until(lambda: len(web.told) == 2)

    assert web.told == [(2, "hello"), (3, "again")]


async def test_a_publication_that_was_lost_is_read_from_the_table(
    post: Post, relay: Relay, web: Web
) -> None:
    project, unwatched = await post.project(), await post.project()
    await web.tail.follow(project)
    await post.says(project, "hello", "again")
    await post.says(unwatched, "nobody looks")
    await relay.relay_once()

    await web.tail.catch_up()
    await web.tail.catch_up()

    assert web.told == [(1, "hello"), (2, "again")]
    assert web.tail.latest_seqs() == {project: 2}


async def test_publications_twice_late_and_with_a_gap_are_told_once_and_in_order(
    post: Post, relay: Relay, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("frontdesk.infra.outbox.tail.LOOK_SECONDS", NEVER_SECONDS)
    project = await post.project()
    await web.tail.follow(project)
    published = await _publications(post, relay, monkeypatch, project, ["a", "b", "c", "d"])

    for number in (0, 0, 2, 1, 3):
        web.tail.receive(published[number])
    assert web.told == [(1, "a"), (2, "b")]

    async with running(web.tail.run()):
        await until(lambda: len(web.told) == 4)
    assert web.told == [(1, "a"), (2, "b"), (3, "c"), (4, "d")]


async def test_entries_older_than_the_feed_keeps_are_forgotten_and_the_cursor_says_so(
    post: Post, relay: Relay
) -> None:
    demo, other = await post.project(), await post.project()
    await post.says(demo, *"abc")
    await post.says(other, *"xy")
    await relay.relay_once()
    await _age(post, demo, 2, KEPT_DAYS * 24 + 1)
    await _age(post, other, 1, KEPT_DAYS * 24 - 1)

    await _prune(post)

    assert await post.feed(demo) == [(3, "c")]
    assert await post.feed(other) == [(1, "x"), (2, "y")]
    assert [await _pruned(post, one) for one in (demo, other)] == [2, 0]

    await _prune(post)
    assert await _pruned(post, demo) == 2
    await post.says(demo, "d")
    await relay.relay_once()
    assert await post.feed(demo) == [(3, "c"), (4, "d")]


async def test_a_feed_that_was_forgotten_whole_goes_on_counting_where_it_was(
    post: Post, relay: Relay
) -> None:
    project = await post.project()
    await post.says(project, *"abc")
    await relay.relay_once()
    await _age(post, project, 3, 10_000)

    await _prune(post)
    await post.says(project, "d")
    await relay.relay_once()

    assert await post.feed(project) == [(4, "d")]
    assert await _pruned(post, project) == 3


async def test_a_tail_goes_on_behind_what_was_forgotten_meanwhile(
    post: Post, relay: Relay, web: Web
) -> None:
    project = await post.project()
    await web.tail.follow(project)
    await post.says(project, *"abc")
    await relay.relay_once()
    await _age(post, project, 2, 10_000)
    await _prune(post)

    await web.tail.catch_up()

    assert web.told == [(3, "c")]


async def test_a_page_of_the_feed_begins_behind_its_cursor_and_ends_at_its_limit(
    post: Post, relay: Relay
) -> None:
    project = await post.project()
    await post.says(project, *"abcde")
    await relay.relay_once()

    async with post.database.snapshot() as tx:
        page = await feed_after(tx, project, 1, 3)

    assert [_number_and_word(entry) for entry in page] == [(2, "b"), (3, "c"), (4, "d")]


def _number_and_word(entry: FeedEntry) -> tuple[int, str]:
    return entry.feed_seq, msgspec.json.decode(entry.payload, type=Word).word


async def _publications(
    post: Post, relay: Relay, patch: pytest.MonkeyPatch, project: int, words: list[str]
) -> list[bytes]:
    """Relay words one by one; return what would have been published."""
    published: list[bytes] = []

    async def keep(commands: list[tuple[str, str, bytes]]) -> None:
        published.extend(packed for _, _, packed in commands)

    patch.setattr(relay._connection, "run_all", keep)  # noqa: SLF001
    for word in words:
        await post.says(project, word)
        await relay.relay_once()
    return published


async def _age(post: Post, project: int, up_to: int, hours: int) -> None:
    await post.rows(
        "update feed set created_at = now() - make_interval(hours => $3) "
        "where project_id = $1 and feed_seq <= $2",
        project,
        up_to,
        hours,
    )


async def _prune(post: Post) -> None:
    async with post.database.transaction() as tx:
        await prune_feed(tx)


async def _pruned(post: Post, project: int) -> int:
    async with post.database.snapshot() as tx:
        return await pruned_up_to(tx, project)
