"""Many workers, one consumer: each entry once and in order, whichever worker dies when."""

from __future__ import annotations

import asyncio
from functools import partial

import pytest

from frontdesk.infra.consumers import consuming
from frontdesk.infra.consumers.consuming import consume_batch
from frontdesk.infra.database import DatabaseAway
from frontdesk.infra.pause_points import clear_gates, set_gate
from tests.fleet import until
from tests.infra.consumers.diary import Diary, diarist
from tests.infra.outbox.postbox import open_database


async def test_while_one_worker_handles_a_batch_another_leaves_the_project_alone(
    diary: Diary,
) -> None:
    consumer = diarist()
    await diary.register(consumer)
    demo = await diary.post.project()
    await diary.says(demo, "a")
    await diary.catch_up(consumer, demo)
    await diary.says(demo, *"bc")
    reached, go_on = asyncio.Event(), asyncio.Event()

    async def hold() -> None:
        clear_gates()
        reached.set()
        await go_on.wait()

    set_gate("consumers.handled", hold)
    async with open_database(diary.post.database_url) as other:
        first = asyncio.create_task(consume_batch(diary.post.database, consumer, demo))
        await until(reached.is_set)
        assert not await consume_batch(other, consumer, demo)
        assert await diary.words(demo) == "a"
        go_on.set()
        await first
        assert not await consume_batch(other, consumer, demo)

    assert await diary.written(demo) == [(1, "a"), (2, "b"), (3, "c")]


async def test_killed_between_handling_and_commit_it_is_handled_again_and_counts_once(
    diary: Diary,
) -> None:
    consumer = diarist()
    await diary.register(consumer)
    demo = await diary.post.project()
    await diary.says(demo, *"ab")

    set_gate("consumers.handled", _die)
    with pytest.raises(DatabaseAway):
        await diary.catch_up(consumer, demo)
    assert await diary.written(demo) == []
    clear_gates()
    await diary.catch_up(consumer, demo)

    assert await diary.words(demo) == "ab"
    [row] = await diary.post.rows("select attempts from feed_positions")
    assert row["attempts"] == 0


async def test_killed_after_the_commit_it_is_not_handled_again(diary: Diary) -> None:
    consumer = diarist()
    await diary.register(consumer)
    demo = await diary.post.project()
    await diary.says(demo, *"ab")

    set_gate("consumers.committed", _die)
    with pytest.raises(ConnectionResetError):
        await diary.catch_up(consumer, demo)
    clear_gates()
    await diary.catch_up(consumer, demo)

    assert await diary.words(demo) == "ab"


async def test_two_workers_and_many_projects_at_once_handle_each_entry_once_in_order(
    diary: Diary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consuming, "BATCH", 4)
    consumer = diarist()
    projects = [await diary.post.project() for _ in range(4)]

    async with diary.worker(consumer) as one, diary.worker(consumer) as two:
        diary.relay.when_numbered(one.receive)
        diary.relay.when_numbered(two.receive)
        for number in range(20):
            for project in projects:
                await diary.says(project, *[f"{number}.{part} " for part in range(3)])
        for project in projects:
            await until(partial(_has, diary, project, 60))

    words = [f"{number}.{part} " for number in range(20) for part in range(3)]
    for project in projects:
        assert await diary.written(project) == list(enumerate(words, 1))


async def test_the_relay_wakes_it_long_before_it_would_look_by_itself(
    diary: Diary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("frontdesk.infra.consumers.runner.SWEEP_SECONDS", 3_600.0)
    consumer = diarist()
    demo = await diary.post.project()

    async with diary.worker(consumer) as worker:
        await until(partial(_is_registered, diary))
        diary.relay.when_numbered(worker.receive)
        await diary.says(demo, "a")
        await until(partial(_has, diary, demo, 1))
        await diary.says(demo, "b")
        await until(partial(_has, diary, demo, 2))


async def test_without_a_word_from_the_relay_the_sweep_finds_it(diary: Diary) -> None:
    consumer = diarist()
    demo = await diary.post.project()

    async with diary.worker(consumer):
        await until(partial(_is_registered, diary))
        await diary.says(demo, "a")
        await until(partial(_has, diary, demo, 1))


async def _die() -> None:
    raise ConnectionResetError


async def _has(diary: Diary, project_id: int, count: int) -> bool:
    return len(await diary.written(project_id)) == count


async def _is_registered(diary: Diary) -> bool:
    return bool(await diary.post.rows("select from feed_consumers"))
