"""R7, R9, R10, R35: a worker is killed or frozen at every point that matters."""

from __future__ import annotations

import signal

from frontdesk.infra.ingest import keys
from tests.house import open_fleet, until
from tests.races.drill import Drill

# Before and after every moment at which a message changes hands.
_POINTS = (
    "messages.before_begin",
    "messages.before_commit",
    "messages.committed",
    "ingest.committed",
    "relay.numbered",
    "relay.committed",
)


async def test_workers_killed_at_every_point_in_turn_cost_no_message(
    database_url: str, redis_url: str
) -> None:
    async with open_fleet(database_url, redis_url) as fleet:
        web = await fleet.start_web()
        await fleet.start_worker()
        killed: list[str] = []

        async def kill_one_after_another() -> None:
            for point in _POINTS:
                doomed = await fleet.spawn_worker(kill_at=point)
                await until(lambda doomed=doomed: doomed.is_dead)  # type: ignore[misc]
                killed.append(point)

        verdict = await Drill(fleet, [web.url]).run(kill_one_after_another)

    assert tuple(killed) == _POINTS
    assert verdict.broken == {}
    assert verdict.confirmed == verdict.attempted


async def test_a_worker_that_slept_through_its_lease_changes_nothing(
    database_url: str, redis_url: str
) -> None:
    async with open_fleet(database_url, redis_url) as fleet:
        web = await fleet.start_web()
        zombie = await fleet.spawn_worker()
        names = [keys.lease(shard) for shard in range(fleet.settings.ingest_shards)]

        async def freeze_and_thaw() -> None:
            before = await fleet.redis.mget(names)
            zombie.send(signal.SIGSTOP)
            await fleet.start_worker()

            async def has_changed_hands() -> bool:
                now = await fleet.redis.mget(names)
                return all(a is not None and a != b for a, b in zip(now, before, strict=True))

            await until(has_changed_hands)
            zombie.send(signal.SIGCONT)

        verdict = await Drill(fleet, [web.url]).run(freeze_and_thaw)

    assert verdict.broken == {}
    assert verdict.confirmed == verdict.attempted
