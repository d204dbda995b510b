"""From an empty folder to the first chat: what somebody sees who has just installed Frontdesk."""

from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.async_api import BrowserContext, Page, expect
from typing_extensions import override

from tests.browser.conftest import Site
from tests.browser.people_at_work import Inbox, Widget
from tests.entrypoints.up import running_up

pytestmark = pytest.mark.browser

PASSWORD = "a sentence only Grace knows"


@pytest.fixture
def fresh_site(tmp_path: Path) -> Iterator[Site]:
    """An installation that nobody has set up yet."""
    with running_up(tmp_path / "data") as up:
        yield Site(up)


@pytest.fixture
def shop() -> Iterator[Callable[[str], str]]:
    """Somebody's own web site: puts a snippet on its page, and says where that page is."""
    snippets: list[str] = []
    with ThreadingHTTPServer(("127.0.0.1", 0), _page_with(snippets)) as server:
        Thread(target=server.serve_forever, daemon=True).start()

        def publish(snippet: str) -> str:
            snippets.append(snippet)
            return f"http://127.0.0.1:{server.server_port}"

        yield publish
        server.shutdown()


async def test_from_an_empty_folder_to_the_first_chat(
    fresh_site: Site,
    shop: Callable[[str], str],
    graces_device: BrowserContext,
    adas_device: BrowserContext,
) -> None:
    grace = await graces_device.new_page()
    await grace.goto(f"{fresh_site.dashboard_url}/")
    await expect(grace.get_by_text("no one has an account here yet")).to_be_visible()
    await expect(grace.get_by_text("/setup/…")).to_be_visible()
    await grace.goto(set_up_link(fresh_site))
    await fill_in(grace, domain="127.0.0.1/shop?from=mail")
    await grace.get_by_role("button", name="Create project").click()
    await expect(grace.get_by_role("heading", name="Northwind is ready")).to_be_visible()
    await expect(grace.get_by_text("Waiting for the first visit")).to_be_visible()

    address = shop(await grace.locator("pre").inner_text())
    ada = await adas_device.new_page()
    await ada.goto(address)
    await expect(grace.get_by_text(f"We saw your site just now on {address}")).to_be_visible()
    await grace.get_by_role("button", name="Go to the inbox").click()
    await ada.get_by_role("button", name="Chat").first.click()
    await Widget(ada).write("Is anybody there?")
    inbox = Inbox(grace)
    await inbox.open("Is anybody there?")
    await inbox.reply("Since a minute ago.")

    await Widget(ada).shows("Since a minute ago.")
    await expect(Widget(ada).log.get_by_text("Grace Okafor").first).to_be_visible()


async def test_a_set_up_link_is_dead_once_it_was_used(
    fresh_site: Site, graces_device: BrowserContext, mallorys_device: BrowserContext
) -> None:
    link = set_up_link(fresh_site)
    mallory = await mallorys_device.new_page()
    await mallory.goto(link)
    await fill_in(mallory, domain="evil.example")
    grace = await graces_device.new_page()
    await grace.goto(link)
    await fill_in(grace, domain="127.0.0.1")
    await grace.get_by_role("button", name="Create project").click()
    await expect(grace.get_by_role("heading", name="Northwind is ready")).to_be_visible()

    await mallory.get_by_role("button", name="Create project").click()
    await expect(mallory.get_by_role("alert")).to_contain_text(
        "This set-up link was used, or it has expired."
    )
    await mallory.goto(link)
    await expect(mallory.get_by_role("heading", name="no longer works")).to_be_visible()
    await mallory.get_by_role("link", name="sign in").click()

    await expect(mallory.get_by_role("button", name="Sign in")).to_be_visible()


async def test_a_site_that_is_not_on_the_list_shows_nothing_and_is_not_seen(
    fresh_site: Site,
    shop: Callable[[str], str],
    graces_device: BrowserContext,
    adas_device: BrowserContext,
) -> None:
    grace = await graces_device.new_page()
    await grace.goto(set_up_link(fresh_site))
    await fill_in(grace, domain="shop.example")
    await grace.get_by_role("button", name="Create project").click()
    address = shop(await grace.locator("pre").inner_text())
    ada = await adas_device.new_page()

    async with ada.expect_event("requestfailed") as refused:
        await ada.goto(address)

    assert (await refused.value).url.endswith("/public/projects/1/settings")
    await expect(ada.get_by_role("button", name="Chat")).to_have_count(0)
    await expect(grace.get_by_text("Waiting for the first visit")).to_be_visible()


def set_up_link(site: Site) -> str:
    """Read the link off the terminal, as a person does."""
    said = site.up.output.read_text().splitlines()
    [link] = [line.split()[-1] for line in said if line.startswith("Set up ")]
    return link


async def fill_in(page: Page, *, domain: str) -> None:
    await page.get_by_label("Your name").fill("Grace Okafor")
    await page.get_by_label("E-mail").fill("grace@northwind.example")
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_label("Project name").fill("Northwind")
    await page.get_by_label("Add a domain").fill(domain)
    await page.keyboard.press("Enter")


def _page_with(snippets: list[str]) -> type[BaseHTTPRequestHandler]:
    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = f"<!doctype html><title>Northwind</title><h1>Tea</h1>{snippets[-1]}".encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)

        @override
        def log_message(self, *_: object) -> None:
            pass

    return Page
