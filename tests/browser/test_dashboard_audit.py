"""An owner looks who did what, narrows it down, and takes it away."""

import re

import pytest
from playwright.async_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import Site
from tests.browser.people_at_work import ALAN, OWNER, open_inbox
from tests.browser.test_dashboard_for_everyone import device_for, violations

pytestmark = pytest.mark.browser


async def test_an_owner_finds_who_changed_what_and_shares_the_address(
    own_site: Site, graces_device: BrowserContext
) -> None:
    page = await audit_log(graces_device, own_site)
    await change_role_of_alan(page, own_site)
    await page.goto(f"{own_site.dashboard_url}/projects/1/settings/audit")
    rows = page.get_by_role("list", name="Audit log").locator("> li")
    await expect(rows.first).to_contain_text("Olivia Owner changed the role of Alan Reyes")
    await expect(rows.first).to_contain_text("Role: was agent is now manager")
    await expect(rows.filter(has_text="signed in").first).to_contain_text("on Linux · 127.0.0.1")

    await page.get_by_label("What").select_option("Role changed")
    await expect(page).to_have_url(re.compile("kind=role_changed"))
    await expect(rows).to_have_count(1)
    await page.get_by_label("Person").select_option("Grace Okafor")
    await expect(page.get_by_text("Nothing fits these filters")).to_be_visible()
    await page.get_by_label("Person").select_option("Alan Reyes")
    await expect(rows).to_have_count(1)
    await page.reload()
    await expect(rows).to_have_count(1)
    async with page.expect_download() as downloading:
        await page.get_by_role("link", name="Export CSV").click()
    assert (await downloading.value).suggested_filename == "audit-log.csv"
    await page.get_by_role("button", name="Clear filters").click()

    await expect(rows.first).to_contain_text("Olivia Owner exported the audit log")


async def test_older_entries_come_when_they_are_asked_for(
    own_site: Site, graces_device: BrowserContext
) -> None:
    page = await audit_log(graces_device, own_site)
    await page.evaluate(_CHANGE_MUCH)
    await page.reload()
    rows = page.get_by_role("list", name="Audit log").locator("> li")
    await expect(rows.first).to_be_visible()
    await expect(rows.filter(has_text="signed in")).to_have_count(0)

    await page.get_by_role("button", name="Show older entries").focus()
    await page.keyboard.press("Enter")

    await expect(rows.last).to_contain_text("Olivia Owner signed in")
    await expect(page.get_by_role("button", name="Show older entries")).to_have_count(0)


async def test_who_is_no_owner_is_told_whom_to_ask(
    site: Site, alans_device: BrowserContext
) -> None:
    inbox = await open_inbox(alans_device, site, ALAN)

    await inbox.page.goto(f"{site.dashboard_url}/projects/1/settings/audit")

    await expect(inbox.page.get_by_text("The audit log is for owners")).to_be_visible()
    menu = inbox.page.get_by_role("navigation", name="Settings")
    await expect(menu.get_by_role("link", name="Audit log")).to_have_count(0)


@pytest.mark.parametrize("look", ["light", "dark", "narrow", "contrast"])
async def test_axe_finds_nothing_in_the_audit_log(chromium: Browser, site: Site, look: str) -> None:
    device = await device_for(chromium, look)
    page = await audit_log(device, site)

    assert await violations(page) == []
    width = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert width <= 0
    await device.close()


async def audit_log(device: BrowserContext, site: Site) -> Page:
    """Sign the owner in and open the log."""
    inbox = await open_inbox(device, site, OWNER)
    await inbox.page.goto(f"{site.dashboard_url}/projects/1/settings/audit")
    await expect(inbox.page.get_by_role("list", name="Audit log")).to_be_visible()
    return inbox.page


async def change_role_of_alan(page: Page, site: Site) -> None:
    await page.goto(f"{site.dashboard_url}/projects/1/settings/members")
    await page.get_by_label("Role of Alan Reyes").select_option("manager")
    await expect(page.get_by_text("Alan Reyes is now manager.")).to_be_visible()


# Fifty-five changes, by the quickest thing an owner can change.
_CHANGE_MUCH = """async () => {
  const { csrfToken } = await (await fetch('/api/v1/auth/session')).json()
  for (let number = 0; number < 55; number++)
    await fetch('/api/v1/user/me', {
      method: 'PATCH',
      headers: { 'content-type': 'application/json', 'x-csrf-token': csrfToken },
      body: JSON.stringify({ name: number % 2 ? 'Olivia Owner' : 'Olivia O.' }),
    })
}"""
