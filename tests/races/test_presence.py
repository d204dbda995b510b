"""R23: online means at least one live socket, whatever order goodbyes arrive in."""

from __future__ import annotations

from collections.abc import AsyncIterator
from itertools import permutations

import pytest

from frontdesk.features.presence.store import visitors as store
from frontdesk.features.presence.store.visitors import OnlineVisitors
from frontdesk.infra.redis import RedisLink
from tests.fleet import until


@pytest.fixture
async def online(redis_url: str) -> AsyncIterator[OnlineVisitors]:
    link = RedisLink(redis_url)
    await link.probe()
    yield OnlineVisitors(link)
    await link.close()


async def test_an_old_sockets_late_goodbye_never_ends_the_new_ones_presence(
    online: OnlineVisitors,
) -> None:
    steps = ["old enters", "new enters", "old leaves"]
    orders = [one for one in permutations(steps) if one.index(steps[0]) < one.index(steps[2])]

    for project_id, order in enumerate(orders, start=1):
        for step in order:
            socket, verb = step.split()
            act = online.enter if verb == "enters" else online.leave
            await act(project_id, "ada", socket)

        assert await online.are_online(project_id, ["ada"]) == {"ada"}
    assert len(orders) == 3


async def test_two_tabs_are_one_visitor_who_leaves_with_the_last(online: OnlineVisitors) -> None:
    assert await online.enter(1, "ada", "one") is True
    assert await online.enter(1, "ada", "two") is False

    assert await online.leave(1, "ada", "one") is False
    assert await online.are_online(1, ["ada"]) == {"ada"}
    assert await online.leave(1, "ada", "two") is True
    assert await online.are_online(1, ["ada"]) == set()


async def test_a_visitor_whose_process_crashed_is_told_gone_once(
    online: OnlineVisitors, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "STALE_SECONDS", 1)
    await online.enter(1, "ada", "crashed")
    monkeypatch.setattr(store, "STALE_SECONDS", 45)
    await online.enter(1, "eve", "alive")

    dropped: list[tuple[int, str]] = []

    async def has_dropped() -> bool:
        dropped.extend(await online.drop_stale([1]))
        return bool(dropped)

    await until(has_dropped)
    assert dropped == [(1, "ada")]
    assert await online.drop_stale([1]) == []
    assert await online.are_online(1, ["ada", "eve"]) == {"eve"}
    assert store.BEAT_SECONDS * 3 <= 45


async def test_a_goodbye_that_removes_more_than_itself_is_seen(
    redis_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Planted: leaving ends the visitor's presence, whichever socket leaves."""
    forgets_all = "redis.call('del', KEYS[1]) return redis.call('zrem', KEYS[2], ARGV[1])"
    monkeypatch.setattr(store, "_LEAVE", forgets_all)
    link = RedisLink(redis_url)
    await link.probe()
    online = OnlineVisitors(link)
    await online.enter(1, "ada", "old")
    await online.enter(1, "ada", "new")

    await online.leave(1, "ada", "old")

    assert await online.are_online(1, ["ada"]) == set()
    await link.close()
