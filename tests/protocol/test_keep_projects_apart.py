"""Nobody learns or changes anything of another project, at any address, by any event.

The addresses and events are those of the running application: a new one is tried here
without anybody thinking of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest
from msgspec import inspect

from tests.front_door import Door, hears_back, hears_nothing
from tests.http_client import http_client
from tests.protocol.corpus import readable
from tests.protocol.tenants import Tenant, everything_in, settle
from tests.protocol.walks import API, NEVER_WAS, OF_THE_ASKER, OPEN, Walk, sample, walks

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.front_door import InProcessServer, Member

CANARY = "canary-of-demo"
# Ids of Demo's that a body may name.
_NAMED = ("assigneeId", "conversationId")


@pytest.fixture(scope="module")
async def door(server: InProcessServer) -> AsyncIterator[Door]:
    """One way in for all of these tests: what none of them may change is made once."""
    door = Door(server)
    yield door
    await door.close()


@pytest.fixture(scope="module")
async def theirs(door: Door) -> Tenant:
    """Demo, of which Mallory may know nothing."""
    return await settle(door, "Olivia", CANARY)


@pytest.fixture(scope="module")
async def hers(door: Door) -> Tenant:
    """Mallory's own project, with one of everything as well."""
    return await settle(door, "Mallory", "of-her-own")


@pytest.fixture(scope="module")
def mallory(hers: Tenant) -> Member:
    return hers.owner


@pytest.fixture
def everywhere(server: InProcessServer) -> list[Walk]:
    return list(walks(server.web))


@pytest.fixture
def below_projects(everywhere: list[Walk]) -> list[Walk]:
    return [walk for walk in everywhere if walk.is_of_a_project]


def test_every_address_is_of_a_project_or_has_its_place_among_the_others(
    everywhere: list[Walk],
) -> None:
    outside = {str(walk) for walk in everywhere if not walk.is_of_a_project}

    assert outside == OPEN | OF_THE_ASKER


def test_every_body_a_walk_brings_can_be_read(
    everywhere: list[Walk], server: InProcessServer
) -> None:
    brought = [(str(one), one.shape, one.body({})) for one in everywhere if one.shape]
    brought += [
        (event.name, event.shape, sample(inspect.type_info(event.shape), {}))
        for event in server.web.sockets.events.values()
    ]

    assert [name for name, shape, body in brought if not readable(shape, body)] == []


async def test_another_project_answers_like_one_that_never_was(
    door: Door, theirs: Tenant, mallory: Member, below_projects: list[Walk]
) -> None:
    before = await everything_in(door, theirs.site)

    for walk in below_projects:
        foreign = await _ask(mallory.http, walk, theirs.ids)
        imagined = await _ask(mallory.http, walk, theirs.ids | {"project_id": NEVER_WAS})
        assert (str(walk), foreign.status_code) == (str(walk), 404), foreign.text
        assert _said(foreign) == _said(imagined), walk
        assert CANARY not in foreign.text

    assert await everything_in(door, theirs.site) == before


async def test_what_is_in_another_project_is_not_found_below_ones_own(
    door: Door, theirs: Tenant, hers: Tenant, mallory: Member, below_projects: list[Walk]
) -> None:
    """Each id in a path is put in the place of one's own, one at a time."""
    before = await everything_in(door, theirs.site), await everything_in(door, hers.site)

    for walk in below_projects:
        # A version's number is no id: every workflow has a first one.
        for name in set(walk.names) - {"project_id", "number"}:
            foreign = await _ask(mallory.http, walk, hers.ids | {name: theirs.ids[name]})
            imagined = await _ask(mallory.http, walk, hers.ids | {name: NEVER_WAS})
            assert (str(walk), name, foreign.status_code) == (str(walk), name, 404), foreign.text
            assert _said(foreign) == _said(imagined), (walk, name)
            assert CANARY not in foreign.text

    assert await everything_in(door, theirs.site) == before[0]
    # She is there, of course.
    assert {**await everything_in(door, hers.site), **_beats(before[1])} == before[1]


