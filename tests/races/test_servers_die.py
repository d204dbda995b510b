"""R21, R33 and the faults of the servers: Redis and PostgreSQL go away under load."""

from __future__ import annotations

import asyncio
from functools import partial

from tests.fleet import Fleet, open_fleet, until
from tests.races.checker import Verdict
from tests.races.drill import Drill
from tests.servers import Servers


async def test_redis_killed_and_restarted_empty_loses_nothing(fragile: Servers) -> None:
    async def kill_and_empty(fleet: Fleet) -> None:
        await asyncio.to_thread(fragile.kill_redis)
        await _more_confirmed(drill)
        await fleet.redis.connection_pool.disconnect()
        await asyncio.to_thread(fragile.start_redis_again)
        await fleet.redis.flushall()

    async with open_fleet(fragile.database_url, fragile.redis_url) as fleet:
        drill = await _ready(fleet)
        verdict = await drill.run(partial(kill_and_empty, fleet))

    _holds(verdict)


async def test_flushing_redis_loses_nothing_and_keeps_the_order(fragile: Servers) -> None:
    async def flush_again_and_again(fleet: Fleet) -> None:
        for _ in range(5):
            await fleet.redis.flushall()
            await _more_confirmed(drill)

    async with open_fleet(fragile.database_url, fragile.redis_url) as fleet:
        drill = await _ready(fleet)
        verdict = await drill.run(partial(flush_again_and_again, fleet))

    _holds(verdict)


async def test_a_paused_redis_delays_and_loses_nothing(fragile: Servers) -> None:
    async def pause(fleet: Fleet) -> None:
        await fleet.redis.client_pause(3_000)
        await _more_confirmed(drill)

    async with open_fleet(fragile.database_url, fragile.redis_url) as fleet:
        drill = await _ready(fleet)
        verdict = await drill.run(partial(pause, fleet))

    _holds(verdict)


async def test_subscribers_cut_off_from_redis_miss_nothing(fragile: Servers) -> None:
    async def cut(fleet: Fleet) -> None:
        for _ in range(5):
            await fleet.redis.client_kill_filter(_type="pubsub")
            await _more_confirmed(drill)

    async with open_fleet(fragile.database_url, fragile.redis_url) as fleet:
        drill = await _ready(fleet)
        verdict = await drill.run(partial(cut, fleet))

    _holds(verdict)


async def test_postgres_killed_under_load_loses_nothing_that_was_confirmed(
    fragile: Servers,
) -> None:
    async def kill_and_start(_: Fleet) -> None:
        await asyncio.to_thread(fragile.kill_postgres)
        await asyncio.to_thread(fragile.start_postgres_again)

    async with open_fleet(fragile.database_url, fragile.redis_url) as fleet:
        drill = await _ready(fleet)
        verdict = await drill.run(partial(kill_and_start, fleet))

    _holds(verdict)


async def test_a_postgres_that_confirms_before_it_writes_loses_what_it_confirmed(
    fragile: Servers,
) -> None:
    """Planted: commits wait for nothing, and the log is written ten seconds later."""

    async def kill_and_start() -> None:
        await asyncio.to_thread(fragile.kill_postgres)
        await asyncio.to_thread(fragile.start_postgres_again)

    async with open_fleet(fragile.database_url, fragile.redis_url) as fleet:
        name = await fleet.value("select current_database()")
        await fleet.value(f"alter database {name} set synchronous_commit = off")
        await fleet.value("alter system set wal_writer_delay = '10s'")
        await fleet.value("select pg_reload_conf()")
        try:
            verdict = await (await _ready(fleet)).run(kill_and_start)
        finally:
            await fleet.value(f"alter database {name} reset all")
            await fleet.value("alter system reset all")
            await fleet.value("select pg_reload_conf()")

    assert verdict.lost > 0


async def _ready(fleet: Fleet) -> Drill:
    web = await fleet.start_web()
    await fleet.start_worker()
    return Drill(fleet, [web.url])


async def _more_confirmed(drill: Drill) -> None:
    """Wait until messages sent from now on are confirmed."""
    before = len(drill.history.confirmed)
    await until(lambda: len(drill.history.confirmed) >= before + 40)


def _holds(verdict: Verdict) -> None:
    assert verdict.broken == {}
    assert verdict.confirmed == verdict.attempted
