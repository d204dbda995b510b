"""A consumer that fails waits, tries again, and in the end passes over what it cannot handle."""

from __future__ import annotations

import asyncio
from functools import partial

from frontdesk.infra.consumers.consuming import MAX_ATTEMPTS, handle_parked
from frontdesk.kit.errors import Unavailable
from tests.fleet import until
from tests.infra.consumers.diary import Diary, diarist, running


async def test_poison_is_parked_after_its_attempts_and_only_then_the_rest_goes_on(
    diary: Diary,
) -> None:
    consumer = diarist(poison="!")
    await diary.register(consumer)
    demo = await diary.post.project()
    await diary.says(demo, *"ab!cd")

    await diary.catch_up(consumer, demo)
    assert (await diary.words(demo), await diary.parked()) == ("ab", [])
    for _ in range(MAX_ATTEMPTS - 1):
        assert await diary.words(demo) == "ab"
        await diary.retry(consumer, demo)

    assert await diary.words(demo) == "abcd"
    assert await diary.parked() == [(3, "Unsayable")]


async def test_each_pause_is_longer_up_to_a_minute(diary: Diary) -> None:
    consumer = diarist(poison="!")
    await diary.register(consumer)
    demo = await diary.post.project()
    await diary.says(demo, "!")

    pauses = []
    for _ in range(MAX_ATTEMPTS - 1):
        await diary.retry(consumer, demo)
        [row] = await diary.post.rows(_PAUSE)
        pauses.append(row["seconds"])

    assert pauses == [1, 2, 4, 8, 16, 32, 60]


async def test_while_it_waits_nothing_is_tried(diary: Diary) -> None:
    consumer = diarist(poison="!")
    await diary.register(consumer)
    demo = await diary.post.project()
    await diary.says(demo, "!")
    await diary.catch_up(consumer, demo)
    await diary.post.rows("update feed_positions set retry_at = now() + interval '1 hour'")

    await diary.catch_up(consumer, demo)

    [row] = await diary.post.rows("select attempts from feed_positions")
    assert row["attempts"] == 1


async def test_what_is_only_away_is_never_passed_over(diary: Diary) -> None:
    is_away = True

    async def look() -> None:
        if is_away:
            raise Unavailable

    consumer = diarist(before=look)
    await diary.register(consumer)
    demo = await diary.post.project()
    await diary.says(demo, "a")
    for _ in range(MAX_ATTEMPTS * 2):
        await diary.retry(consumer, demo)
    assert await diary.parked() == []

    is_away = False
    await diary.retry(consumer, demo)

    assert await diary.words(demo) == "a"


async def test_a_failing_project_and_a_failing_consumer_hold_up_nobody_else(diary: Diary) -> None:
    failing, well = diarist("failing", poison="!"), diarist("well")
    demo, other = await diary.post.project(), await diary.post.project()

    async with diary.worker(failing, well):
        await diary.says(demo, *"a!b")
        await diary.says(other, *"xy")
        await until(partial(_is, diary, "xy", other, "failing"))
        await until(partial(_is, diary, "a!b", demo, "well"))
        await until(partial(_is, diary, "a", demo, "failing"))


async def test_a_consumer_that_hangs_in_every_project_holds_up_no_other(diary: Diary) -> None:
    forever = asyncio.Event()

    async def hang() -> None:
        await forever.wait()

    hanging, well = diarist("hanging", before=hang), diarist("well")
    projects = [await diary.post.project() for _ in range(3)]

    async with diary.worker(hanging, well):
        for project in projects:
            await diary.says(project, "a")
        for project in projects:
            await until(partial(_is, diary, "a", project, "well"))

    assert [await diary.words(one, "hanging") for one in projects] == ["", "", ""]


async def test_what_was_parked_is_handled_again_when_an_operator_says_so(diary: Diary) -> None:
    failing, mended = diarist(poison="!"), diarist()
    await diary.register(failing)
    demo = await diary.post.project()
    await diary.says(demo, *"a!b")
    for _ in range(MAX_ATTEMPTS):
        await diary.retry(failing, demo)

    assert not await handle_parked(diary.post.database, mended)
    await diary.post.rows("update parked_entries set again = true where true")
    assert await handle_parked(diary.post.database, failing)
    assert not await handle_parked(diary.post.database, mended)
    await diary.post.rows("update parked_entries set again = true where true")
    async with running(diary.post.database, mended):
        await until(partial(_is, diary, "ab!", demo))

    assert await diary.parked() == []


async def test_an_error_of_a_batch_that_no_entry_has_alone_parks_nothing(diary: Diary) -> None:
    calls = 0

    async def stumble() -> None:
        nonlocal calls
        calls += 1
        if calls == 1:
            raise LookupError

    consumer = diarist(before=stumble)
    await diary.register(consumer)
    demo = await diary.post.project()
    await diary.says(demo, *"abc")

    await diary.catch_up(consumer, demo)

    assert await diary.words(demo) == "abc"
    assert calls == 4


async def _is(diary: Diary, words: str, project_id: int, name: str = "diary") -> bool:
    return await diary.words(project_id, name) == words


_PAUSE = """
select round(extract(epoch from retry_at - now()))::integer as seconds from feed_positions
"""
