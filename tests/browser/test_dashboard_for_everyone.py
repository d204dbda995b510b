"""The dashboard for every eye, hand and screen, and for whatever visitors write."""

import re

import pytest
from playwright.async_api import Browser, BrowserContext, Dialog, Page, expect

from tests.browser.conftest import NARROW, WIDE, Site
from tests.browser.people_at_work import open_inbox, open_widget
from tests.browser.test_widget_panel import AXE, HOSTILE

pytestmark = pytest.mark.browser

OWNER = "owner@demo.test"
GRACE = "grace@demo.test"
SETTINGS = [
    *("project", "widget", "install", "members", "profile", "security", "alerts"),
    *("routing", "canned", "tags"),
]

# Every refusal of the content policy, from the first script on.
WATCH_POLICY = """
window.refusals = []
document.addEventListener('securitypolicyviolation', (event) =>
  window.refusals.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`))
"""


@pytest.mark.parametrize("look", ["light", "dark", "narrow", "contrast"])
async def test_axe_finds_nothing_in_the_inbox(
    chromium: Browser, site: Site, adas_device: BrowserContext, look: str
) -> None:
    device = await device_for(chromium, look)
    ada = await open_widget(adas_device, site)
    await ada.write(f"Can {look} eyes read this? https://shop.example/orders/1")
    inbox = await open_inbox(device, site, OWNER)
    await inbox.open(f"Can {look} eyes read this?")
    await inbox.reply("They can.")
    await ada.shows("They can.")
    await expect(inbox.thread.get_by_text("Read", exact=True)).to_have_count(1)

    assert await violations(inbox.page) == []

    await inbox.page.get_by_role("button", name=re.compile("^Status")).click()
    # A menu stands outside of the landmarks by nature: it belongs to its button.
    assert [one for one in await violations(inbox.page) if not one.startswith("region ")] == []
    await device.close()


@pytest.mark.parametrize("look", ["light", "dark", "narrow"])
async def test_axe_finds_nothing_in_the_settings(chromium: Browser, site: Site, look: str) -> None:
    device = await device_for(chromium, look)
    inbox = await open_inbox(device, site, OWNER)
    for page in SETTINGS:
        await inbox.page.goto(f"{site.dashboard_url}/projects/1/settings/{page}")
        await expect(inbox.page.get_by_role("heading", level=2).last).to_be_visible()

        assert await violations(inbox.page) == [], page
    await device.close()


@pytest.mark.parametrize("look", ["light", "dark", "narrow"])
async def test_axe_finds_nothing_where_chats_are_given_out_and_counted(
    chromium: Browser, site: Site, adas_device: BrowserContext, look: str
) -> None:
    device = await device_for(chromium, look)
    ada = await open_widget(adas_device, site)
    await ada.write(f"Count me in {look}")
    inbox = await open_inbox(device, site, OWNER)
    await inbox.open(f"Count me in {look}")
    await inbox.reply("Counted.")
    await ada.shows("Counted.")
    for path, heading in (
        ("queue", "Queue"),
        ("reports", "Live board"),
        ("reports/agents", "Agents"),
    ):
        await inbox.page.goto(f"{site.dashboard_url}/projects/1/{path}")
        await expect(inbox.page.get_by_role("heading", name=heading, level=2)).to_be_attached()
        await expect(inbox.page.get_by_text("Olivia Owner").first).to_be_visible()

        assert await violations(inbox.page) == [], path
    await device.close()


async def test_axe_finds_nothing_in_what_a_thread_offers(
    site: Site, adas_device: BrowserContext, graces_device: BrowserContext
) -> None:
    ada = await open_widget(adas_device, site)
    await ada.write("What can be done with me?")
    inbox = await open_inbox(graces_device, site, OWNER)
    await inbox.open("What can be done with me?")
    page = inbox.page
    await page.keyboard.press("m")
    await page.get_by_label("Write a note").fill("Only we read this")
    await page.keyboard.press("Enter")
    await inbox.shows("Only we read this")
    await page.get_by_role("tab", name="Assignments").click()
    assert await violations(page) == []

    await page.get_by_role("button", name="Tag", exact=True).click()
    await expect(page.get_by_role("combobox", name="Tag")).to_be_focused()
    assert await violations(page) == []
    await page.keyboard.press("Escape")
    await inbox.thread.focus()
    await page.keyboard.press("a")
    await expect(page.get_by_role("dialog").get_by_role("radio").first).to_be_visible()

    assert await violations(page) == []


async def test_axe_finds_nothing_before_anybody_is_signed_in(
    site: Site, graces_device: BrowserContext
) -> None:
    page = await graces_device.new_page()
    await page.goto(f"{site.dashboard_url}/sign-in")
    await page.get_by_label("E-mail").fill("nobody@demo.test")
    await page.get_by_label("Password", exact=True).fill("not my password")
    await page.get_by_role("button", name="Sign in").click()
    await expect(page.get_by_role("alert")).to_be_visible()

    assert await violations(page) == []


