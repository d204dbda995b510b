"""Filters of the inbox: chosen by keyboard or finger, kept in the address, and live."""

import re

import pytest
from playwright.async_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.conftest import NARROW, Site
from tests.browser.people_at_work import GRACE, open_inbox, open_widget

pytestmark = pytest.mark.browser


async def test_a_list_is_narrowed_by_keyboard_and_follows_what_happens(
    site: Site,
    adas_device: BrowserContext,
    eves_device: BrowserContext,
    graces_device: BrowserContext,
) -> None:
    ada = await open_widget(adas_device, site)
    await ada.write("Ada wants to be filtered")
    eve = await open_widget(eves_device, site)
    await eve.write("Eve wants to be filtered")
    grace = await open_inbox(graces_device, site, GRACE)
    page, rows = grace.page, rows_of(grace.page)
    await expect(rows.filter(has_text="wants to be filtered")).to_have_count(2)

    await filter_by(page, "assigned me")
    await expect(chip(page, "Assigned to me")).to_be_visible()
    await expect(rows.filter(has_text="wants to be filtered")).to_have_count(0)
    assert "assignee=me" in page.url

    claimed = await graces_device.new_page()
    await claimed.goto(f"{site.dashboard_url}/projects/1/inbox")
    await claimed.get_by_role("link").filter(has_text="Eve wants to be filtered").click()
    await claimed.get_by_role("button", name="Take the chat").click()
    await expect(rows.filter(has_text="Eve wants to be filtered")).to_be_visible()
    await page.reload()
    await expect(rows.filter(has_text="Eve wants to be filtered")).to_be_visible()
    await claimed.get_by_role("button", name="Solve").click()
    await expect(rows.filter(has_text="Eve wants to be filtered")).to_have_count(0)

    await chip(page, "Assigned to me").click()
    await expect(rows.filter(has_text="Ada wants to be filtered")).to_be_visible()
    assert "assignee" not in page.url


async def test_a_filter_that_nothing_fits_is_named_and_taken_off_on_a_phone(
    chromium: Browser, site: Site, adas_device: BrowserContext
) -> None:
    device = await chromium.new_context(viewport=NARROW, has_touch=True)
    ada = await open_widget(adas_device, site)
    await ada.write("Ada is not tagged")
    page = (await open_inbox(device, site, GRACE)).page

    await page.get_by_role("button", name="Filter conversations").tap()
    for name in ("Unread", "Waiting for visitor", "No one"):
        await page.get_by_role("option", name=name, exact=True).tap()
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Show: Open").tap()
    await page.get_by_role("menuitemradio", name="Pending").tap()

    nothing = page.get_by_role("region", name="Conversations").get_by_role("list")
    await expect(nothing.get_by_role("listitem")).to_have_text(
        ["Pending", "Unread", "Waiting for visitor", "Unassigned"]
    )
    width = await page.evaluate("document.documentElement.scrollWidth")
    assert width <= NARROW["width"]
    await page.get_by_role("button", name="Clear filters").tap()
    await expect(page).to_have_url(re.compile(r"/inbox\?status=pending$"))
    await device.close()


async def filter_by(page: Page, typed: str) -> None:
    """Put a filter on without touching the mouse."""
    await page.keyboard.press("Shift+F")
    await page.get_by_role("combobox", name="Find a filter").fill(typed)
    await page.keyboard.press("Enter")
    await page.keyboard.press("Escape")


def rows_of(page: Page) -> Locator:
    return page.get_by_role("region", name="Conversations").get_by_role("listitem")


def chip(page: Page, words: str) -> Locator:
    return page.get_by_role("button", name=f"Remove filter: {words}")
