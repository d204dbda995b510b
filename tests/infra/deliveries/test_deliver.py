"""A delivery is sent until it is answered, known by its key, and then forgotten but for its end."""

from __future__ import annotations

import asyncio

import pytest

from frontdesk.infra.database import DatabaseAway
from frontdesk.infra.deliveries import forget_old_deliveries
from frontdesk.infra.outbound import OutboundFailed
from frontdesk.infra.pause_points import clear_gates, set_gate
from tests.fleet import until
from tests.infra.deliveries.office import HOSTS, PostOffice

AWAY = OutboundFailed("The site cannot be reached.", may_ask_again=True)
FORBIDDEN = OutboundFailed("This host is not on the list.", may_ask_again=False)


async def test_it_is_sent_with_its_key_and_only_how_it_ended_is_kept(office: PostOffice) -> None:
    await office.plans(await office.project(), "order-7")

    assert (await office.sends(), await office.sends()) == (1, 0)

    [request] = office.receivers.requests
    assert request.headers == (("authorization", "canary"), ("idempotency-key", "order-7"))
    assert (request.body, office.receivers.hosts) == ("what Ada wrote", [HOSTS])
    [kept] = await office.rows("select * from deliveries")
    assert (kept["state"], kept["last_status"], kept["attempts"]) == ("delivered", 200, 1)
    assert (kept["headers"], kept["body"]) == (None, None)


async def test_planned_twice_it_is_sent_once_even_long_after(office: PostOffice) -> None:
    project = await office.project()
    await office.plans(project, "order-7", "order-7")
    await office.sends()
    await office.plans(project, "order-7")
    await office.plans(await office.project(), "order-7")

    await office.sends()

    assert office.receivers.sent_keys() == ["order-7", "order-7"]
    rows = await office.rows("select distinct project_id from deliveries")
    assert len(rows) == 2


async def test_what_is_rolled_back_is_never_sent(office: PostOffice) -> None:
    with pytest.raises(DatabaseAway):
        await office.plans_and_fails(await office.project())

    assert await office.sends() == 0


@pytest.mark.parametrize("trouble", [500, 503, 408, 429, AWAY], ids=str)
async def test_trouble_of_the_receiver_is_tried_again_after_growing_pauses(
    office: PostOffice, trouble: int | OutboundFailed
) -> None:
    office.receivers.answers = [trouble] * 14
    await office.plans(await office.project(), "order-7")

    pauses = []
    for _ in range(14):
        assert await office.sends_again() == 1
        [row] = await office.rows(_PAUSE)
        pauses.append(row["seconds"])
    assert await office.sends() == 0
    await office.sends_again()

    wanted = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 3600, 3600]
    assert all(0.88 * one <= is_ <= 1.1 * one for one, is_ in zip(wanted, pauses, strict=True))
    assert await office.states() == ["delivered"]
    assert set(office.receivers.sent_keys()) == {"order-7"}


@pytest.mark.parametrize("refusal", [301, 400, 404, 410, 422, FORBIDDEN], ids=str)
async def test_a_refusal_is_final(office: PostOffice, refusal: int | OutboundFailed) -> None:
    office.receivers.answers = [refusal]
    await office.plans(await office.project(), "order-7")

    await office.sends()

    assert await office.sends_again() == 0
    [kept] = await office.rows("select * from deliveries")
    assert (kept["state"], kept["body"]) == ("refused", None)
    said = refusal if isinstance(refusal, int) else refusal.why
    assert said in (kept["last_status"], kept["last_problem"])


async def test_after_a_day_it_is_given_up(office: PostOffice) -> None:
    office.receivers.answers = [503] * 3
    await office.plans(await office.project(), "order-7")
    states = []
    for hours in (0, 23, 1):
        await office.rows(_EARLIER, hours)
        await office.sends_again()
        states += await office.states()

    assert states == ["waiting", "waiting", "given_up"]
    assert await office.sends_again() == 0


async def test_a_worker_that_dies_after_sending_leaves_it_to_another_which_uses_the_same_key(
    office: PostOffice,
) -> None:
    async def die() -> None:
        raise DatabaseAway

    await office.plans(await office.project(), "order-7")
    set_gate("deliveries.sent", die)
    with pytest.raises(DatabaseAway):
        await office.sends()
    clear_gates()

    assert await office.sends() == 0
    assert await office.sends_again() == 1
    assert office.receivers.sent_keys() == ["order-7", "order-7"]
    assert await office.states() == ["delivered"]


async def test_a_frozen_worker_that_wakes_changes_nothing_of_what_another_has_done(
    office: PostOffice,
) -> None:
    reached, wake = asyncio.Event(), asyncio.Event()

    async def freeze() -> None:
        clear_gates()
        reached.set()
        await wake.wait()

    office.receivers.answers = [503, 422]
    await office.plans(await office.project(), "order-7")
    set_gate("deliveries.leased", freeze)
    frozen = asyncio.create_task(office.sends())
    await until(reached.is_set)
    await office.sends_again()
    wake.set()
    await frozen

    # The other was answered 503 and waits; the frozen one's 422 came too late to count.
    assert await office.states() == ["waiting"]


async def test_two_workers_send_each_of_many_once(office: PostOffice) -> None:
    projects = [await office.project() for _ in range(3)]
    for project in projects:
        await office.plans(project, *[f"{project}.{number}" for number in range(20)])

    async def all_delivered() -> bool:
        return set(await office.states()) == {"delivered"}

    async with office.worker(), office.worker():
        await until(all_delivered)

    wanted = sorted(f"{project}.{number}" for project in projects for number in range(20))
    assert sorted(office.receivers.sent_keys()) == wanted


async def test_a_slow_receiver_takes_four_places_and_holds_up_no_other_project(
    office: PostOffice,
) -> None:
    slow, quick = await office.project(), await office.project()
    office.receivers.slow = "https://shop.example/slow"
    await office.plans(
        slow, *[f"slow-{number}" for number in range(200)], url=office.receivers.slow
    )
    async with office.worker() as worker:
        await until(lambda: len(office.receivers.requests) == 4)
        await office.plans(quick, *[f"quick-{number}" for number in range(8)])
        worker.notifier.notify()
        await until(lambda: len(office.receivers.requests) == 12)

        assert sum(key.startswith("slow") for key in office.receivers.sent_keys()) == 4
        office.receivers.gate.set()
        await until(lambda: len(office.receivers.requests) > 12)


async def test_it_goes_with_its_project_and_its_end_is_kept_for_a_month(
    office: PostOffice,
) -> None:
    demo, other = await office.project(), await office.project()
    await office.plans(demo, "a")
    await office.plans(other, "b")
    await office.plans(other, "c")
    await office.rows("delete from projects where id = $1", demo)
    await office.sends()
    await office.rows("update deliveries set ended_at = now() - interval '31 days' where key = 'b'")

    async with office.database.transaction() as tx:
        await forget_old_deliveries(tx)

    assert await office.rows("select key from deliveries") == [{"key": "c"}]


_PAUSE = "select extract(epoch from next_at - now())::float8 as seconds from deliveries"
_EARLIER = "update deliveries set created_at = created_at - make_interval(hours => $1)"
