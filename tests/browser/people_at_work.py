"""What Ada and Grace do with their hands, so that a test reads as a story."""

from dataclasses import dataclass

from playwright.async_api import BrowserContext, FrameLocator, Locator, Page, expect

from tests.browser.conftest import Site

OWNER = "owner@demo.test"
GRACE = "grace@demo.test"
ALAN = "alan@demo.test"


@dataclass
class Widget:
    """Somebody's site with the panel open."""

    page: Page

    @property
    def panel(self) -> FrameLocator:
        return self.page.frame_locator("iframe")

    @property
    def composer(self) -> Locator:
        return self.panel.get_by_label("Write a message")

    @property
    def log(self) -> Locator:
        return self.panel.get_by_role("log")

    async def write(self, text: str) -> None:
        await self.composer.fill(text)
        await self.composer.press("Enter")

    async def shows(self, text: str, times: int = 1) -> None:
        await expect(self.log.get_by_text(text, exact=True)).to_have_count(times)


@dataclass
class Inbox:
    """The dashboard with somebody signed in."""

    page: Page

    @property
    def thread(self) -> Locator:
        return self.page.get_by_role("log", name="Messages")

    @property
    def composer(self) -> Locator:
        return self.page.get_by_label("Write a reply")

    async def open(self, snippet: str) -> None:
        await self.page.get_by_role("link").filter(has_text=snippet).click()

    async def reply(self, text: str) -> None:
        await self.composer.fill(text)
        await self.composer.press("Enter")

    async def shows(self, text: str, times: int = 1) -> None:
        await expect(self.thread.get_by_text(text, exact=True)).to_have_count(times)


async def open_widget(device: BrowserContext, site: Site) -> Widget:
    """Visit the demo site and click on the launcher."""
    page = await device.new_page()
    await page.goto(site.demo_url)
    await page.get_by_role("button", name="Chat").first.click()
    widget = Widget(page)
    await expect(widget.composer).to_be_visible()
    return widget


async def open_inbox(device: BrowserContext, site: Site, email: str) -> Inbox:
    """Sign in and wait for the inbox."""
    page = await device.new_page()
    await site.sign_in(page, email)
    await expect(page.get_by_role("heading", name="Inbox")).to_be_visible()
    return Inbox(page)


async def ada_and_grace(
    site: Site, adas_device: BrowserContext, graces_device: BrowserContext, said: str
) -> tuple[Widget, Inbox]:
    """Ada says something, and Grace looks at it."""
    ada = await open_widget(adas_device, site)
    await ada.write(said)
    return ada, await look_at(graces_device, site, GRACE, said)


async def look_at(device: BrowserContext, site: Site, email: str, said: str) -> Inbox:
    """Sign in and open the conversation that ends with these words."""
    inbox = await open_inbox(device, site, email)
    await inbox.open(said)
    await inbox.shows(said)
    return inbox
