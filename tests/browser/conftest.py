"""A whole Frontdesk, and a browser to use it with."""

import os
import shutil
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.async_api import (
    Browser,
    BrowserContext,
    Page,
    ViewportSize,
    async_playwright,
    expect,
)

from tests.entrypoints.up import Up, running_up
from tests.patience import PATIENCE_SECONDS

expect.set_options(timeout=PATIENCE_SECONDS * 1_000)

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Chromium must not ask the outside world for anything, nor a sandbox where we are root.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Playwright turns storage partitioning off, and Chromium then gives a frame from another
    # site no storage at all. The last list of features wins: this one gives partitions back.
    "--disable-features=Translate",
]
WIDE = ViewportSize(width=1440, height=900)
NARROW = ViewportSize(width=390, height=844)
PASSWORD = "frontdesk-demo"


@dataclass
class Site:
    """A running demo: the dashboard on one origin, somebody's site on another."""

    up: Up

    @property
    def dashboard_url(self) -> str:
        return f"http://localhost:{self.up.port}"

    @property
    def demo_url(self) -> str:
        return f"http://127.0.0.1:{self.up.port}/demo/"

    async def sign_in(self, page: Page, email: str) -> None:
        """Sign in through the form, as a person does."""
        await page.goto(f"{self.dashboard_url}/")
        await page.get_by_label("E-mail").fill(email)
        await page.get_by_label("Password", exact=True).fill(PASSWORD)
        await page.get_by_role("button", name="Sign in").click()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One demo for all browser tests; each uses visitors of its own."""
    with running_up(tmp_path_factory.mktemp("site") / "data", "--demo") as up:
        yield Site(up)


@pytest.fixture
def own_site(tmp_path: Path) -> Iterator[Site]:
    """A demo of the test's own, to break things in."""
    with running_up(tmp_path / "data", "--demo") as up:
        yield Site(up)


@pytest.fixture(scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """The system's Chromium; without one these tests fail, they are not skipped."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    assert path, "The browser tests need Chromium: apt-get install chromium (or set CHROMIUM)."
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        await browser.close()


async def _context(chromium: Browser) -> AsyncIterator[BrowserContext]:
    context = await chromium.new_context(viewport=WIDE)
    context.set_default_timeout(PATIENCE_SECONDS * 1_000)
    yield context
    await context.close()


# Each person has a device of their own: cookies and storage are theirs alone.
adas_device = pytest.fixture(_context)
eves_device = pytest.fixture(_context)
graces_device = pytest.fixture(_context)
alans_device = pytest.fixture(_context)
mallorys_device = pytest.fixture(_context)
