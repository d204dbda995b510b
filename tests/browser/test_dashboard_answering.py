"""What answering needs, on several screens: notes, tags, canned replies, settings, reports."""

import re

import pytest
from playwright.async_api import BrowserContext, Page, Route, expect

from tests.browser.conftest import Site
from tests.browser.people_at_work import (
    ALAN,
    OWNER,
    Inbox,
    ada_and_grace,
    look_at,
    open_inbox,
    open_widget,
)

pytestmark = pytest.mark.browser


async def test_notes_tags_and_priority_are_on_every_screen_at_once(
    site: Site,
    adas_device: BrowserContext,
    graces_device: BrowserContext,
    alans_device: BrowserContext,
) -> None:
    _, grace = await ada_and_grace(site, adas_device, graces_device, "Note this")
    alan = await look_at(alans_device, site, ALAN, "Note this")
    await expect(grace.page.get_by_text("Alan Reyes is looking too")).to_be_visible()
    page = grace.page

    await page.get_by_role("button", name="Note", exact=True).click()
    await page.get_by_label("Write a note").fill("Careful with this one")
    await page.keyboard.press("Enter")
    await alan.shows("Careful with this one")
    await page.get_by_role("button", name="Tag", exact=True).click()
    await page.get_by_role("combobox", name="Tag").fill("lamps")
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="Priority: Normal").click()
    await page.get_by_role("menuitemradio", name="Urgent").click()

    await expect(alan.page.get_by_role("button", name="Remove tag lamps")).to_be_visible()
    await expect(alan.page.get_by_role("button", name="Priority: Urgent")).to_be_visible()


async def test_a_note_is_edited_and_taken_back_on_every_screen(
    site: Site,
    adas_device: BrowserContext,
    graces_device: BrowserContext,
    alans_device: BrowserContext,
) -> None:
    _, grace = await ada_and_grace(site, adas_device, graces_device, "Note this again")
    alan = await look_at(alans_device, site, ALAN, "Note this again")
    page = grace.page
    await page.keyboard.press("m")
    await page.get_by_label("Write a note").fill("Careful again")
    await page.keyboard.press("Enter")
    await alan.shows("Careful again")

    note = page.get_by_role("article", name="Note by Grace Okafor")
    await note.hover()
    await note.get_by_role("button", name="Edit note").click()
    await page.get_by_label("Note", exact=True).fill("Very careful again")
    await page.get_by_role("button", name="Save note").click()
    await alan.shows("Very careful again")
    await note.hover()
    await note.get_by_role("button", name="Delete note").click()
    await page.get_by_role("dialog").get_by_role("button", name="Delete note").click()
    await alan.shows("Very careful again", times=0)


async def test_a_canned_reply_fills_in_who_is_talking(
    site: Site, adas_device: BrowserContext, graces_device: BrowserContext
) -> None:
    page = (await open_inbox(graces_device, site, OWNER)).page
    await page.goto(f"{site.dashboard_url}/projects/1/settings/canned")
    await page.get_by_role("button", name="New canned reply").click()
    await page.get_by_label("Shortcut").fill("hello")
    await page.get_by_label("Text").fill("Hello {{visitor.name}}, {{agent.name}} here.")
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_text("/hello")).to_be_visible()
    ada = await open_widget(adas_device, site)
    await ada.write("Greet me")
    await page.get_by_role("link", name="Inbox").click()
    inbox = Inbox(page)
    await inbox.open("Greet me")

    await inbox.composer.press_sequentially("/he")
    await expect(page.get_by_role("option")).to_contain_text("Hello there, Olivia Owner here.")
    await page.keyboard.press("Tab")
    await expect(inbox.composer).to_have_value("Hello there, Olivia Owner here.")
    await page.keyboard.press("Enter")

    await ada.shows("Hello there, Olivia Owner here.")


async def test_a_blocked_visitor_is_let_in_again(
    site: Site, adas_device: BrowserContext, graces_device: BrowserContext
) -> None:
    _, grace = await ada_and_grace(site, adas_device, graces_device, "Buy my watches")
    await grace.page.get_by_role("button", name="More actions").click()
    await grace.page.get_by_role("menuitem", name="Block visitor").click()
    await grace.page.get_by_role("button", name="Block visitor").click()
    panel = grace.page.get_by_role("complementary", name="Visitor")
    await expect(panel).to_contain_text("Blocked")

    await panel.get_by_role("button", name="Unblock").click()

    await expect(panel).not_to_contain_text("Blocked")


async def test_routing_settings_that_somebody_else_saved_are_not_overwritten(
    own_site: Site, graces_device: BrowserContext, alans_device: BrowserContext
) -> None:
    one = await routing_page(graces_device, own_site)
    other = await routing_page(alans_device, own_site)
    # The other screen would follow by itself; what is held here is the save that came too late.
    await other.route("**/settings/routing", hold_reads)
    await other.route("**/api/v1/projects/1", hold_reads)

    await one.get_by_label("Chats per agent").fill("7")
    await one.get_by_label("Time zone").select_option("Europe/Paris")
    await one.get_by_role("switch", name="Always open").click()
    await one.get_by_role("button", name="Save changes").click()
    await expect(one.get_by_role("status").filter(has_text="Saved")).to_be_visible()
    await other.get_by_label("First reply within").fill("9")
    await other.get_by_role("button", name="Save changes").click()

    await expect(other.get_by_role("alert")).to_be_visible()
    await expect(other.get_by_label("First reply within")).to_have_value("9")
    await one.reload()
    await expect(one.get_by_label("Chats per agent")).to_have_value("7")
    await expect(one.get_by_label("Monday opens")).to_have_value("09:00")
    await expect(one.get_by_label("First reply within")).to_have_value("5")


async def test_a_report_is_read_and_taken_along(
    site: Site, adas_device: BrowserContext, graces_device: BrowserContext
) -> None:
    ada = await open_widget(adas_device, site)
    await ada.write("Count me")
    owner = await open_inbox(graces_device, site, OWNER)
    await owner.open("Count me")
    await owner.reply("Counted.")
    await ada.shows("Counted.")
    page = owner.page
    await page.goto(f"{site.dashboard_url}/projects/1/reports/agents")

    numbers = page.get_by_role("region", name="Numbers")
    await expect(numbers.get_by_role("row").filter(has_text="Olivia Owner")).to_be_visible()
    chart = page.get_by_role("img", name=re.compile(r"Olivia Owner: Chats handled, \d+ in all"))
    await expect(chart).to_be_visible()
    async with page.expect_download() as started:
        await page.get_by_role("link", name="Export CSV").click()
    path = await (await started.value).path()

    assert "Olivia Owner" in path.read_text()


async def routing_page(device: BrowserContext, site: Site) -> Page:
    page = (await open_inbox(device, site, OWNER)).page
    await page.goto(f"{site.dashboard_url}/projects/1/settings/routing")
    await expect(page.get_by_label("Chats per agent")).to_be_visible()
    return page


async def hold_reads(route: Route) -> None:
    if route.request.method == "GET":
        await route.abort()
    else:
        await route.continue_()
