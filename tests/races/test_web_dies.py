"""R6, R9: a web process is killed, and its people go to another with what was unconfirmed."""

from __future__ import annotations

from tests.fleet import open_fleet, until
from tests.races.drill import Drill


async def test_a_killed_web_process_costs_no_message(database_url: str, redis_url: str) -> None:
    async with open_fleet(database_url, redis_url) as fleet:
        doomed = await fleet.spawn_web()
        other = await fleet.start_web()
        await fleet.start_worker()
        drill = Drill(fleet, [doomed.url, other.url])

        async def kill() -> None:
            doomed.kill()
            before = len(drill.history.confirmed)
            await until(lambda: len(drill.history.confirmed) > before + 40)

        verdict = await drill.run(kill)

    assert verdict.broken == {}
    assert verdict.confirmed == verdict.attempted


async def test_a_web_process_that_confirms_what_it_only_heard_loses_it(
    database_url: str, redis_url: str
) -> None:
    """Planted: the answer does not wait for the commit."""
    async with open_fleet(database_url, redis_url) as fleet:
        doomed = await fleet.spawn_web(planted="confirm_what_was_only_heard")
        other = await fleet.start_web()
        await fleet.start_worker()
        drill = Drill(fleet, [doomed.url, other.url])

        async def kill() -> None:
            doomed.kill()

        verdict = await drill.run(kill)

    assert verdict.lost > 0
