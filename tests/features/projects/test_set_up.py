"""The first start: an empty database, a link, one owner."""

from asyncio import create_task, gather
from collections import Counter
from collections.abc import AsyncIterator

import asyncpg
import httpx
import pytest

from frontdesk.entrypoints.demo import seed_demo
from frontdesk.entrypoints.demo_people import DEMO_PASSWORD
from frontdesk.features import projects
from frontdesk.features.accounts.model import NewUser
from frontdesk.features.projects import actions
from frontdesk.features.projects.wire.projects import CreateProject
from frontdesk.infra.database import Database, Transaction
from frontdesk.kit.clock import SystemClock
from frontdesk.kit.errors import Conflict, Gone
from tests.fleet import until
from tests.front_door import InProcessServer, open_server
from tests.http_client import http_client
from tests.servers import Servers

OLIVIA = {
    "email": "olivia@first.test",
    "name": "Olivia",
    "password": "a long password",
    "projectName": "First",
    "allowedDomains": ["shop.example"],
}


@pytest.fixture
async def empty_server(
    servers: Servers,
    database_url: str,  # noqa: ARG001  # emptied
    redis_url: str,  # noqa: ARG001  # emptied
) -> AsyncIterator[InProcessServer]:
    """A Frontdesk that was started for the first time."""
    async with open_server(servers) as server:
        yield server


@pytest.fixture
async def client(empty_server: InProcessServer) -> AsyncIterator[httpx.AsyncClient]:
    """The person who read the link off the terminal."""
    async with http_client(base_url=f"{empty_server.url}/api/v1", timeout=30) as client:
        yield client


async def make_link(server: InProcessServer) -> str:
    async with server.web.database.transaction() as tx:
        token = await projects.create_setup_link(tx, SystemClock().now())
    assert token is not None
    return token


async def set_up(client: httpx.AsyncClient, token: str, **other: object) -> httpx.Response:
    return await client.post(f"/setup/{token}", json={**OLIVIA, **other})


async def count(server: InProcessServer, table: str) -> int:
    number: int = await server.database.fetchval(f"select count(*) from {table}")  # noqa: S608
    return number


async def test_a_fresh_installation_says_that_it_waits_for_its_owner(
    empty_server: InProcessServer, client: httpx.AsyncClient
) -> None:
    said = [(await client.get("/setup")).json()]

    await seed_demo(empty_server.web.database)
    said.append((await client.get("/setup")).json())

    assert said == [{"isNeeded": True}, {"isNeeded": False}]


async def test_the_link_makes_the_owner_and_the_project_and_signs_in(
    empty_server: InProcessServer, client: httpx.AsyncClient
) -> None:
    token = await make_link(empty_server)
    assert (await client.get(f"/setup/{token}")).json()["expiresAt"].endswith("Z")

    answer = await set_up(client, token)

    assert answer.status_code == 201
    project = answer.json()["project"]
    assert (project["name"], project["role"]) == ("First", "owner")
    assert project["allowedDomains"] == ["shop.example"]
    assert (await client.get("/auth/session")).json()["csrfToken"] == answer.json()["csrfToken"]
    assert (await client.get(f"/projects/{project['id']}")).json() == project


async def test_fifty_who_hurry_with_one_link_make_one_owner(
    empty_server: InProcessServer, client: httpx.AsyncClient
) -> None:
    token = await make_link(empty_server)

    answers = await gather(
        *(set_up(client, token, email=f"o{number}@first.test") for number in range(50))
    )

    assert Counter(answer.status_code for answer in answers) == {201: 1, 410: 49}
    assert await count(empty_server, "users") == await count(empty_server, "projects") == 1


async def test_a_used_link_says_so_and_opens_nothing(
    empty_server: InProcessServer, client: httpx.AsyncClient
) -> None:
    token = await make_link(empty_server)
    await set_up(client, token)

    assert (await client.get(f"/setup/{token}")).status_code == 410
    assert (await set_up(client, token, email="eve@first.test")).status_code == 410


async def test_a_used_link_stays_used_even_when_its_owner_is_gone(
    empty_server: InProcessServer,
) -> None:
    token = await make_link(empty_server)
    await take_in_a_transaction(empty_server.web.database, token)
    await empty_server.database.execute("delete from projects")
    await empty_server.database.execute("delete from users")

    with pytest.raises(Gone):
        await take_in_a_transaction(empty_server.web.database, token)

    assert await count(empty_server, "users") == 0


async def test_of_two_links_used_at_the_same_moment_the_second_waits_and_is_over(
    empty_server: InProcessServer,
) -> None:
    database = empty_server.web.database
    first = await make_link(empty_server)
    # Two processes that start at once may each print one.
    [kept] = await empty_server.database.fetch("select * from setup_links")
    second = await make_link(empty_server)
    await empty_server.database.execute("insert into setup_links values ($1, $2, $3, $4)", *kept)

    async with database.transaction() as tx:
        await take(tx, first)
        late = create_task(take_in_a_transaction(database, second))
        await until(lambda: late.done() or somebody_waits(empty_server))

    with pytest.raises(Gone):
        await late
    assert await count(empty_server, "users") == 1