async def test_what_visitors_write_stays_text_and_the_policy_has_nothing_to_refuse(
    site: Site, adas_device: BrowserContext, graces_device: BrowserContext
) -> None:
    await graces_device.add_init_script(WATCH_POLICY)
    ada = await open_widget(adas_device, site)
    await ada.write("Now something hostile")
    grace = await open_inbox(graces_device, site, GRACE)
    await grace.open("Now something hostile")
    dialogs: list[Dialog] = []
    grace.page.on("dialog", lambda dialog: dialogs.append(dialog))  # noqa: PLW0108 - playwright marks the handler
    scripts = await grace.page.locator("script").count()

    for text in HOSTILE:
        await ada.write(text)
    for text in HOSTILE:
        await expect(grace.thread).to_contain_text(text)

    assert dialogs == []
    assert await grace.page.locator("script").count() == scripts
    assert await grace.thread.locator("img, svg[onload], iframe, style").count() == 0
    links = await grace.thread.locator("a").evaluate_all("all => all.map((one) => one.protocol)")
    assert set(links) <= {"https:", "http:"}
    assert await grace.page.evaluate("window.refusals") == []


async def test_menus_dialogs_and_tooltips_work_under_the_policy(
    site: Site, graces_device: BrowserContext
) -> None:
    await graces_device.add_init_script(WATCH_POLICY)
    owner = await open_inbox(graces_device, site, OWNER)
    page = owner.page

    await page.get_by_role("button", name="Search conversations").hover()
    await expect(page.get_by_role("tooltip")).to_be_visible()
    for trigger in ("Appearance", "Show: Open", "Inbox options", "You: Olivia Owner"):
        await page.get_by_role("button", name=trigger).click()
        await expect(page.get_by_role("menu")).to_be_visible()
        await page.keyboard.press("Escape")
        await expect(page.get_by_role("menu")).to_have_count(0)
    await page.keyboard.press("Control+k")
    await page.get_by_role("combobox").fill("members")
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="Invite someone").click()
    await expect(page.get_by_role("dialog")).to_be_visible()

    assert await page.evaluate("window.refusals") == []


async def test_a_chat_can_be_answered_and_solved_without_a_mouse(
    site: Site, adas_device: BrowserContext, graces_device: BrowserContext
) -> None:
    ada = await open_widget(adas_device, site)
    await ada.write("No mouse, please")
    grace = await open_inbox(graces_device, site, GRACE)
    await expect(grace.page.get_by_role("link").filter(has_text="No mouse, please")).to_be_visible()
    keyboard = grace.page.keyboard

    await keyboard.press("j")
    await grace.shows("No mouse, please")
    await keyboard.press("r")
    await keyboard.type("Here you are")
    await keyboard.press("Enter")
    await ada.shows("Here you are")
    await keyboard.press("Escape")
    await keyboard.press("e")
    await expect(grace.page.get_by_text("This conversation is solved.")).to_be_visible()
    await keyboard.press("?")

    await expect(grace.page.get_by_role("dialog")).to_contain_text("Keyboard shortcuts")


async def test_a_phone_shows_one_pane_at_a_time(
    chromium: Browser, site: Site, adas_device: BrowserContext
) -> None:
    device = await chromium.new_context(viewport=NARROW, has_touch=True)
    ada = await open_widget(adas_device, site)
    await ada.write("Small screen")
    inbox = await open_inbox(device, site, OWNER)
    region = inbox.page.get_by_role("region", name="Conversations")

    await inbox.open("Small screen")
    await expect(inbox.composer).to_be_visible()
    await expect(region).to_be_hidden()
    await inbox.page.get_by_role("button", name="Visitor details").click()
    await expect(inbox.page.get_by_role("dialog")).to_contain_text("Looking at now")
    await inbox.page.keyboard.press("Escape")
    await inbox.page.get_by_role("link", name="Back to the list").click()

    await expect(region).to_be_visible()
    width = await inbox.page.evaluate("document.documentElement.scrollWidth")
    assert width <= NARROW["width"]
    await device.close()


async def device_for(chromium: Browser, look: str) -> BrowserContext:
    return await chromium.new_context(
        color_scheme="dark" if look in ("dark", "contrast") else "light",
        contrast="more" if look == "contrast" else "no-preference",
        viewport=NARROW if look == "narrow" else WIDE,
        reduced_motion="reduce",
    )


async def violations(page: Page) -> list[str]:
    await page.evaluate(AXE.read_text())
    found: list[str] = await page.evaluate(
        """async () => {
          // What is still fading in has another contrast for a moment; what pulses never ends.
          const moving = document.getAnimations()
            .filter((one) => one.effect?.getComputedTiming().endTime !== Infinity)
          await Promise.allSettled(moving.map((one) => one.finished))
          const runOnly = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']
          const { violations } = await axe.run({ runOnly })
          return violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)].join(' '))
        }"""
    )
    return found
