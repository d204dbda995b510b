"""Without a network, or once an upgrade took the old files away, nothing replaces the page."""

import re

import pytest
from playwright.async_api import BrowserContext, Route, expect

from tests.browser.conftest import Site
from tests.browser.people_at_work import GRACE, open_inbox

pytestmark = pytest.mark.browser


async def test_a_page_whose_file_is_gone_says_so_in_its_place_and_opens_later(
    site: Site, graces_device: BrowserContext
) -> None:
    is_gone = True

    async def take_away(route: Route) -> None:
        if is_gone:
            await route.fulfill(status=404, body="")
        else:
            await route.continue_()

    await graces_device.route(re.compile(r"/assets/(QueuePage|queue)[^/]*[.]js"), take_away)
    page = (await open_inbox(graces_device, site, GRACE)).page

    await page.get_by_role("link", name=re.compile("^Queue")).click()
    missing = page.get_by_role("alert").filter(has_text="Frontdesk may have been updated")
    await expect(missing).to_be_visible()
    await expect(page.get_by_role("link", name=re.compile("^Inbox"))).to_be_visible()
    is_gone = False
    await missing.get_by_role("button", name="Reload").click()

    await expect(missing).to_have_count(0)
    await expect(page.get_by_role("heading", name="Queue")).to_be_visible()


async def test_every_page_opens_without_a_network_once_there_was_time_to_fetch_it(
    site: Site, graces_device: BrowserContext
) -> None:
    page = (await open_inbox(graces_device, site, GRACE)).page
    async with page.expect_response(re.compile(r"/assets/AlertsPage")):
        await page.reload()
    await page.wait_for_load_state("networkidle")
    await graces_device.set_offline(offline=True)

    await page.get_by_role("link", name="Settings").click()
    await page.get_by_role("link", name="Alerts and appearance").click()

    await expect(page.get_by_role("heading", name="Alerts and appearance")).to_be_visible()
