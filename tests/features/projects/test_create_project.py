import asyncio

import pytest

from frontdesk.infra.pause_points import clear_gates, set_gate
from tests.fleet import until
from tests.front_door import Door, Member, Site, Visitor, open_server
from tests.servers import Servers


async def test_the_creator_of_a_project_owns_it(olivia: Member) -> None:
    answer = await olivia.http.post("/projects", json={"name": "Tea", "allowedDomains": ["t.com"]})

    assert answer.status_code == 201
    project = answer.json()
    assert (project["role"], project["personaName"], project["version"]) == ("owner", "Tea", 1)
    assert (await olivia.http.get(f"/projects/{project['id']}")).json() == project


async def test_who_owns_no_project_opens_none(door: Door, alan: Member) -> None:
    before = await door.value("select count(*) from projects")

    answer = await alan.http.post("/projects", json={"name": "Tea"})

    assert answer.status_code == 403
    assert answer.json()["error"]["reason"] == "projects_opened_by_owners"
    assert await door.value("select count(*) from projects") == before


async def test_anybody_opens_projects_where_the_installation_says_so(
    alan: Member, server_programs: Servers
) -> None:
    async with open_server(server_programs, PROJECTS_OPENED_BY="anybody") as server:
        address = f"{server.url}/api/v1/projects"
        listed = await alan.http.get(address)

        answer = await alan.http.post(address, json={"name": "Tea"})

    assert listed.json()["mayOpen"] is True
    assert answer.status_code == 201


async def test_the_list_says_who_may_open_another(olivia: Member, alan: Member) -> None:
    listed = [(await who.http.get("/projects")).json() for who in (olivia, alan)]

    assert [one["mayOpen"] for one in listed] == [True, False]


async def test_a_post_sent_ten_times_at_once_with_one_key_is_done_once(
    door: Door, olivia: Member
) -> None:
    headers = {"Idempotency-Key": "tea-1"}

    answers = await asyncio.gather(
        *(olivia.http.post("/projects", json={"name": "Tea"}, headers=headers) for _ in range(10))
    )

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1
    mine = "select count(*) from members where user_id = $1 and role = 'owner'"
    assert await door.value(mine, olivia.id) == 2  # hers before, and this one


async def test_one_key_for_two_things_is_a_conflict(olivia: Member) -> None:
    headers = {"Idempotency-Key": "tea-2"}
    await olivia.http.post("/projects", json={"name": "Tea"}, headers=headers)

    other = await olivia.http.post("/projects", json={"name": "Coffee"}, headers=headers)

    assert other.status_code == 409


async def test_somebody_elses_key_neither_reveals_nor_blocks(
    olivia: Member, mallory: Member
) -> None:
    headers = {"Idempotency-Key": "tea-3"}
    olivias = await olivia.http.post("/projects", json={"name": "Tea"}, headers=headers)

    mallorys = await mallory.http.post("/projects", json={"name": "Tea"}, headers=headers)

    assert mallorys.status_code == 201
    assert mallorys.json()["id"] != olivias.json()["id"]


async def test_a_refused_post_does_not_use_its_key_up(olivia: Member) -> None:
    headers = {"Idempotency-Key": "tea-4"}
    wrong = {"name": "Tea", "allowedDomains": ["*"]}
    await olivia.http.post("/projects", json=wrong, headers=headers)

    answer = await olivia.http.post("/projects", json={"name": "Tea"}, headers=headers)

    assert answer.status_code == 201


@pytest.mark.parametrize("key", ["", "x" * 129])
async def test_a_key_has_a_sensible_length(olivia: Member, key: str) -> None:
    answer = await olivia.http.post(
        "/projects", json={"name": "Tea"}, headers={"Idempotency-Key": key}
    )

    assert answer.status_code == 400


async def test_a_deleted_project_takes_everything_along_held_chats_too(
    door: Door, demo: Site, ada: Visitor, grace: Member, olivia: Member
) -> None:
    chat = (await ada.writes("Hello?"))["conversationId"]
    await grace.http.post(demo.thread(chat), json={"text": "Hi!"})
    held = "select assignee_id from conversations where project_id = $1"
    assert await door.value(held, demo.id) == grace.id

    answer = await olivia.http.delete(f"/projects/{demo.id}")

    assert answer.status_code == 204
    for table in ("members", "visitors", "conversations", "messages", "feed", "outbox"):
        left = f"select count(*) from {table} where project_id = $1"  # noqa: S608
        assert await door.value(left, demo.id) == 0, table


async def test_what_no_relay_has_taken_yet_goes_with_the_deleted_project(
    door: Door, demo: Site, ada: Visitor, olivia: Member
) -> None:
    waiting = "select count(*) from outbox where project_id = $1"
    is_held, may_go = asyncio.Event(), asyncio.Event()

    async def hold() -> None:
        is_held.set()
        await may_go.wait()

    set_gate("relay.committed", hold)
    try:
        await ada.writes("Hello?")
        await is_held.wait()
        await ada.writes("Is anybody there?")
        assert await door.value(waiting, demo.id) == 1

        answer = await olivia.http.delete(f"/projects/{demo.id}")

        assert answer.status_code == 204
        assert await door.value(waiting, demo.id) == 0
    finally:
        clear_gates()
        may_go.set()


async def test_a_project_is_deleted_while_a_relay_is_at_its_feed(
    door: Door, demo: Site, olivia: Member
) -> None:
    """The relay has the cursor and then needs the project; a deletion must not have it yet."""
    async with door.server.database.acquire() as relay:
        numbering = relay.transaction()
        await numbering.start()
        await relay.execute("select from feed_cursors where project_id = $1 for update", demo.id)

        deleting = asyncio.create_task(olivia.http.delete(f"/projects/{demo.id}"))
        await until(lambda: door.value(_WAITS_FOR, relay.get_server_pid()))
        await relay.execute(_KEEP, demo.id)
        await numbering.commit()

    assert (await deleting).status_code == 204
    assert await door.value("select count(*) from feed where project_id = $1", demo.id) == 0


_WAITS_FOR = "select count(*) from pg_stat_activity where $1 = any(pg_blocking_pids(pid))"
_KEEP = """
insert into feed (project_id, feed_seq, event, payload, created_at)
values ($1, 1, 'said', '{}', now())
"""
