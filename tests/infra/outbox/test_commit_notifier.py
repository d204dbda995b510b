"""A relay learns of a commit by a notification, and finds by itself what none told it of."""

from __future__ import annotations

from contextlib import AsyncExitStack
from functools import partial

import pytest
import structlog
from redis.exceptions import ResponseError

from frontdesk.infra.outbox import Relay
from frontdesk.infra.outbox import relay as relay_module
from frontdesk.infra.outbox.commit_notifier import CHANNEL, CommitNotifier, listen
from frontdesk.infra.tasks import running
from tests.fleet import until
from tests.infra.outbox.postbox import NEVER_SECONDS, Post, open_database


async def test_a_commit_in_one_process_wakes_the_relay_of_another(
    post: Post, relay: Relay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relay_module, "SWEEP_SECONDS", NEVER_SECONDS)
    project = await post.project()
    commit_notifier = CommitNotifier(post.database)
    post.database.when_announced(commit_notifier.notifier.notify)

    async with (
        open_database(post.database_url) as elsewhere,
        running(commit_notifier.run(), relay.run(), listen(elsewhere, [relay.notifier.notify])),
    ):
        for number, word in enumerate(("hello", "again", "once more"), 1):
            await post.says(project, word)
            await until(partial(_has, post, project, number))


async def test_what_was_committed_before_anybody_listened_is_relayed_when_somebody_does(
    post: Post, relay: Relay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relay_module, "SWEEP_SECONDS", NEVER_SECONDS)
    project = await post.project()
    await post.says(project, "hello")

    async with running(relay.run(), listen(post.database, [relay.notifier.notify])):
        await until(lambda: _has(post, project, 1))


async def test_without_a_notification_the_relay_looks_by_itself(
    post: Post, relay: Relay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relay_module, "SWEEP_SECONDS", 0.02)
    project = await post.project()

    async with running(relay.run()):
        await post.says(project, "hello")
        await until(lambda: _has(post, project, 1))
        await post.says(project, "again")
        await until(lambda: _has(post, project, 2))


async def test_one_notification_is_enough_for_more_than_a_batch(
    post: Post, relay: Relay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relay_module, "SWEEP_SECONDS", NEVER_SECONDS)
    monkeypatch.setattr(relay_module, "BATCH", 2)
    project = await post.project()
    await post.says(project, *"abcde")

    async with running(relay.run()):
        relay.notifier.notify()
        await until(lambda: _has(post, project, 5))


async def test_a_hundred_calls_at_once_are_one_notification(post: Post) -> None:
    commit_notifier = CommitNotifier(post.database)
    heard: list[str] = []

    async with AsyncExitStack() as stack:
        listener = await stack.enter_async_context(post.database.connection("test"))
        await listener.add_listener(CHANNEL, lambda *_: heard.append("rung"))
        await listener.add_listener("the end", lambda *_: heard.append("the end"))
        for _ in range(100):
            commit_notifier.notifier.notify()
        await stack.enter_async_context(running(commit_notifier.run()))
        await until(lambda: heard)
        await post.rows('notify "the end"')
        await until(lambda: "the end" in heard)

    assert heard == ["rung", "the end"]


async def test_a_relay_goes_on_when_the_database_refuses_it_for_a_while(
    post: Post, relay: Relay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relay_module, "SWEEP_SECONDS", 0.02)
    project = await post.project()
    good = relay_module._NUMBER  # noqa: SLF001
    monkeypatch.setattr(relay_module, "_NUMBER", "select 1 / (case when $1 > 0 then 0 end)")

    with structlog.testing.capture_logs() as logs:
        async with running(relay.run()):
            await post.says(project, "hello")
            await until(lambda: logs)
            monkeypatch.setattr(relay_module, "_NUMBER", good)
            await until(lambda: _has(post, project, 1))

    assert logs[0]["event"] == "The relay could not read the outbox"


async def test_what_redis_does_not_take_is_numbered_and_kept_all_the_same(
    post: Post, relay: Relay, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = await post.project()
    asked: list[int] = []

    async def refuse(commands: list[object]) -> None:
        asked.append(len(commands))
        raise ResponseError("OOM command not allowed when used memory > 'maxmemory'")

    monkeypatch.setattr(relay._connection, "run_all", refuse)  # noqa: SLF001
    await post.says(project, "hello")
    assert await relay.relay_once() == 1
    await post.says(project, "again")
    assert await relay.relay_once() == 1

    assert await post.feed(project) == [(1, "hello"), (2, "again")]
    # The first refusal says that Redis is away; from then on nobody waits for it.
    assert asked == [1]


async def _has(post: Post, project: int, count: int) -> bool:
    return len(await post.feed(project)) == count
