"""`Authorization: Visitor <token>`: whom a handler hears, and who stays outside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import httpx
import pytest
from litestar import Litestar, get
from litestar.di import Provide

from frontdesk.features.visitors.http import provide_visitor
from frontdesk.features.visitors.model import VisitorIdentity, new_identity, sign
from frontdesk.infra.http import EXCEPTION_HANDLERS, AppContext, Inject
from frontdesk.infra.limits import AttemptLimiter
from frontdesk.kit.ids import ProjectId
from tests.http_client import http_client

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.front_door import Door, Site, Visitor


@get("/public/projects/{project_id:int}/who")
async def say_who(visitor: Inject[VisitorIdentity]) -> str:
    return visitor.uid


@pytest.fixture
async def page(door: Door) -> AsyncIterator[httpx.AsyncClient]:
    web = door.server.web

    async def app_context() -> AppContext:
        return AppContext(web.database, web.clock, web.http, AttemptLimiter(web.link, web.clock))

    app = Litestar(
        [say_who],
        dependencies={"app": Provide(app_context), "visitor": Provide(provide_visitor)},
        exception_handlers=EXCEPTION_HANDLERS,
        openapi_config=None,
    )
    transport = httpx.ASGITransport(cast("Any", app))
    async with http_client(transport=transport, base_url=door.server.url) as client:
        yield client


@pytest.fixture
async def ada(door: Door, demo: Site) -> Visitor:
    """Ada, who has written, so that her uid is hers."""
    ada = await door.visitor(demo, "ada")
    await ada.writes("hello")
    return ada


async def ask(
    page: httpx.AsyncClient, site: Site, token: str | None, **headers: str
) -> httpx.Response:
    shown = {} if token is None else {"Authorization": f"Visitor {token}"}
    return await page.get(f"/public/projects/{site.id}/who", headers={**shown, **headers})


async def test_a_visitor_is_known_by_their_token(
    page: httpx.AsyncClient, demo: Site, ada: Visitor
) -> None:
    answer = await ask(page, demo, ada.token, Origin="https://shop.example")

    assert (answer.status_code, answer.text) == (200, "ada")


async def test_a_visitor_who_has_not_written_yet_is_known_too(
    page: httpx.AsyncClient, door: Door, demo: Site
) -> None:
    token = sign(new_identity(ProjectId(demo.id), "eve"), door.server.settings.secret_key)

    assert (await ask(page, demo, token)).text == "eve"


async def test_a_token_of_another_project_finds_nothing(
    page: httpx.AsyncClient, door: Door, ada: Visitor
) -> None:
    other = await door.project("Other")

    answer = await ask(page, other, ada.token)

    assert answer.status_code == 404


async def test_an_altered_token_opens_nothing(
    page: httpx.AsyncClient, demo: Site, ada: Visitor
) -> None:
    assert ada.token is not None
    altered = ada.token[:-1] + ("A" if ada.token[-1] != "A" else "B")

    assert (await ask(page, demo, altered)).status_code == 401


async def test_a_second_secret_for_a_uid_that_is_taken_opens_nothing(
    page: httpx.AsyncClient, door: Door, demo: Site, ada: Visitor
) -> None:
    twin = sign(new_identity(ProjectId(demo.id), ada.uid), door.server.settings.secret_key)

    assert (await ask(page, demo, twin)).status_code == 401


@pytest.mark.parametrize("authorization", [None, "", "Visitor", "Bearer {}", "{}"])
async def test_without_a_visitors_token_one_stays_outside(
    page: httpx.AsyncClient, demo: Site, ada: Visitor, authorization: str | None
) -> None:
    shown = {} if authorization is None else {"Authorization": authorization.format(ada.token)}

    assert (await ask(page, demo, None, **shown)).status_code == 401


async def test_a_page_that_may_not_show_the_widget_stays_outside(
    page: httpx.AsyncClient, demo: Site, ada: Visitor
) -> None:
    answer = await ask(page, demo, ada.token, Origin="https://evil.example")

    assert answer.status_code == 403


async def test_a_blocked_visitor_hears_that_the_chat_is_closed(
    page: httpx.AsyncClient, door: Door, demo: Site, ada: Visitor
) -> None:
    grace = await door.member(demo, "Grace")
    visitor_id = await door.value("select id from visitors where project_id = $1", demo.id)
    address = f"/projects/{demo.id}/inbox/visitors/{visitor_id}/block"
    await grace.http.post(address, json={"reason": "Spam."})

    assert (await ask(page, demo, ada.token)).status_code == 410


async def test_a_members_door_does_not_open_to_a_visitors_token(
    door: Door, demo: Site, ada: Visitor
) -> None:
    grace = await door.member(demo, "Grace")
    headers = {"Authorization": f"Visitor {ada.token}"}

    answer = await grace.http.get(f"/projects/{demo.id}", headers=headers)

    assert answer.status_code == 401
