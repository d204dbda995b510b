"""R7, R9, R10, R35: a worker is killed or frozen at every point that matters."""

from __future__ import annotations

import signal

from tests.fleet import open_fleet, until
from tests.patience import PATIENCE_SECONDS
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


async def test_workers_frozen_at_every_point_in_turn_change_nothing_when_they_wake(
    database_url: str, redis_url: str
) -> None:
    async with open_fleet(database_url, redis_url) as fleet:
        web = await fleet.start_web()
        await fleet.start_worker()
        drill = Drill(fleet, [web.url])

        async def freeze_one_after_another() -> None:
            for point in _POINTS:
                await _freeze_until_overtaken(drill, point)

        verdict = await drill.run(freeze_one_after_another)

    assert verdict.broken == {}
    assert verdict.confirmed == verdict.attempted


async def test_a_zombie_that_does_not_look_stores_everything_twice(
    database_url: str, redis_url: str
) -> None:
    """Planted: a worker forgets to look for earlier messages, and the unique key is gone."""
    async with open_fleet(database_url, redis_url) as fleet:
        web = await fleet.start_web()
        await fleet.start_worker()
        drill = Drill(fleet, [web.url])
        await fleet.value(f"alter table messages drop constraint {_KEY}")

        async def freeze() -> None:
            planted = "forget_what_was_stored"
            await _freeze_until_overtaken(drill, "messages.before_begin", planted=planted)

        try:
            verdict = await drill.run(freeze)
        finally:
            await fleet.close()
            await fleet.value("delete from messages")
            await fleet.value(f"alter table messages add constraint {_KEY} {_UNIQUE}")

    assert verdict.doubled > 0


async def _freeze_until_overtaken(drill: Drill, point: str, *, planted: str = "") -> None:
    """Freeze a worker, let others do what it had in hand, wake it, and end it afterwards."""
    # With a batch in hand it ends by itself, as soon as it has stored that batch once more.
    last = "ingest.committed" if point.startswith("messages.") else ""
    zombie = await drill.fleet.spawn_worker(freeze_at=point, kill_at=last, planted=planted)
    await until(lambda: zombie.is_frozen, PATIENCE_SECONDS)
    await _until_confirmed(drill)
    zombie.send(signal.SIGCONT)
    if last:
        await until(lambda: zombie.is_dead, PATIENCE_SECONDS)
    await _until_confirmed(drill)
    zombie.kill()


async def _until_confirmed(drill: Drill) -> None:
    """Wait until everything that was sent before this moment is confirmed."""
    sent = {one for ids in drill.history.attempted.values() for one in ids}
    await until(lambda: sent <= drill.history.confirmed, PATIENCE_SECONDS)


# Its lease must end, and PostgreSQL must end the transaction it holds others up with.
_KEY = "messages_project_id_sender_type_sender_id_temp_id_key"
_UNIQUE = "unique (project_id, sender_type, sender_id, temp_id)"
