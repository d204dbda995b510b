"""The launcher on somebody's page: it asks for nothing before it is used, and minds its place."""

import asyncio

import pytest
from playwright.async_api import BrowserContext, Locator, Page, Route, expect

from tests.browser.conftest import Site
from tests.browser.grace_by_http import grace_answers
from tests.browser.people_at_work import Widget, open_widget
from tests.patience import PATIENCE_SECONDS

pytestmark = pytest.mark.browser

KEPT = "[...Object.keys(localStorage), ...Object.keys(sessionStorage), document.cookie].join('')"


async def test_nothing_is_stored_or_opened_before_the_launcher_is(
    site: Site, adas_device: BrowserContext
) -> None:
    asked = _listen(page := await adas_device.new_page())

    await page.goto(site.demo_url)
    await expect(_launcher(page)).to_be_visible()
    await page.get_by_role("link", name="Subscriptions", exact=True).click()
    await expect(_launcher(page)).to_be_visible()

    assert not [url for url in asked if "/widget/" in url or "socket.io" in url]
    assert await page.evaluate(KEPT) == ""
    assert await adas_device.cookies() == []


async def test_a_visitor_who_wrote_is_reached_on_the_next_page(
    site: Site, adas_device: BrowserContext, graces_device: BrowserContext
) -> None:
    ada = await open_widget(adas_device, site)
    await ada.write("Is the Kochere back?")
    await expect(ada.log.get_by_text("Delivered")).to_have_count(1)
    await _launcher(ada.page).click()

    await ada.page.get_by_role("link", name="Subscriptions", exact=True).click()
    await expect(ada.page).to_have_title("Subscriptions · Northwind Roasters")
    await grace_answers(graces_device, site, "Is the Kochere back?", "On Tuesday.")

    await expect(_launcher(ada.page)).to_have_accessible_name("Chat 1")
    await _launcher(ada.page).click()
    await ada.shows("On Tuesday.")
    await expect(_launcher(ada.page)).to_have_accessible_name("Chat")


async def test_a_visitor_who_only_looked_is_left_alone_on_the_next_page(
    site: Site, adas_device: BrowserContext
) -> None:
    ada = await open_widget(adas_device, site)
    await expect(ada.log.get_by_text("Hello! How can we help?")).to_be_visible()
    await _launcher(ada.page).click()

    asked = _listen(ada.page)
    await ada.page.get_by_role("link", name="Brew guide").click()
    await expect(_launcher(ada.page)).to_be_visible()

    assert not [url for url in asked if "/widget/" in url or "socket.io" in url]


async def test_the_keyboard_is_enough(site: Site, adas_device: BrowserContext) -> None:
    page = await adas_device.new_page()
    await page.goto(site.demo_url)
    await _launcher(page).focus()
    await page.keyboard.press("Enter")
    panel = page.frame_locator("iframe")
    await expect(panel.get_by_label("Write a message")).to_be_focused()

    await page.keyboard.type("Written without a mouse")
    await page.keyboard.press("Enter")
    await expect(panel.get_by_role("log").get_by_text("Written without a mouse")).to_be_visible()
    await page.keyboard.press("Escape")

    await expect(_launcher(page)).to_be_focused()
    await expect(_launcher(page)).to_have_attribute("aria-expanded", "false")
    await expect(page.locator("iframe")).to_be_hidden()


async def test_a_page_with_a_strict_policy_and_rude_styles_changes_nothing(
    site: Site, adas_device: BrowserContext
) -> None:
    page = await adas_device.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    await page.goto(site.demo_url)
    await page.evaluate(
        """() => {
          const sheet = new CSSStyleSheet()
          sheet.replaceSync('body * { all: unset !important; transform: rotate(45deg) !important }')
          document.adoptedStyleSheets = [sheet]
        }"""
    )

    await expect(_launcher(page)).to_be_visible()
    box = await _launcher(page).bounding_box()
    await _launcher(page).click()
    await expect(page.frame_locator("iframe").get_by_label("Write a message")).to_be_visible()

    assert box == {"x": 1364, "y": 824, "width": 56, "height": 56}
    assert complaints == []


