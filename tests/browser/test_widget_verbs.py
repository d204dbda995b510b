"""What a page may ask of the widget, before the script is there and after."""

from typing import Any

import pytest
from playwright.async_api import BrowserContext, Page, expect

from tests.browser.conftest import Site
from tests.browser.member_by_http import SignedInMember, sit_down
from tests.browser.people_at_work import Widget, open_inbox, open_widget

pytestmark = pytest.mark.browser

LISTEN = """
  window.heard = []
  for (const event of ['ready', 'open', 'close', 'message', 'unread'])
    frontdesk('on', event, (value) => heard.push([event, value ?? null]))
"""
QUEUE = """if (window === top) {
  window.frontdesk = function () { (frontdesk.q = frontdesk.q || []).push(arguments) };
  %s
}"""
ATTRIBUTES = {"plan": "office", "orders": 3, "isAdult": True}


@pytest.fixture
async def grace(site: Site, graces_device: BrowserContext) -> SignedInMember:
    """Grace answers, without a screen."""
    return await sit_down(graces_device, site, "grace@demo.test")


async def test_every_verb_does_what_it_says(site: Site, adas_device: BrowserContext) -> None:
    page = await visit(adas_device, site)
    launcher = page.locator("frontdesk-widget").get_by_role("button")
    panel = page.locator("iframe")
    await page.evaluate(LISTEN)

    await page.evaluate("frontdesk('open')")
    await expect(panel).to_be_visible()
    await page.evaluate("frontdesk('close')")
    await expect(panel).to_be_hidden()
    await page.evaluate("frontdesk('toggle')")
    await expect(panel).to_be_visible()
    await page.evaluate("frontdesk('setLocale', 'ar')")
    await expect(page.frame_locator("iframe").locator("html[dir=rtl][lang=ar]")).to_have_count(1)
    await page.evaluate("frontdesk('hide')")
    await expect(panel).to_be_hidden()
    await expect(launcher).to_be_hidden()
    await page.evaluate("frontdesk('show')")
    await expect(launcher).to_be_visible()
    await expect(panel).to_be_hidden()

    moves = ["ready", "open", "close", "open", "close"]
    assert await page.evaluate("heard.map(([event]) => event)") == moves
    await page.evaluate("frontdesk('off', 'open')")
    await page.evaluate("frontdesk('toggle'); frontdesk('toggle')")
    assert await page.evaluate("heard.map(([event]) => event)") == [*moves, "close"]


async def test_a_page_with_a_button_of_its_own_hides_the_launcher_and_opens_the_panel(
    site: Site, adas_device: BrowserContext
) -> None:
    page = await visit(adas_device, site)

    await page.evaluate("frontdesk('hide')")
    await page.evaluate("frontdesk('open')")

    await expect(page.frame_locator("iframe").get_by_label("Write a message")).to_be_visible()


async def test_a_page_hears_of_messages_and_of_what_is_unread(
    site: Site, adas_device: BrowserContext, grace: SignedInMember
) -> None:
    ada = await open_widget(adas_device, site)
    await ada.page.evaluate(LISTEN)
    await ada.write("Can the page hear this?")
    chat = await grace.finds("Can the page hear this?")
    await ada.page.evaluate("frontdesk('close')")

    await grace.answers(chat, "Only that it was said.")

    launcher = ada.page.locator("frontdesk-widget").get_by_role("button")
    await expect(launcher).to_have_accessible_name("Chat 1")
    heard = await ada.page.evaluate("heard")
    told = [value for event, value in heard if event == "message"]
    assert ["unread", 1] in heard
    assert [one["fromCustomer"] for one in told] == [True, False]
    assert {one["conversationId"] for one in told} == {chat["id"]}
    assert not any("said" in str(one) or "hear" in str(one) for one in told)


async def test_who_the_site_says_a_visitor_is_shows_at_once_and_follows(
    site: Site, adas_device: BrowserContext, alans_device: BrowserContext
) -> None:
    page = await adas_device.new_page()
    said = {"name": "Ada Moreau-Lovelace", "email": "ada@shop.example", "attributes": ATTRIBUTES}
    await page.add_init_script(QUEUE % f"frontdesk('identify', {as_js(said)}); frontdesk('open')")
    await page.goto(site.demo_url)
    ada = Widget(page)
    await ada.write("Do you know who I am?")
    alan = await open_inbox(alans_device, site, "alan@demo.test")

    await alan.open("Do you know who I am?")

    panel = alan.page.get_by_role("complementary").filter(has_text="From your website")
    await expect(panel.get_by_text("From your website, not verified")).to_be_visible()
    await expect(panel.get_by_role("heading", name="Ada Moreau-Lovelace")).to_be_visible()
    for text in ("ada@shop.example", "office", "yes"):
        await expect(panel.get_by_text(text, exact=True).first).to_be_visible()
    await page.evaluate("frontdesk('update', { attributes: { plan: 'warehouse' } })")
    await expect(panel.get_by_text("warehouse", exact=True)).to_be_visible()
    await expect(panel.get_by_text("office", exact=True)).to_have_count(0)


async def test_nothing_is_kept_of_who_did_not_write(
    site: Site, adas_device: BrowserContext, grace: SignedInMember
) -> None:
    page = await visit(adas_device, site)
    await page.evaluate("frontdesk('identify', { name: 'Nobody Yet' }); frontdesk('open')")
    await expect(page.frame_locator("iframe").get_by_label("Write a message")).to_be_visible()

    chats = await grace.asks("/inbox/conversations?limit=200")

    assert "Nobody Yet" not in str(chats)


async def test_a_token_is_refused_aloud_and_what_is_wrong_is_named(
    site: Site, adas_device: BrowserContext
) -> None:
    page = await visit(adas_device, site)
    said: list[str] = []
    page.on("console", lambda one: said.append(f"{one.type}: {one.text}"))

    await page.evaluate("frontdesk('identify', { token: async () => 'e30.e30.x' })")
    await page.evaluate("frontdesk('open')")
    bar = page.frame_locator("iframe").get_by_text("The chat is not available on this page.")
    await expect(bar).to_be_visible()
    assert [one for one in said if "unauthorized" in one and "token" in one]

    await page.evaluate("frontdesk('identify', { name: 'Ada', email: 'not an address' })")
    await expect(bar).to_have_count(0)
    await page.evaluate("frontdesk('oepn')")

    assert "warning: frontdesk('identify'): left out email" in said
    assert "warning: frontdesk: oepn ?" in said


async def visit(device: BrowserContext, site: Site) -> Page:
    page = await device.new_page()
    await page.goto(site.demo_url)
    await expect(page.locator("frontdesk-widget").get_by_role("button")).to_be_visible()
    return page


def as_js(said: dict[str, Any]) -> str:
    """Write it as a literal: what Python prints is JavaScript, but for its truths."""
    return str(said).replace("True", "true")