async def test_an_id_of_another_project_in_a_body_is_like_one_that_never_was(
    theirs: Tenant, hers: Tenant, mallory: Member, below_projects: list[Walk]
) -> None:
    tried = 0
    for walk in below_projects:
        for name in set(_NAMED) & set(walk.body(hers.ids) or ()):
            foreign = await _ask(mallory.http, walk, hers.ids | {name: theirs.ids[name]})
            imagined = await _ask(mallory.http, walk, hers.ids | {name: NEVER_WAS})
            assert foreign.status_code >= 400, (walk, name)
            assert _said(foreign) == _said(imagined), (walk, name)
            assert CANARY not in foreign.text
            tried += 1
    assert tried >= len(_NAMED)


async def test_what_one_is_shown_of_ones_own_has_nothing_of_anybody_else_in_it(
    theirs: Tenant, hers: Tenant, mallory: Member, everywhere: list[Walk]
) -> None:
    for walk in everywhere:
        if walk.method == "GET" and str(walk) not in OPEN:
            answer = await _ask(mallory.http, walk, hers.ids)
            assert answer.status_code in (200, 404), (walk, answer.text)
            assert CANARY not in answer.text, (walk, theirs.site)


async def test_without_a_session_nothing_is_shown_or_done(
    door: Door, server: InProcessServer, theirs: Tenant, everywhere: list[Walk]
) -> None:
    before = await everything_in(door, theirs.site)

    async with http_client(base_url=f"{server.url}{API}") as nobody:
        for walk in everywhere:
            if str(walk) not in OPEN:
                answer = await _ask(nobody, walk, theirs.ids)
                assert (str(walk), answer.status_code) == (str(walk), 401), answer.text
                assert CANARY not in answer.text

    assert await everything_in(door, theirs.site) == before


async def test_no_event_of_an_agent_reaches_another_project(
    door: Door, server: InProcessServer, theirs: Tenant, hers: Tenant, mallory: Member
) -> None:
    await mallory.joins(hers.site.id)
    before = await everything_in(door, theirs.site)

    for (sender, name), event in server.web.sockets.events.items():
        if sender == "agent":
            body = sample(inspect.type_info(event.shape), theirs.ids)
            foreign = await mallory.ask(name, body)
            imagined = await mallory.ask(name, {**body, "projectId": NEVER_WAS})
            assert foreign == imagined, name
            assert foreign == {"ok": True} or foreign["error"]["code"] == "not_found", name
            if "viewing" in body:
                await mallory.ask(name, {**body, "projectId": hers.site.id})

    # Among what she sent was that she leaves.
    await mallory.joins(hers.site.id)
    said = await theirs.visitor.writes(f"{CANARY} again")
    await hears_nothing(mallory, of=CANARY, until=hears_back(theirs.visitor, said))
    after = await everything_in(door, theirs.site)
    assert {name for name in before if before[name] != after[name]} <= _OF_A_MESSAGE


async def test_no_event_of_a_visitor_reaches_another_project(
    door: Door, server: InProcessServer, theirs: Tenant, hers: Tenant
) -> None:
    tab = await door.visitor(hers.site, "eve")
    before = await everything_in(door, theirs.site)

    for (sender, name), event in server.web.sockets.events.items():
        if sender == "visitor":
            for ids in (theirs.ids, theirs.ids | {"projectId": hers.site.id}):
                body = sample(inspect.type_info(event.shape), ids)
                body |= {"visitorUid": tab.uid, "visitorToken": theirs.visitor.token}
                fields = set(sample(inspect.type_info(event.shape), ids))
                ack = await tab.ask(name, {key: body[key] for key in fields})
                assert CANARY not in str(ack), name

    assert await everything_in(door, theirs.site) == before
    said = await theirs.visitor.writes(f"{CANARY} to the end")
    await hears_nothing(tab, of=CANARY, until=hears_back(theirs.visitor, said))


_OF_A_MESSAGE = {
    *("conversations", "messages", "visitors", "jobs", "conversation_events"),
    "feed_positions",  # how far consumers have read: they read every project's feed
}


async def _ask(http: httpx.AsyncClient, walk: Walk, ids: dict[str, object]) -> httpx.Response:
    body = walk.body(ids)
    sent = {} if body is None else {"json": body}
    return await http.request(walk.method, walk.at(ids), params=walk.query(), **sent)


def _beats(found: dict[str, Any]) -> dict[str, Any]:
    return {"agent_presence": found["agent_presence"]}


def _said(answer: httpx.Response) -> tuple[int, str, str]:
    """What an answer gives away: all but the moment it was given."""
    return answer.status_code, answer.text, str(sorted(set(answer.headers) - {"date"}))
