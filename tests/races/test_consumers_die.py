"""A worker is killed while it reads the feed: another goes on, and nothing is done twice."""

from __future__ import annotations

import pytest

from tests.feed import until_consumed
from tests.fleet import connect_visitor, open_fleet, until


@pytest.mark.parametrize("killed_at", ["consumers.handled", "consumers.committed"])
async def test_what_a_killed_worker_was_reading_is_handled_once(
    database_url: str, redis_url: str, killed_at: str
) -> None:
    async with open_fleet(database_url, redis_url) as fleet:
        web = await fleet.start_web()
        worker = await fleet.start_worker()
        door = fleet.door(web)
        site = await door.project()
        grace = await door.member(site, "Grace")
        ada = await connect_visitor(web.url, site, "ada")
        chat = (await ada.writes("Hello?"))["conversationId"]
        await ada.close()
        await until_consumed(fleet.database, site.id)
        await worker.stop()
        answer = await grace.http.post(site.thread(chat), json={"text": "Hi!"})
        assert answer.status_code == 201

        child = await fleet.spawn_worker(kill_at=killed_at)
        await until(lambda: child.is_dead)
        timers_left = await fleet.value(_TIMERS)
        await fleet.start_worker()
        await until_consumed(fleet.database, site.id)

        assert timers_left == (0 if killed_at == "consumers.handled" else 1)
        assert await fleet.value(_TIMERS) == 1


_TIMERS = "select count(*) from pgqueuer where entrypoint = 'routing.auto_pending'"
