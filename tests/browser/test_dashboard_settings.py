"""Your own site: settings, members and sessions, as owners and agents use them."""

import pytest
from playwright.async_api import BrowserContext, Page, expect

from tests.browser.conftest import PASSWORD, Site
from tests.browser.people_at_work import open_inbox, open_widget

pytestmark = pytest.mark.browser

OWNER = "owner@demo.test"
ALAN = "alan@demo.test"
NEW_PASSWORD = "a longer sentence than before"


async def test_an_owner_gives_the_project_a_face_and_a_home(
    own_site: Site, graces_device: BrowserContext, adas_device: BrowserContext
) -> None:
    page = await settings(graces_device, own_site, OWNER, "project")
    await page.get_by_label("Persona", exact=True).fill("Acme Helpers")
    await page.get_by_label("Add a domain").fill("shop.example, shop.example:99999")
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="Save changes").click()
    await expect(page.get_by_role("alert")).to_be_visible()

    await page.get_by_role("button", name="Remove shop.example:99999").click()
    await page.get_by_role("button", name="Save changes").click()
    await expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible()

    await page.reload()
    await expect(page.get_by_text("shop.example", exact=True)).to_be_visible()
    ada = await open_widget(adas_device, own_site)
    await expect(ada.panel.get_by_text("Acme Helpers").first).to_be_visible()


async def test_the_preview_shows_the_widget_before_anybody_else_sees_it(
    own_site: Site, graces_device: BrowserContext, adas_device: BrowserContext
) -> None:
    page = await settings(graces_device, own_site, OWNER, "widget")
    await page.get_by_label("Greeting").fill("Bonjour! مرحبا")
    preview = page.get_by_role("complementary", name="Preview")
    panel = preview.frame_locator("iframe")
    await expect(panel.get_by_text("Bonjour! مرحبا")).to_be_visible()
    await page.get_by_role("combobox", name="Language").select_option("de")
    await expect(panel.locator("html[lang=de]")).to_have_count(1)
    await expect(panel.locator("body[inert]")).to_have_count(1)
    await page.get_by_role("combobox", name="Language").select_option("auto")
    await page.get_by_role("button", name="Save changes").click()
    await expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible()

    ada = await open_widget(adas_device, own_site)

    await expect(ada.panel.get_by_text("Bonjour! مرحبا").first).to_be_visible()


async def test_an_invitation_makes_a_member_and_works_once(
    own_site: Site,
    graces_device: BrowserContext,
    eves_device: BrowserContext,
    mallorys_device: BrowserContext,
) -> None:
    owner = await settings(graces_device, own_site, OWNER, "members")
    await owner.get_by_role("button", name="Invite someone").click()
    await owner.get_by_role("button", name="Create link").click()
    link = await owner.get_by_role("dialog").locator("pre").inner_text()
    await owner.get_by_role("button", name="Done").click()

    eve = await eves_device.new_page()
    await eve.goto(link)
    await expect(eve.get_by_role("heading", name="Join Demo")).to_be_visible()
    await eve.get_by_label("Your name").fill("Eve Adeyemi")
    await eve.get_by_label("E-mail").fill("eve@demo.test")
    await eve.get_by_label("Password").fill(NEW_PASSWORD)
    await eve.get_by_role("button", name="Create account and join").click()
    await expect(eve.get_by_role("heading", name="Inbox")).to_be_visible()
    mallory = await mallorys_device.new_page()
    await mallory.goto(link)
    await expect(mallory.get_by_role("heading", name="no longer works")).to_be_visible()

    await owner.reload()
    await owner.get_by_label("Role of Eve Adeyemi").select_option("manager")
    await expect(owner.get_by_text("Eve Adeyemi is now manager.")).to_be_visible()
    await owner.get_by_role("button", name="Remove Eve Adeyemi").click()
    await owner.get_by_role("button", name="Remove member").click()
    await expect(owner.get_by_text("eve@demo.test")).to_have_count(0)

    # Her page leaves by itself, and the inbox is nothing she may come back to.
    await expect(eve.get_by_role("heading", name="You are not in a project yet")).to_be_visible()
    await eve.goto(f"{own_site.dashboard_url}/projects/1/inbox")
    await expect(eve.get_by_role("heading", name="You are not in a project yet")).to_be_visible()


