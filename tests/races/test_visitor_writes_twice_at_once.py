"""R3, R6: whatever two workers do at the same moment, a visitor has one conversation."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from frontdesk.features.visitors import store as visitors_store
from tests.races.recount import contradictions
from tests.races.schedules import Race, Work, open_race
from tests.races.seeds import Seed, seed_project, writes

_POINTS = (
    "messages.visitors_held",
    "conversations.looked",
    "messages.inserted",
    "messages.before_commit",
)
_STEPS = {"left": 4, "right": 4}


async def test_two_workers_never_begin_two_conversations_for_one_visitor(
    database_url: str,
) -> None:
    async with open_race(database_url, ["left", "right"], _POINTS) as race:
        explored = await race.explore(lambda: _two_workers(race, "one", "two"), _STEPS)

        assert (explored.count, explored.failures) == (70, [])
        assert explored.blocked > 0
        assert await contradictions(race.monitor) == []
        assert await race.monitor.fetchval("select count(*) from messages") == 140
        assert await race.monitor.fetchval("select count(*) from conversations") == 70


async def test_a_twin_in_flight_gets_the_first_ones_number(database_url: str) -> None:
    async with open_race(database_url, ["left", "right"], _POINTS) as race:
        explored = await race.explore(lambda: _two_workers(race, "one", "one"), _STEPS)

        assert (explored.count, explored.failures) == (70, [])
        assert all(_ack(result["left"]) == _ack(result["right"]) for result in explored.results)
        assert await contradictions(race.monitor) == []
        assert await race.monitor.fetchval("select count(*) from messages") == 70


@pytest.mark.parametrize("is_index_there", [True, False])
async def test_without_the_lock_only_the_index_keeps_it_one(
    database_url: str, monkeypatch: pytest.MonkeyPatch, *, is_index_there: bool
) -> None:
    """Planted: the visitor's row is not held, and then the unique index is gone, too."""
    unlocked = visitors_store._LOCK.replace("for no key update", "")  # noqa: SLF001
    assert unlocked != visitors_store._LOCK  # noqa: SLF001
    monkeypatch.setattr(visitors_store, "_LOCK", unlocked)
    async with open_race(database_url, ["left", "right"], _POINTS) as race:
        seed = await seed_project(race.monitor)
        await race.monitor.execute(_ADA_IS_KNOWN, seed.project_id, seed.ada.uid, seed.ada.key)
        # Both look before either inserts.
        order = ("left", "right") * 4
        works = {"left": writes(seed.ada, "one"), "right": writes(seed.ada, "two")}
        if not is_index_there:
            await race.monitor.execute("drop index conversations_one_live")
        try:
            await race.run(works, order)
            broken = await contradictions(race.monitor)
        finally:
            if not is_index_there:
                await race.monitor.execute("delete from conversations")
                await race.monitor.execute(_INDEX)

    has_two = any(one.startswith("two live conversations") for one in broken)
    assert has_two is not is_index_there


async def _two_workers(race: Race, left: str, right: str) -> Mapping[str, Work]:
    seed: Seed = await seed_project(race.monitor)
    return {"left": writes(seed.ada, left), "right": writes(seed.ada, right)}


def _ack(replies: object) -> bytes:
    assert isinstance(replies, list), replies
    return bytes(replies[0].ack)


_ADA_IS_KNOWN = "insert into visitors (project_id, uid, token_key) values ($1, $2, $3)"
_INDEX = """
create unique index conversations_one_live on conversations (project_id, visitor_id)
where status in ('open', 'pending')
"""
