"""Files and machine addresses: sent once, never outside their folder, never a page by mistake."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Any, cast

import httpx
import pytest
from litestar import Litestar
from litestar.di import Provide

from frontdesk.entrypoints import pages
from frontdesk.infra.http import EXCEPTION_HANDLERS, HeadAsGet, HttpSettings
from tests.http_client import http_client

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.front_door import InProcessServer

PAGE = b"<!doctype html><title>Dashboard</title>"
SCRIPT = b"let answer = 42"


@pytest.fixture
async def browser(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """Asks the pages' own handlers, over files of the test's own."""
    (tmp_path / "dashboard/assets").mkdir(parents=True)
    (tmp_path / "widget").mkdir()
    (tmp_path / "dashboard/index.html").write_bytes(PAGE)
    (tmp_path / "dashboard/favicon.svg").write_bytes(b"<svg/>")
    (tmp_path / "dashboard/assets/app.js").write_bytes(SCRIPT)
    (tmp_path / "dashboard/assets/long.js").write_bytes(SCRIPT)
    (tmp_path / "dashboard/assets/long.js.gz").write_bytes(gzip.compress(SCRIPT, mtime=0))
    # Nothing here can read brotli; that it is chosen is what counts.
    (tmp_path / "dashboard/assets/long.js.br").write_bytes(b"short")
    (tmp_path / "secret.txt").write_bytes(b"secret")
    files = pages.StaticFiles(tmp_path)
    settings = HttpSettings("https://chat.example", b"s" * 32)
    app = Litestar(
        [pages.dashboard, pages.panel_file],
        dependencies={
            "files": Provide(lambda: files, sync_to_thread=False),
            "settings": Provide(lambda: settings, sync_to_thread=False),
        },
        exception_handlers=EXCEPTION_HANDLERS,
        openapi_config=None,
    )
    transport = httpx.ASGITransport(cast("Any", HeadAsGet(app)))
    async with http_client(transport=transport, base_url="https://chat.example") as client:
        yield client


async def test_a_file_that_has_not_changed_is_not_sent_again(browser: httpx.AsyncClient) -> None:
    first = await browser.get("/assets/app.js")

    again = await browser.get("/assets/app.js", headers={"If-None-Match": first.headers["etag"]})
    other = await browser.get("/assets/app.js", headers={"If-None-Match": '"other"'})

    assert (first.content, first.headers["content-type"]) == (
        SCRIPT,
        "text/javascript; charset=utf-8",
    )
    assert "immutable" in first.headers["cache-control"]
    assert (again.status_code, again.content, again.headers["etag"]) == (
        304,
        b"",
        first.headers["etag"],
    )
    assert (other.status_code, other.content) == (200, SCRIPT)


@pytest.mark.parametrize(
    ("accepts", "sent"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=1.0, br;q=0", "gzip"),
        ("BR;q=0.000, GZip", "gzip"),
        ("identity", None),
        ("", None),
        (";;q=,", None),
    ],
)
async def test_a_file_is_sent_as_small_as_the_browser_takes_it(
    browser: httpx.AsyncClient, accepts: str, sent: str | None
) -> None:
    asked = browser.build_request("GET", "/assets/long.js", headers={"Accept-Encoding": accepts})
    answer = await browser.send(asked, stream=True)

    raw = b"".join([part async for part in answer.aiter_raw()])
    kept = {"Accept-Encoding": accepts, "If-None-Match": answer.headers["etag"]}

    assert answer.headers.get("content-encoding") == sent
    assert answer.headers["vary"] == "Accept-Encoding"
    assert raw == {"br": b"short", "gzip": gzip.compress(SCRIPT, mtime=0), None: SCRIPT}[sent]
    assert (await browser.get("/assets/long.js", headers=kept)).status_code == 304
    assert (await browser.get("/assets/long.js.gz")).status_code == 404


@pytest.mark.parametrize("address", ["/", "/sign-in", "/projects/1/inbox", "/invite/x"])
async def test_the_dashboards_addresses_are_its_one_page(
    browser: httpx.AsyncClient, address: str
) -> None:
    answer = await browser.get(address)

    assert (answer.status_code, answer.content) == (200, PAGE)
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "address",
    [
        *("/secret.txt", "/../secret.txt", "/%2e%2e/secret.txt", "/assets/../../secret.txt"),
        *("/widget/%00", "/widget/../secret.txt", "/%00", "/assets/%00", f"/{'a' * 4_000}"),
        *("/assets", "/assets/gone.js", "/wp-login.php"),
    ],
)
async def test_what_is_no_file_of_ours_is_not_found(
    browser: httpx.AsyncClient, address: str
) -> None:
    answer = await browser.get(address)

    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "not_found"


async def test_a_person_who_mistyped_an_address_sees_the_dashboard_say_so(
    browser: httpx.AsyncClient,
) -> None:
    answer = await browser.get("/no-such-page", headers={"Accept": "text/html"})

    assert (answer.status_code, answer.content) == (404, PAGE)


@pytest.mark.parametrize(
    "address", ["/health", "/healthz", "/metrics", "/api", "/api/x", "/api/v1/x"]
)
async def test_a_machine_never_takes_a_page_for_an_answer(
    server: InProcessServer, address: str
) -> None:
    async with http_client(base_url=server.url) as monitor:
        answer = await monitor.get(address, headers={"Accept": "text/html"})

    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "not_found"


@pytest.mark.parametrize("address", ["/health/live", "/health/ready", "/api/v1/openapi.json"])
async def test_what_can_be_got_can_be_asked_for_without_its_body(
    server: InProcessServer, address: str
) -> None:
    async with http_client(base_url=server.url) as monitor:
        got, asked = await monitor.get(address), await monitor.head(address)

    assert asked.status_code == got.status_code == 200
    assert asked.content == b""
    assert asked.headers["content-length"] == str(len(got.content))


async def test_the_openapi_document_is_written_once_and_kept_by_whoever_asks(
    server: InProcessServer,
) -> None:
    async with http_client(base_url=server.url) as reader:
        first = await reader.get("/api/v1/openapi.json")
        tag = first.headers["etag"]
        again = await reader.get("/api/v1/openapi.json", headers={"If-None-Match": tag})

    assert first.json()["openapi"].startswith("3.")
    assert "public" in first.headers["cache-control"]
    assert (again.status_code, again.content) == (304, b"")


async def test_which_methods_there_are_is_answered_whatever_the_query(
    server: InProcessServer,
) -> None:
    async with http_client(base_url=server.url) as client:
        answer = await client.options("/api/v1/projects?cursor=1&unknown=2")

    assert answer.status_code == 204
    assert "GET" in answer.headers["allow"]