async def test_other_scripts_of_the_page_cannot_speak_for_the_panel(
    site: Site, adas_device: BrowserContext
) -> None:
    ada = await open_widget(adas_device, site)

    await ada.page.evaluate(
        """(origin) => {
          for (const frontdesk of ['close', 'forgotten', 'unread', '__proto__', 'constructor']) {
            postMessage({ frontdesk, value: 7 }, '*')
            dispatchEvent(new MessageEvent('message', { origin, data: { frontdesk, value: 7 } }))
          }
          const { shadowRoot } = document.querySelector('frontdesk-widget')
          const panel = shadowRoot.querySelector('iframe').contentWindow
          const noise = [null, 7, 'x'.repeat(1e6), '{"url":', { url: 1 }, '[]', '{"url":7}']
          for (const message of noise) panel.postMessage(message, '*')
        }""",
        site.dashboard_url,
    )
    await ada.write("Still here")

    await ada.shows("Still here")
    await expect(_launcher(ada.page)).to_have_attribute("aria-expanded", "true")


async def test_shutdown_forgets_the_person(site: Site, adas_device: BrowserContext) -> None:
    ada = await open_widget(adas_device, site)
    await ada.write("Forget me afterwards")
    await expect(ada.log.get_by_text("Delivered")).to_have_count(1)

    await ada.page.evaluate("frontdesk('shutdown')")
    await expect(ada.page.locator("iframe")).to_have_count(0)
    await _launcher(ada.page).click()

    await expect(ada.log.get_by_text("Hello! How can we help?")).to_be_visible()
    await ada.shows("Forget me afterwards", times=0)


async def test_the_team_learns_the_page_and_none_of_its_secrets(
    site: Site, adas_device: BrowserContext
) -> None:
    sent: list[str] = []
    page = await adas_device.new_page()
    page.on(
        "websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(str(frame)))
    )
    await page.goto(f"{site.demo_url}?plan=office&access_token=hunter2#id_token=hunter3")
    await _launcher(page).click()
    await expect(page.frame_locator("iframe").get_by_label("Write a message")).to_be_visible()

    async with asyncio.timeout(PATIENCE_SECONDS):
        # Only where the visitor is once the panel is connected is told.
        while not any("updateContext" in frame and "?plan=office" in frame for frame in sent):
            await page.wait_for_timeout(100)

    await page.evaluate("history.pushState({}, '', '/demo/checkout?step=2&reset_password=hunter4')")
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not any("/demo/checkout?step=2" in frame for frame in sent):
            await page.wait_for_timeout(100)

    assert not [frame for frame in sent if "hunter" in frame]


async def test_commands_given_before_the_script_came_are_kept(
    site: Site, adas_device: BrowserContext
) -> None:
    page = await adas_device.new_page()
    await page.add_init_script(
        """if (window === top) {
          window.heard = []
          window.frontdesk = function () { (frontdesk.q = frontdesk.q || []).push(arguments) }
          frontdesk('on', 'open', () => heard.push('open'))
          frontdesk('open')
          addEventListener('frontdesk:ready', () => heard.push('ready'))
        }"""
    )

    await page.goto(site.demo_url)

    await expect(page.frame_locator("iframe").get_by_label("Write a message")).to_be_visible()
    assert await page.evaluate("heard") == ["open", "ready"]


def _launcher(page: Page) -> Locator:
    return page.locator("frontdesk-widget").get_by_role("button")


def _listen(page: Page) -> list[str]:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket: asked.append(socket.url))
    return asked


async def test_keys_reach_a_panel_that_was_opened_while_it_loaded(
    site: Site, adas_device: BrowserContext
) -> None:
    is_open = asyncio.Event()

    async def hold(route: Route) -> None:
        await is_open.wait()
        await route.continue_()

    await adas_device.route("**/widget/?*", hold)
    page = await adas_device.new_page()
    await page.goto(site.demo_url)
    await page.get_by_role("button", name="Chat").first.click()
    is_open.set()
    ada = Widget(page)
    await expect(ada.composer).to_be_focused()

    await page.keyboard.type("Do you ship to Norway?")

    await expect(ada.composer).to_have_value("Do you ship to Norway?")
