"""A consumer reads every entry it wants, once, in order, and remembers how far it has come."""

from __future__ import annotations

import pytest

from frontdesk.infra.consumers import consuming
from frontdesk.infra.consumers import positions as store
from tests.infra.consumers.diary import Diary, diarist


async def test_each_project_is_read_in_the_order_of_its_feed(
    diary: Diary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consuming, "BATCH", 3)
    consumer = diarist()
    await diary.register(consumer)
    demo, other = await diary.post.project(), await diary.post.project()
    await diary.says(demo, *"abcdefg")
    await diary.says(other, *"xy")

    await diary.catch_up(consumer, demo)
    await diary.catch_up(consumer, other)
    await diary.says(demo, "h")
    await diary.catch_up(consumer, demo)

    assert await diary.written(demo) == list(enumerate("abcdefgh", 1))
    assert await diary.written(other) == [(1, "x"), (2, "y")]


async def test_what_a_consumer_does_not_read_is_passed_over(diary: Diary) -> None:
    consumer = diarist()
    await diary.register(consumer)
    demo = await diary.post.project()
    await diary.says(demo, "a")
    await diary.happens(demo, "sung", '{"song": 1}')
    await diary.says(demo, "b")
    await diary.happens(demo, "sung", '{"song": 2}')

    await diary.catch_up(consumer, demo)

    assert await diary.written(demo) == [(1, "a"), (3, "b")]
    [position] = await diary.post.rows("select feed_seq from feed_positions")
    assert position["feed_seq"] == 4


async def test_a_consumer_from_the_head_leaves_the_past_alone_but_begins_new_projects_at_one(
    diary: Diary,
) -> None:
    newcomer, thorough = diarist("new", begin="head"), diarist("all", begin="oldest")
    demo = await diary.post.project()
    await diary.says(demo, *"ab")
    await diary.register(newcomer, thorough)
    later = await diary.post.project()
    await diary.says(demo, "c")
    await diary.says(later, "x")
    # The second start of a worker changes nothing.
    await diary.register(newcomer, thorough)

    for consumer in (newcomer, thorough):
        await diary.catch_up(consumer, demo)
        await diary.catch_up(consumer, later)

    assert (await diary.words(demo, "new"), await diary.words(later, "new")) == ("c", "x")
    assert (await diary.words(demo, "all"), await diary.words(later, "all")) == ("abc", "x")


async def test_an_entry_that_cannot_be_read_is_parked_with_its_place_and_no_word_of_it(
    diary: Diary,
) -> None:
    consumer = diarist()
    await diary.register(consumer)
    demo = await diary.post.project()
    await diary.says(demo, "a")
    await diary.happens(demo, "said", '{"word": {"secret": "canary"}}')
    await diary.happens(demo, "said", "[]")
    await diary.says(demo, "b")

    await diary.catch_up(consumer, demo)

    assert await diary.words(demo) == "ab"
    assert await diary.parked() == [(2, "unreadable at $.word"), (3, "unreadable at $")]


async def test_an_older_entry_with_more_fields_than_the_consumer_wants_can_be_read(
    diary: Diary,
) -> None:
    consumer = diarist()
    await diary.register(consumer)
    demo = await diary.post.project()
    await diary.happens(demo, "said", '{"word": "a", "loud": true}')

    await diary.catch_up(consumer, demo)

    assert (await diary.words(demo), await diary.parked()) == ("a", [])


async def test_the_sweep_moves_past_unwanted_entries_but_never_past_a_wanted_one(
    diary: Diary,
) -> None:
    consumer = diarist()
    await diary.register(consumer)
    idle, busy = await diary.post.project(), await diary.post.project()
    await diary.says(idle, "a")
    await diary.says(busy, "a")
    for project in (idle, busy):
        await diary.catch_up(consumer, project)
        await diary.happens(project, "sung", "{}")
    await diary.says(busy, "b")

    async with diary.post.database.transaction() as tx:
        await store.skip_unwanted(tx, consumer)
        behind = await store.find_behind(tx, [consumer])

    assert behind == [("diary", busy)]
    await diary.catch_up(consumer, busy)
    assert await diary.words(busy) == "ab"


async def test_a_deleted_project_takes_its_positions_and_parked_entries_with_it(
    diary: Diary,
) -> None:
    consumer = diarist()
    await diary.register(consumer)
    demo = await diary.post.project()
    await diary.happens(demo, "said", "[]")
    await diary.says(demo, "a")
    await diary.catch_up(consumer, demo)

    await diary.post.rows("delete from projects where id = $1", demo)

    assert await diary.parked() == []
    assert await diary.post.rows("select from feed_positions") == []
