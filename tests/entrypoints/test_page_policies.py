"""What a browser is told about our pages: what they may load, and who may show them in a frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from frontdesk.entrypoints import pages
from tests.front_door import InProcessServer, Member, Site, open_server

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.servers import Servers

# All there is; a page that needs more says so here.
ALLOWED = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' https: data:",
    "font-src": "'self'",
    "connect-src": "'self' {sockets}",
    "frame-src": "'self'",
    "media-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
}


@pytest.fixture(scope="module")
async def server(
    tmp_path_factory: pytest.TempPathFactory, server_programs: Servers
) -> AsyncIterator[InProcessServer]:
    """A server whose pages are empty, as if they had been built: the policy is not in them."""
    static = tmp_path_factory.mktemp("static")
    for page in ("dashboard", "widget"):
        (static / page).mkdir()
        (static / page / "index.html").write_text("<!doctype html>")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pages, "STATIC", static)
        async with open_server(server_programs) as server:
            yield server


@pytest.mark.parametrize(
    "path", ["/", "/projects/7", "/sign-in?next=/projects/7", "/invite/abc", "/nothing-of-the-kind"]
)
async def test_nobody_shows_the_dashboard_in_a_frame(server: InProcessServer, path: str) -> None:
    said = await policy_of(server, path)

    assert said == expected(server) | {"frame-ancestors": "'none'"}


async def test_only_the_sites_of_a_project_show_its_panel(
    server: InProcessServer, demo: Site
) -> None:
    said = await policy_of(server, f"/widget?projectId={demo.id}")

    ancestors = said.pop("frame-ancestors").split()
    assert said == expected(server)
    assert {"https://shop.example", "https://*.shop.example"} <= set(ancestors)
    assert not {"*", "https:", "http:", "data:"} & set(ancestors)


@pytest.mark.parametrize("project", ["", "999999999", "x", "-1", "1;frame-ancestors *", "\uff19"])
async def test_a_panel_of_no_project_is_shown_nowhere(
    server: InProcessServer, project: str
) -> None:
    said = await policy_of(server, "/widget", projectId=project)

    assert said == expected(server) | {"frame-ancestors": "'none'"}


async def test_an_answer_of_the_api_is_no_page(
    server: InProcessServer, demo: Site, grace: Member
) -> None:
    async with httpx.AsyncClient(base_url=server.url) as nobody:
        answers = [
            await grace.http.get(demo.inbox),
            await nobody.get("/api/v1/auth/session"),
            await nobody.get("/api/v1/nothing-of-the-kind"),
            await nobody.post("/api/v1/auth/login", json={}),
        ]

    assert [one.status_code for one in answers] == [200, 401, 404, 400]
    for answer in answers:
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["x-content-type-options"] == "nosniff"


async def policy_of(server: InProcessServer, path: str, **query: str) -> dict[str, str]:
    async with httpx.AsyncClient(base_url=server.url) as browser:
        answer = await browser.get(path, params=query or None, headers={"Accept": "text/html"})
    assert answer.text == "<!doctype html>"
    [policy] = answer.headers.get_list("content-security-policy")
    directives = [one.strip().partition(" ") for one in policy.split(";")]
    assert len({name for name, _, _ in directives}) == len(directives), "the first of two counts"
    return {name: value for name, _, value in directives}


def expected(server: InProcessServer) -> dict[str, str]:
    sockets = server.url.replace("http", "ws", 1)
    return {name: value.format(sockets=sockets) for name, value in ALLOWED.items()}
