"""Whatever an address is sent that it may not be sent is refused with a code, and no trace is left.

The addresses are those of the running application, asked by the owner of the project, with
ids of things that exist: nothing but what is sent can be the reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.front_door import Door
from tests.protocol.corpus import MAX_BODY_BYTES, TEXTS, bent, dealt, readable, written
from tests.protocol.tenants import Tenant, everything_in, settle
from tests.protocol.walks import OPEN, Walk, walks

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

    import httpx

    from tests.front_door import InProcessServer

_CODES = {
    *("invalid", "too_long", "unauthorized", "forbidden", "not_found", "conflict", "gone"),
    *("stale", "rate_limited", "unavailable"),
}
_TEXTS = list(TEXTS.items())
_JSON = {"Content-Type": "application/json"}
_ODD_IDS = ("0", "9223372036854775808", "1%00", "%ff", "1_0")
_ODD_QUERIES = ("%00", "%ff", "%ed%a0%80", "x" * 3_000, "-1", "9" * 40, "'%20or%201=1%20--", "%25")
_ODD_TAGS = ('"0"', '"999"', 'W/"1"', "nonsense", f'"{"9" * 40}"', "")


@pytest.fixture(scope="module")
async def tenant(server: InProcessServer) -> AsyncIterator[Tenant]:
    """Demo, in which nothing of all this may leave a trace."""
    door = Door(server)
    yield await settle(door, "Olivia", "demo")
    await door.close()


@pytest.fixture(scope="module")
def with_body(server: InProcessServer) -> list[Walk]:
    return [walk for walk in walks(server.web) if walk.shape is not None]


@pytest.fixture(autouse=True)
async def _leaves_no_trace(server: InProcessServer, tenant: Tenant) -> AsyncIterator[None]:
    """After all of it nothing has changed, nothing waits to be done, and it still answers."""
    before = await _counted(server, tenant)
    yield
    assert await _counted(server, tenant) == before
    assert (await tenant.owner.http.get(f"{server.url}/health/ready")).status_code == 200


async def test_what_is_no_object_of_ours_is_refused(tenant: Tenant, with_body: list[Walk]) -> None:
    for walk in with_body:
        for name, text in dealt(_TEXTS, 3):
            refused = _refusal(await _send(tenant, walk, text))
            assert refused["code"] in ("invalid", "too_long"), (walk, name)


async def test_a_body_over_the_limit_is_refused_as_too_long(
    tenant: Tenant, with_body: list[Walk]
) -> None:
    for walk in with_body:
        answer = await _send(tenant, walk, b" " * MAX_BODY_BYTES + b"{}")
        assert (str(walk), answer.status_code) == (str(walk), 413)
        assert _refusal(answer)["code"] == "too_long"


@pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data", ""])
async def test_a_body_that_does_not_say_it_is_json_is_refused(
    tenant: Tenant, with_body: list[Walk], kind: str
) -> None:
    for walk in with_body:
        body = written(walk.body(tenant.ids))
        answer = await _send(tenant, walk, body, {"Content-Type": kind})
        assert _refusal(answer)["code"] == "invalid", walk


async def test_a_body_with_one_thing_wrong_is_refused(
    tenant: Tenant, with_body: list[Walk]
) -> None:
    """Each field in turn: of a wrong kind, or missing."""
    for walk in with_body:
        for body in _unreadable(walk, bent(walk.body(tenant.ids))):
            refused = _refusal(await _send(tenant, walk, written(body)))
            assert refused["code"] in ("invalid", "too_long"), (walk, str(body)[:200])
            assert "$gt" not in str(refused)


async def test_a_field_nobody_asked_for_is_refused(tenant: Tenant, with_body: list[Walk]) -> None:
    for walk in with_body:
        body = {**walk.body(tenant.ids), "isOwner": True}
        refused = _refusal(await _send(tenant, walk, written(body)))
        assert (str(walk), refused["code"]) == (str(walk), "invalid")


async def test_an_id_that_none_can_have_is_not_found(
    server: InProcessServer, tenant: Tenant
) -> None:
    for walk in walks(server.web):
        for name in walk.names if str(walk) not in OPEN else ():
            [odd] = dealt(_ODD_IDS, 1)
            answer = await _ask(tenant, walk, {name: odd})
            assert (str(walk), name, odd, answer.status_code) == (str(walk), name, odd, 404)
            assert _refusal(answer)["code"] == "not_found"


async def test_a_query_nobody_can_mean_is_refused_or_finds_nothing(
    server: InProcessServer, tenant: Tenant
) -> None:
    for walk in walks(server.web):
        for query in _odd_queries(walk) if walk.method == "GET" and str(walk) not in OPEN else ():
            answer = await tenant.owner.http.get(f"{walk.at(tenant.ids)}?{query}")
            if answer.status_code != 200:
                assert _refusal(answer)["code"] in ("invalid", "not_found"), (walk, query)


async def test_a_query_that_is_unknown_or_given_twice_is_refused(
    server: InProcessServer, tenant: Tenant
) -> None:
    for walk in walks(server.web):
        if walk.method == "GET" and str(walk) not in OPEN:
            twice = [f"{name}=1&{name}=1" for name in walk.queries]
            for query in ("projectId=1", *twice):
                answer = await tenant.owner.http.get(f"{walk.at(tenant.ids)}?{query}")
                assert _refusal(answer)["code"] == "invalid", (walk, query)


async def test_a_version_nobody_was_shown_is_stale(tenant: Tenant, with_body: list[Walk]) -> None:
    honouring = [walk for walk in with_body if walk.honours_if_match]
    assert honouring

    for walk in honouring:
        for tag in _ODD_TAGS:
            body = written(walk.body(tenant.ids))
            answer = await _send(tenant, walk, body, {**_JSON, "If-Match": tag})
            assert (str(walk), tag, answer.status_code) == (str(walk), tag, 412), answer.text


async def _ask(tenant: Tenant, walk: Walk, ids: dict[str, object]) -> httpx.Response:
    body = walk.body(tenant.ids)
    return await tenant.owner.http.request(
        walk.method, walk.at(tenant.ids | ids), params=walk.query() or None, json=body
    )


async def _send(
    tenant: Tenant, walk: Walk, content: bytes, headers: dict[str, str] = _JSON
) -> httpx.Response:
    path = walk.at(tenant.ids)
    return await tenant.owner.http.request(walk.method, path, content=content, headers=headers)


def _refusal(answer: httpx.Response) -> dict[str, Any]:
    """Read a refusal as every client does; anything else fails the test."""
    assert 400 <= answer.status_code < 500, (answer.request.url, answer.text)
    assert set(answer.json()) == {"error"}
    error: dict[str, Any] = answer.json()["error"]
    assert error["code"] in _CODES
    assert error["message"]
    return error


def _unreadable(walk: Walk, bodies: Iterable[Any]) -> list[Any]:
    return [body for body in bodies if not readable(walk.shape, body)]


def _odd_queries(walk: Walk) -> list[str]:
    return [f"{name}={odd}" for name in walk.queries for odd in dealt(_ODD_QUERIES, 2)]


async def _counted(server: InProcessServer, tenant: Tenant) -> dict[str, Any]:
    found = await everything_in(Door(server), tenant.site)
    # The owner is there, and was a moment ago.
    del found["agent_presence"]
    heads = await server.database.fetch(_HEADS, tenant.site.id)
    return found | {"events": [tuple(row) for row in heads]}


_HEADS = """
select feed_seq + (select count(*) from outbox where project_id = $1)
from feed_cursors where project_id = $1
"""
