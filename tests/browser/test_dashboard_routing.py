"""Whose turn it is, on several screens at once: taking, giving, queue, board and reports."""

import asyncio
import re

import pytest
from playwright.async_api import BrowserContext, Locator, Page, Route, expect

from tests.browser.conftest import Site
from tests.browser.people_at_work import (
    ALAN,
    GRACE,
    OWNER,
    Inbox,
    ada_and_grace,
    open_inbox,
    open_widget,
)

pytestmark = pytest.mark.browser


async def test_the_agents_screen_stays_while_the_visitor_writes_three_lines(
    site: Site, adas_device: BrowserContext, graces_device: BrowserContext
) -> None:
    ada, grace = await ada_and_grace(site, adas_device, graces_device, "Is anybody there?")
    await grace.page.get_by_role("button", name="Take the chat").click()
    await expect(header(grace)).to_contain_text("With Grace Okafor")
    await grace.composer.press_sequentially("Dear Ada, I am loo")
    # In the middle of a word, where a screen drawn anew would not put it.
    await grace.page.keyboard.press("ArrowLeft")
    before = await caret(grace)

    for line in ("I ordered a lamp", "on Monday", "and it is not here"):
        await ada.write(line)
        await grace.shows(line)

    await expect(grace.composer).to_have_value("Dear Ada, I am loo")
    await expect(grace.composer).to_be_focused()
    assert await caret(grace) == before
    await expect(header(grace)).to_contain_text("With Grace Okafor")
    await grace.page.get_by_role("tab", name="Assignments").click()
    await expect(grace.page.get_by_text("1 assignment", exact=True)).to_be_visible()


async def test_of_two_agents_who_take_one_chat_the_second_is_told_who_was_first(
    site: Site,
    adas_device: BrowserContext,
    graces_device: BrowserContext,
    alans_device: BrowserContext,
) -> None:
    _, grace = await ada_and_grace(site, adas_device, graces_device, "Take me, please")
    alan = await open_inbox(alans_device, site, ALAN)
    await alan.open("Take me, please")
    has_graces_arrived = asyncio.Event()

    async def wait_for_grace(route: Route) -> None:
        await has_graces_arrived.wait()
        await route.continue_()

    await alan.page.route("**/claim", wait_for_grace)
    await alan.page.get_by_role("button", name="Take the chat").click()
    await grace.page.get_by_role("button", name="Take the chat").click()
    await expect(header(grace)).to_contain_text("With Grace Okafor")
    has_graces_arrived.set()

    told = alan.page.locator("div[aria-live]").get_by_text("Grace Okafor has this chat.")
    await expect(told).to_be_visible()
    await expect(header(alan)).to_contain_text("With Grace Okafor")
    await expect(alan.page.get_by_role("button", name="Take the chat")).to_have_count(0)
    await grace.shows("Grace Okafor took the chat")


async def test_the_live_board_follows_without_a_reload(
    own_site: Site,
    adas_device: BrowserContext,
    graces_device: BrowserContext,
    mallorys_device: BrowserContext,
) -> None:
    board = (await open_inbox(mallorys_device, own_site, OWNER)).page
    await board.get_by_role("link", name="Reports").click()
    await expect(tile(board, "Waiting")).to_have_text("0")

    ada, grace = await ada_and_grace(own_site, adas_device, graces_device, "Watch the board")
    await expect(tile(board, "Waiting")).to_have_text("1")
    await expect(tile(board, "Longest wait")).to_have_text(re.compile(r"^0:\d\d$"))
    graces_row = board.get_by_role("row").filter(has_text="Grace Okafor")
    await expect(graces_row).to_contain_text("Available")

    await grace.page.get_by_role("button", name="Take the chat").click()
    await expect(tile(board, "With agents")).to_have_text("1")
    await expect(tile(board, "Waiting")).to_have_text("0")
    await expect(graces_row).to_contain_text("1 of 5")
    await expect(graces_row.get_by_role("link")).to_contain_text("Visitor #")

    await grace.reply("Are they moving?")
    await ada.shows("Are they moving?")
    await expect(tile(board, "Waiting for visitor")).to_have_text("1")
    await expect(graces_row).to_contain_text("0 of 5")


async def test_n_takes_the_next_chat_until_nobody_waits(
    own_site: Site,
    adas_device: BrowserContext,
    eves_device: BrowserContext,
    graces_device: BrowserContext,
) -> None:
    ada = await open_widget(adas_device, own_site)
    await ada.write("Ada waits longest")
    eve = await open_widget(eves_device, own_site)
    await eve.write("Eve came later")
    grace = await open_inbox(graces_device, own_site, GRACE)
    page = grace.page
    await page.get_by_role("link", name="Queue, 2 waiting").click()
    rows = page.get_by_role("region", name="Waiting").get_by_role("listitem")
    await expect(rows).to_have_count(2)
    await expect(rows.first).to_contain_text("Ada waits longest")

    await page.keyboard.press("n")
    await grace.shows("Ada waits longest")
    await expect(header(grace)).to_contain_text("With Grace Okafor")
    await page.keyboard.press("n")
    await grace.shows("Eve came later")
    await page.keyboard.press("n")

    await expect(page.get_by_text("No one is waiting right now.")).to_be_visible()
    await expect(page).to_have_title("Demo")


