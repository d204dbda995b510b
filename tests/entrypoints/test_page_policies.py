"""What a browser is told about our pages: what they may load, and who may show them in a frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest

from frontdesk.entrypoints import pages
from frontdesk.infra.http import SecurityHeaders
from tests.front_door import InProcessServer, Member, Site, open_server
from tests.http_client import http_client

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
    async with http_client(base_url=server.url) as nobody:
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


async def test_every_answer_says_what_a_browser_may_do_with_it(
    server: InProcessServer, demo: Site
) -> None:
    async with http_client(base_url=server.url) as browser:
        for path in ("/", f"/widget?projectId={demo.id}", "/api/v1/auth/session", "/nothing"):
            headers = (await browser.get(path, headers={"Accept": "text/html"})).headers
            assert headers["cross-origin-opener-policy"] == "same-origin", path
            assert "microphone=()" in headers["permissions-policy"], path
            # Over plain http a browser ignores it, and ours may be tried on a port of its own.
            assert "strict-transport-security" not in headers, path


@pytest.mark.parametrize(
    ("origin", "said"), [("https://a.example", "max-age=31536000"), ("http://a.example", None)]
)
async def test_who_serves_https_is_asked_for_nothing_else(origin: str, said: str | None) -> None:
    async def nothing(*asgi: Any) -> None:  # noqa: ANN401 - ASGI
        await asgi[2]({"type": "http.response.start", "status": 204, "headers": []})
        await asgi[2]({"type": "http.response.body"})

    app: Any = SecurityHeaders(nothing, origin)
    async with http_client(transport=httpx.ASGITransport(app), base_url=origin) as browser:
        headers = (await browser.get("/")).headers

    assert headers.get("strict-transport-security") == said


async def policy_of(server: InProcessServer, path: str, **query: str) -> dict[str, str]:
    async with http_client(base_url=server.url) as browser:
        answer = await browser.get(path, params=query or None, headers={"Accept": "text/html"})
    assert answer.text == "<!doctype html>"
    [policy] = answer.headers.get_list("content-security-policy")
    directives = [one.strip().partition(" ") for one in policy.split(";")]
    assert len({name for name, _, _ in directives}) == len(directives), "the first of two counts"
    return {name: value for name, _, value in directives}


def expected(server: InProcessServer) -> dict[str, str]:
    sockets = server.url.replace("http", "ws", 1)
    return {name: value.format(sockets=sockets) for name, value in ALLOWED.items()}
