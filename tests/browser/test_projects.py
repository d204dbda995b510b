"""Projects come, change and go from the menu of the one somebody is in."""

import pytest
from playwright.async_api import BrowserContext, expect

from tests.browser.conftest import Site
from tests.browser.people_at_work import GRACE, OWNER, open_inbox

pytestmark = pytest.mark.browser


async def test_an_owner_opens_another_project_goes_back_and_deletes_it(
    own_site: Site, alans_device: BrowserContext
) -> None:
    page = (await open_inbox(alans_device, own_site, OWNER)).page

    await page.get_by_role("button", name="Project: ").click()
    await page.get_by_role("menuitem", name="New project…").click()
    await page.get_by_label("Project name").fill("Tea House")
    await page.get_by_role("button", name="Create project").click()
    await expect(page.get_by_role("heading", name="Install")).to_be_visible()
    menu = page.get_by_role("button", name="Project: Tea House")
    await menu.click()
    await page.get_by_role("menuitem", name="Delete Tea House…").click()
    delete = page.get_by_role("button", name="Delete project")
    await expect(delete).to_be_disabled()
    await page.get_by_label("Type “Tea House” to confirm").fill("Tea House")
    await delete.click()

    await expect(page.get_by_text("Tea House was deleted.")).to_be_visible()
    await expect(menu).to_have_count(0)
    await page.get_by_role("button", name="Project: ").click()
    await expect(page.get_by_role("menuitemradio")).to_have_count(1)


async def test_an_agent_is_offered_no_project_to_open_or_delete(
    site: Site, graces_device: BrowserContext
) -> None:
    page = (await open_inbox(graces_device, site, GRACE)).page

    await page.get_by_role("button", name="Project: ").click()

    await expect(page.get_by_role("menuitemradio")).to_have_count(1)
    await expect(page.get_by_role("menuitem")).to_have_count(0)