async def test_a_chat_is_handed_over_with_a_note_only_the_team_reads(
    site: Site,
    adas_device: BrowserContext,
    graces_device: BrowserContext,
    alans_device: BrowserContext,
) -> None:
    ada, grace = await ada_and_grace(site, adas_device, graces_device, "This is for Alan")
    alan = await open_inbox(alans_device, site, ALAN)
    await grace.page.get_by_role("button", name="Take the chat").click()
    await expect(header(grace)).to_contain_text("With Grace Okafor")

    await grace.page.get_by_role("heading", level=2).first.click()
    await grace.page.keyboard.press("a")
    dialog = grace.page.get_by_role("dialog")
    await expect(dialog).to_contain_text("Hand over")
    await dialog.get_by_role("radio", name="Alan Reyes").check()
    await dialog.get_by_label("Note (optional)").fill("She asked about lamps twice")
    await dialog.get_by_role("button", name="Hand over").click()

    await expect(header(grace)).to_contain_text("With Alan Reyes")
    await grace.shows("Grace Okafor handed over to Alan Reyes")
    await alan.page.get_by_role("button", name="Open", exact=True).click()
    await alan.shows("She asked about lamps twice")
    await ada.shows("She asked about lamps twice", times=0)


async def test_a_manager_whose_reply_is_refused_takes_over_and_sends_it(
    site: Site,
    adas_device: BrowserContext,
    graces_device: BrowserContext,
    mallorys_device: BrowserContext,
) -> None:
    ada, grace = await ada_and_grace(site, adas_device, graces_device, "Somebody important?")
    await grace.page.get_by_role("button", name="Take the chat").click()
    await expect(header(grace)).to_contain_text("With Grace Okafor")
    owner = await open_inbox(mallorys_device, site, OWNER)
    await owner.open("Somebody important?")

    await owner.reply("I am the owner")
    alert = owner.page.get_by_role("alert").filter(has_text="Grace Okafor has this chat.")
    await expect(alert).to_contain_text("Your text is back in the composer.")
    await expect(owner.composer).to_have_value("I am the owner")
    await alert.get_by_role("button", name="Take over").click()
    await expect(header(owner)).to_contain_text("With Olivia Owner")
    await owner.composer.press("Enter")

    await ada.shows("I am the owner")
    await grace.shows("Olivia Owner moved the chat from Grace Okafor to Olivia Owner")


async def test_an_agent_who_goes_away_is_shown_as_away(
    site: Site, graces_device: BrowserContext, alans_device: BrowserContext
) -> None:
    grace = (await open_inbox(graces_device, site, GRACE)).page
    alan = (await open_inbox(alans_device, site, ALAN)).page
    await alan.get_by_role("link", name="Queue").click()
    graces_line = alan.get_by_role("region", name="Agents").get_by_role("listitem")
    graces_line = graces_line.filter(has_text="Grace Okafor")
    await expect(graces_line).to_contain_text("Available")

    await grace.get_by_role("button", name="You: Grace Okafor").click()
    await grace.get_by_role("menuitemradio", name="Away").click()
    await expect(graces_line).to_contain_text("Away")

    await grace.reload()
    await expect(grace.get_by_role("button", name="You: Grace Okafor, away")).to_be_visible()

    # The site is shared: the next test finds her there.
    await grace.get_by_role("button", name="You: Grace Okafor").click()
    await grace.get_by_role("menuitemradio", name="Available").click()
    await expect(graces_line).to_contain_text("Available")


async def test_agents_are_not_shown_what_only_managers_may_see(
    site: Site, alans_device: BrowserContext
) -> None:
    page = (await open_inbox(alans_device, site, ALAN)).page

    await expect(page.get_by_role("link", name="Queue")).to_be_visible()
    await expect(page.get_by_role("link", name="Reports")).to_have_count(0)
    await page.goto(f"{site.dashboard_url}/projects/1/reports")
    await expect(page.get_by_role("heading", name="For managers")).to_be_visible()


def header(inbox: Inbox) -> Locator:
    thread = inbox.page.get_by_role("region", name=re.compile("^Conversation with"))
    # A note in the thread has a header of its own.
    return thread.locator("header").first


def tile(page: Page, name: str) -> Locator:
    term = page.locator("dt").get_by_text(name, exact=True)
    return page.locator("dl > div").filter(has=term).locator("dd").first


async def caret(inbox: Inbox) -> object:
    return await inbox.composer.evaluate("field => [field.selectionStart, field.selectionEnd]")
