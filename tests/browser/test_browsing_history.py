"""What an agent reads of a visit is the whole visit, over page loads, tabs and blocked storage."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import BrowserContext, Page, expect

from tests.browser.conftest import Site
from tests.browser.grace_by_http import find_conversation
from tests.browser.people_at_work import Widget

pytestmark = pytest.mark.browser

# The loader looks for a new address now and then.
NOTED = 'page => Object.values(localStorage).join().includes(`/${page}"`)'
BLOCKED = """
  for (const name of ['localStorage', 'sessionStorage', 'indexedDB'])
    Object.defineProperty(window, name, {
      get() { throw new DOMException('The operation is insecure.', 'SecurityError') },
    })
"""
CAME_FROM = "https://news.example/roasters"


async def test_a_site_of_three_pages_shows_all_of_them_and_the_first_referrer(
    site: Site, adas_device: BrowserContext, graces_device: BrowserContext
) -> None:
    ada = await _arrives(await adas_device.new_page(), site)
    await ada.write("From the first page")
    await expect(ada.log.get_by_text("Delivered")).to_have_count(1)
    await _goes_on(ada, "Subscriptions")
    await _goes_on(ada, "Brew guide")

    await ada.write("From the third page")

    visit = await _visit(graces_device, site, "From the third page")
    assert _pages(visit, site) == ["?utm_source=news", "pricing.html", "guide.html"]
    assert visit["landingPage"] == f"{site.demo_url}?utm_source=news"
    assert visit["referrer"] == CAME_FROM


async def test_a_single_page_app_and_a_second_tab_belong_to_one_visit(
    site: Site, adas_device: BrowserContext, graces_device: BrowserContext
) -> None:
    ada = await _arrives(await adas_device.new_page(), site)
    await ada.write("From the app")
    for path in ("cart", "pay?session=abc"):
        await ada.page.evaluate(f"history.pushState(null, '', '{path}')")
        panel = ada.page.frames[-1]
        await panel.wait_for_function(NOTED, arg=path.partition("?")[0])
    other = Widget(await adas_device.new_page())
    await other.page.goto(f"{site.demo_url}guide.html")
    await _open(other)

    await other.write("From the other tab")

    visit = await _visit(graces_device, site, "From the other tab")
    assert _pages(visit, site) == ["?utm_source=news", "cart", "pay", "guide.html"]
    assert visit["referrer"] == CAME_FROM


async def test_where_storage_is_blocked_a_page_is_at_least_true_of_itself(
    site: Site, adas_device: BrowserContext, graces_device: BrowserContext
) -> None:
    await adas_device.add_init_script(BLOCKED)
    ada = await _arrives(await adas_device.new_page(), site)

    await ada.write("Nothing is kept here")

    visit = await _visit(graces_device, site, "Nothing is kept here")
    assert _pages(visit, site) == ["?utm_source=news"]
    assert visit["referrer"] == CAME_FROM


async def _arrives(page: Page, site: Site) -> Widget:
    await page.goto(f"{site.demo_url}?utm_source=news&token=abc", referer=CAME_FROM)
    widget = Widget(page)
    await _open(widget)
    return widget


async def _open(widget: Widget) -> None:
    await widget.page.get_by_role("button", name="Chat").first.click()
    await expect(widget.composer).to_be_visible()


async def _goes_on(widget: Widget, page: str) -> None:
    await widget.page.get_by_role("link", name=page, exact=True).click()
    await expect(widget.page).to_have_title(f"{page} · Northwind Roasters")
    await expect(widget.page.locator("iframe")).to_be_attached()
    # The panel stays open from page to page.
    await expect(widget.composer).to_be_visible()


async def _visit(device: BrowserContext, site: Site, said: str) -> dict[str, Any]:
    chat = await find_conversation(device, site, said)
    address = f"/api/v1/projects/1/inbox/visitors/{chat['visitor']['id']}"
    shown = await (await device.request.get(f"{site.dashboard_url}{address}")).json()
    return dict(shown["sessionMetadata"])


def _pages(visit: dict[str, Any], site: Site) -> list[str]:
    return [page["url"].removeprefix(site.demo_url) for page in visit["pages"]]