async def test_an_agent_is_offered_nothing_an_agent_may_not_do(
    site: Site, alans_device: BrowserContext
) -> None:
    page = await settings(alans_device, site, ALAN, "members")
    menu = page.get_by_role("navigation", name="Settings")

    await expect(menu.get_by_role("link", name="Members")).to_be_visible()
    for forbidden in ("General", "Widget appearance", "Install"):
        await expect(menu.get_by_role("link", name=forbidden)).to_have_count(0)
    await expect(page.get_by_role("button", name="Invite someone")).to_have_count(0)
    await expect(page.get_by_label("Role of")).to_have_count(0)
    await page.goto(f"{site.dashboard_url}/projects/2/inbox")
    await expect(page).to_have_url(f"{site.dashboard_url}/projects/1/inbox")


async def test_a_new_password_ends_every_other_session(
    own_site: Site, alans_device: BrowserContext, graces_device: BrowserContext
) -> None:
    elsewhere = await open_inbox(graces_device, own_site, ALAN)
    page = await settings(alans_device, own_site, ALAN, "security")
    await page.get_by_label("Current password").fill("not it at all")
    await page.get_by_label("New password").fill(NEW_PASSWORD)
    await page.get_by_role("button", name="Change password").click()
    await expect(page.get_by_label("Current password")).to_have_attribute("aria-invalid", "true")

    await page.get_by_label("Current password").fill(PASSWORD)
    await page.get_by_role("button", name="Change password").click()
    await expect(page.get_by_text("Password changed.")).to_be_visible()
    await expect(page.get_by_text("this session")).to_be_visible()

    await elsewhere.page.reload()
    await expect(elsewhere.page.get_by_role("button", name="Sign in")).to_be_visible()


async def test_too_many_attempts_say_how_long_to_wait(
    site: Site, mallorys_device: BrowserContext
) -> None:
    page = await mallorys_device.new_page()
    await page.goto(f"{site.dashboard_url}/sign-in")
    await page.get_by_label("E-mail").fill("guessed@demo.test")
    for _ in range(6):
        await page.get_by_label("Password", exact=True).fill("guess")
        await page.get_by_role("button", name="Sign in").click()
        await expect(page.get_by_role("alert")).to_be_visible()

    await expect(page.get_by_role("alert")).to_contain_text("Please wait")
    await expect(page.get_by_role("button", name="Try again in")).to_be_disabled()


async def test_a_password_can_be_looked_at_before_it_is_sent_and_typing_starts_at_once(
    site: Site, mallorys_device: BrowserContext
) -> None:
    page = await mallorys_device.new_page()
    await page.goto(f"{site.dashboard_url}/sign-in")
    await expect(page.get_by_label("E-mail")).to_be_focused()
    await page.keyboard.type("grace@demo.test")
    await page.keyboard.press("Tab")
    await page.keyboard.type(PASSWORD)

    await page.get_by_role("button", name="Show password").click()
    await expect(page.get_by_label("Password", exact=True)).to_have_attribute("type", "text")
    await page.get_by_role("button", name="Hide password").click()
    await expect(page.get_by_label("Password", exact=True)).to_have_attribute("type", "password")
    await page.get_by_label("Password", exact=True).press("Enter")

    await expect(page.get_by_role("heading", name="Inbox")).to_be_visible()


async def settings(device: BrowserContext, site: Site, email: str, name: str) -> Page:
    """Sign in and open one page of the settings."""
    page = (await open_inbox(device, site, email)).page
    await page.goto(f"{site.dashboard_url}/projects/1/settings/{name}")
    await expect(page.get_by_role("navigation", name="Settings")).to_be_visible()
    return page
