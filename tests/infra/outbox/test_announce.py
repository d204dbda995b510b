"""What a transaction announces is committed with it, or never was."""

from __future__ import annotations

import asyncpg
import pytest

from frontdesk.infra.outbox import Relay
from tests.infra.outbox.postbox import Post, Said


async def test_nobody_can_read_an_announcement_before_its_transaction_commits(
    post: Post, relay: Relay
) -> None:
    project = await post.project()

    async with post.database.transaction() as tx:
        await tx.announce([Said(project, "hello")])
        assert await relay.relay_once() == 0
        assert await post.waiting() == 0

    assert await relay.relay_once() == 1
    assert await post.feed(project) == [(1, "hello")]


async def test_nothing_is_announced_after_a_rollback_and_its_number_is_not_missing(
    post: Post, relay: Relay
) -> None:
    project = await post.project()
    rings: list[str] = []
    post.database.when_announced(lambda: rings.append("rung"))

    await post.says(project, "before")
    with pytest.raises(asyncpg.UniqueViolationError):
        await post.says_and_fails(project, "never")
    with pytest.raises(asyncpg.UniqueViolationError):
        await post.says_and_cannot_commit(project, "never either")
    await post.says(project, "after")

    assert await relay.relay_once() == 2
    assert await post.feed(project) == [(1, "before"), (2, "after")]
    assert rings == ["rung", "rung"]


async def test_a_listener_that_refuses_takes_the_announcement_back_with_everything_else(
    post: Post,
) -> None:
    project = await post.project()

    with pytest.raises(LookupError):
        await post.says(project, "hello", "mallory")

    assert await post.waiting() == 0


async def test_a_transaction_notifies_once_and_one_that_announces_nothing_does_not(
    post: Post,
) -> None:
    project = await post.project()
    heard: list[int] = []
    post.database.when_announced(lambda: heard.append(1))

    async with post.database.transaction() as tx:
        await tx.announce([])
    assert heard == []

    async with post.database.transaction() as tx:
        await tx.announce([Said(project, "one")])
        await tx.announce([Said(project, "two"), Said(project, "three")])
        assert heard == []
    assert heard == [1]
