"""The feed is kept for its consumers, up to a bound, and then says what they missed."""

from __future__ import annotations

from frontdesk.infra.consumers import consumer_states
from frontdesk.infra.outbox.feed import prune_feed
from tests.infra.consumers.diary import Diary, diarist


async def test_pruning_waits_for_a_consumer_for_a_month_and_then_says_what_it_missed(
    diary: Diary,
) -> None:
    behind, ahead = diarist("behind"), diarist("ahead")
    await diary.register(behind, ahead)
    demo = await diary.post.project()
    await diary.says(demo, "a")
    for consumer in (behind, ahead):
        await diary.catch_up(consumer, demo)
    await diary.says(demo, *"bc")
    await diary.catch_up(ahead, demo)

    kept = []
    for days in (31, 61):
        await diary.post.rows(_AGED, days)
        async with diary.post.database.transaction() as tx:
            await prune_feed(tx)
        kept.append("".join(word for _, word in await diary.post.feed(demo)))
    await diary.says(demo, "d")
    await diary.catch_up(behind, demo)

    assert kept == ["bc", ""]
    assert await diary.words(demo, "behind") == "ad"
    async with diary.post.database.snapshot() as tx:
        missed = {one.name: one.missed for one in await consumer_states(tx)}
    assert missed == {"ahead": 0, "behind": 2}


async def test_a_project_a_consumer_has_never_looked_at_is_kept_for_it(diary: Diary) -> None:
    consumer = diarist()
    await diary.register(consumer)
    demo = await diary.post.project()
    await diary.says(demo, *"ab")
    await diary.post.rows(_AGED, 31)

    async with diary.post.database.transaction() as tx:
        await prune_feed(tx)
    await diary.catch_up(consumer, demo)

    assert await diary.words(demo) == "ab"


async def test_without_consumers_everything_goes_after_a_month(diary: Diary) -> None:
    demo = await diary.post.project()
    await diary.says(demo, *"ab")
    await diary.post.rows(_AGED, 31)
    await diary.says(demo, "c")

    async with diary.post.database.transaction() as tx:
        await prune_feed(tx)

    assert await diary.post.feed(demo) == [(3, "c")]


_AGED = "update feed set created_at = now() - make_interval(days => $1)"
