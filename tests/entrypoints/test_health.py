"""Readiness says what people would feel."""

from __future__ import annotations

import httpx

from tests.fleet import open_fleet, until


async def test_without_a_worker_it_works_and_is_degraded_until_there_is_one(
    database_url: str, redis_url: str
) -> None:
    async with open_fleet(database_url, redis_url) as fleet:
        web = await fleet.start_web()

        alone = await _ready(web.url)
        await fleet.start_worker()
        await until(lambda: _has_workers(web.url))
        together = await _ready(web.url)

    assert alone == (200, "degraded", "missing")
    assert together == (200, "ok", "ok")


async def test_a_database_that_takes_no_writes_is_as_good_as_away(
    database_url: str, redis_url: str
) -> None:
    async with open_fleet(database_url, redis_url) as fleet:
        name = database_url.rpartition("/")[2]
        await fleet.value(f'alter database "{name}" set default_transaction_read_only = on')
        try:
            web = await fleet.start_web()

            answer = await _ready(web.url)
        finally:
            async with fleet.database.acquire() as connection:
                await connection.execute("set default_transaction_read_only = off")
                await connection.execute(f'alter database "{name}" reset all')

    assert answer[:2] == (503, "unavailable")


async def _has_workers(url: str) -> bool:
    return (await _ready(url))[2] == "ok"


async def _ready(url: str) -> tuple[int, str, str]:
    async with httpx.AsyncClient() as client:
        answer = await client.get(f"{url}/health/ready")
    said = answer.json()
    return answer.status_code, said["status"], said["workers"]