async def take(tx: Transaction, token: str) -> None:
    owner = NewUser(f"{token[:9].lower()}@first.test", "Somebody", "")
    await actions.set_up(tx, token, owner, CreateProject(name="First"), SystemClock().now())


async def take_in_a_transaction(database: Database, token: str) -> None:
    async with database.transaction() as tx:
        await take(tx, token)


async def somebody_waits(server: InProcessServer) -> bool:
    return bool(await server.database.fetchval("select count(*) from pg_locks where not granted"))


async def test_once_anybody_exists_no_link_is_made_and_an_open_one_is_over(
    empty_server: InProcessServer, client: httpx.AsyncClient
) -> None:
    token = await make_link(empty_server)
    await empty_server.database.execute(
        "insert into users (email, name, password_hash) values ('a@b.test', 'Alan', '')"
    )

    async with empty_server.web.database.transaction() as tx:
        assert await projects.create_setup_link(tx, SystemClock().now()) is None
    assert (await set_up(client, token)).status_code == 410
    assert await count(empty_server, "users") == 1


async def test_a_new_start_prints_a_new_link_and_the_old_one_is_gone(
    empty_server: InProcessServer, client: httpx.AsyncClient
) -> None:
    old = await make_link(empty_server)
    new = await make_link(empty_server)

    assert (await client.get(f"/setup/{old}")).status_code == 404
    assert (await set_up(client, new)).status_code == 201


async def test_a_link_ends_after_a_day(
    empty_server: InProcessServer, client: httpx.AsyncClient
) -> None:
    token = await make_link(empty_server)
    await empty_server.database.execute("update setup_links set expires_at = now()")

    assert (await set_up(client, token)).status_code == 410


@pytest.mark.parametrize(
    "wrong",
    [
        {"password": "short"},
        {"password": OLIVIA["email"]},
        {"email": "olivia"},
        {"name": " "},
        {"allowedDomains": ["*"]},
        {"projectName": ""},
        {"email": None},
    ],
    ids=str,
)
async def test_a_mistake_names_its_field_and_leaves_the_link_open(
    empty_server: InProcessServer, client: httpx.AsyncClient, wrong: dict[str, object]
) -> None:
    token = await make_link(empty_server)

    answer = await set_up(client, token, **wrong)

    assert answer.status_code == 400
    assert list(answer.json()["error"]["fields"]) == list(wrong)
    assert (await set_up(client, token)).status_code == 201


async def test_a_page_elsewhere_cannot_set_anything_up(
    empty_server: InProcessServer, client: httpx.AsyncClient
) -> None:
    token = await make_link(empty_server)
    client.headers["Origin"] = "https://evil.example"

    assert (await set_up(client, token)).status_code == 403
    assert await count(empty_server, "users") == 0


async def test_the_demo_is_the_same_after_every_start(
    empty_server: InProcessServer, client: httpx.AsyncClient
) -> None:
    for _ in range(2):
        await seed_demo(empty_server.web.database)

    rows = await empty_server.database.fetch(_PEOPLE)
    assert [tuple(row) for row in rows] == [
        (1, "Demo", "alan@demo.test", "agent"),
        (1, "Demo", "grace@demo.test", "agent"),
        (1, "Demo", "owner@demo.test", "owner"),
        (2, "Other", "mallory@demo.test", "owner"),
    ]
    login = {"email": "owner@demo.test", "password": DEMO_PASSWORD}
    signed_in = await client.post("/auth/login", json=login)
    client.headers["X-CSRF-Token"] = signed_in.json()["csrfToken"]
    third = await client.post("/projects", json={"name": "Third"})
    assert third.json()["id"] == 3


async def test_the_demo_with_its_printed_password_stays_out_of_a_database_in_use(
    empty_server: InProcessServer, client: httpx.AsyncClient
) -> None:
    await set_up(client, await make_link(empty_server))

    with pytest.raises(Conflict):
        await seed_demo(empty_server.web.database)

    assert await count(empty_server, "users") == 1


async def test_a_database_that_is_away_is_said_to_be_unavailable(
    empty_server: InProcessServer, client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(*_: object, **__: object) -> None:
        raise asyncpg.CannotConnectNowError("starting up")

    monkeypatch.setattr(asyncpg.Connection, "fetchrow", refuse)

    answer = await client.get("/setup/x")

    assert answer.status_code == 503
    assert answer.json()["error"]["code"] == "unavailable"
    assert int(answer.headers["retry-after"]) >= 1
    assert empty_server.url


_PEOPLE = """
select p.id, p.name, u.email, m.role
from members m join projects p on p.id = m.project_id join users u on u.id = m.user_id
order by p.id, u.email
"""
