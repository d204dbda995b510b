"""A worker is killed with a job in its hands: another does it."""

from __future__ import annotations

import pytest

from frontdesk.infra.jobs.worker import LOOK_SECONDS, TAKEN_OVER_SECONDS
from tests.feed import until_consumed
from tests.fleet import Fleet, connect_visitor, open_fleet, until


@pytest.mark.parametrize("killed_at", ["jobs.taken", "jobs.done"])
async def test_the_job_of_a_killed_worker_is_taken_over(
    database_url: str, redis_url: str, killed_at: str
) -> None:
    async with open_fleet(database_url, redis_url) as fleet:
        chat = await _is_answered(fleet)
        child = await fleet.spawn_worker(kill_at=killed_at)
        await fleet.value(_LONG_AGO, chat)
        await fleet.value("update pgqueuer set execute_after = now()")
        await until(lambda: child.is_dead)
        left = await fleet.value("select count(*) from pgqueuer")

        await fleet.start_worker()

        async def is_done() -> bool:
            return not await fleet.value("select count(*) from pgqueuer")

        await until(is_done)
        assert left == 1
        assert (
            await fleet.value("select status from conversations where id = $1", chat) == "pending"
        )
        assert await fleet.value(_TOLD) == 1


async def _is_answered(fleet: Fleet) -> int:
    """Let Ada ask and Grace answer, so that a timer is set."""
    web = await fleet.start_web()
    worker = await fleet.start_worker()
    door = fleet.door(web)
    site = await door.project()
    grace = await door.member(site, "Grace")
    ada = await connect_visitor(web.url, site, "ada")
    chat = (await ada.writes("Hello?"))["conversationId"]
    answer = await grace.http.post(site.thread(chat), json={"text": "Hi!"})
    assert answer.status_code == 201
    await ada.close()
    await until_consumed(fleet.database, site.id)
    await worker.stop()
    return int(chat)


_STATUS = "select status from conversations where id = $1"
_LONG_AGO = """
update conversations set agent_replied_at = agent_replied_at - interval '1 hour' where id = $1
"""
_TOLD = """
select count(*) from (select event from feed union all select event from outbox) told
where event = 'automation.triggered'
"""


def test_a_dead_workers_job_is_due_again_long_before_ten_seconds_are_over() -> None:
    assert TAKEN_OVER_SECONDS + LOOK_SECONDS < 10
