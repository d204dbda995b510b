"""Who shares a computer never sees the one before: `shutdown`, and the page is gone at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import BrowserContext, Locator, Page, Route, expect

from tests.browser.people_at_work import Widget, open_widget

if TYPE_CHECKING:
    from playwright.async_api import WebSocket

    from tests.browser.conftest import Site

pytestmark = pytest.mark.browser

SAID = "My order is 4711"
TYPED = "and my card number is"

# Tells the test of every moment in which Ada's words are on the screen, in any frame.
WATCH = """
  const look = () => {
    const fields = [...document.querySelectorAll('textarea')].map(({ value }) => value)
    const shown = [document.body?.innerText ?? '', ...fields].join()
    if (/4711|card number/.test(shown)) tellTest(shown)
  }
  const everything = { subtree: true, childList: true, characterData: true }
  new MutationObserver(look).observe(document, everything)
  setInterval(look, 10)
"""
BLOCKED = """
  if (window === top) Object.defineProperty(window, 'localStorage', {
    get() { throw new DOMException('The operation is insecure.', 'SecurityError') },
  })
"""


async def test_the_panel_was_open(site: Site, adas_device: BrowserContext) -> None:
    ada = await with_history(adas_device, site)

    seen = await sign_out(ada.page)

    await finds_nothing_of_ada(ada.page, seen)


async def test_the_panel_was_closed(site: Site, adas_device: BrowserContext) -> None:
    ada = await with_history(adas_device, site)
    await ada.page.evaluate("frontdesk('close')")

    seen = await sign_out(ada.page)

    await finds_nothing_of_ada(ada.page, seen)


async def test_the_panel_was_never_loaded_on_the_page(
    site: Site, adas_device: BrowserContext
) -> None:
    ada = await with_history(adas_device, site)
    # The conversation is over: the next page does not connect by itself.
    await ada.page.evaluate("frontdesk('close'); localStorage.frontdesk1 = '0'")
    await ada.page.reload()
    await expect(launcher(ada.page)).to_be_visible()

    seen = await sign_out(ada.page)

    await finds_nothing_of_ada(ada.page, seen)


async def test_the_script_had_not_come_when_it_was_called(
    site: Site, adas_device: BrowserContext
) -> None:
    ada = await with_history(adas_device, site)
    await ada.page.route("**/widget.js", slowly_after_a_call)
    await ada.page.route("**/public/projects/*/settings", never)
    await ada.page.goto(f"{site.demo_url}?before")

    await ada.page.wait_for_function("window.hasCome")
    seen = await sign_out(ada.page, "")

    await finds_nothing_of_ada(ada.page, seen)


async def test_the_widget_was_still_starting_when_it_was_called(
    site: Site, adas_device: BrowserContext
) -> None:
    ada = await with_history(adas_device, site)
    await ada.page.route("**/public/projects/*/settings", never)
    async with ada.page.expect_request("**/public/projects/*/settings"):
        await ada.page.reload(wait_until="commit")

    seen = await sign_out(ada.page)

    await finds_nothing_of_ada(ada.page, seen)


async def test_the_site_had_cleared_its_storage_before(
    site: Site, adas_device: BrowserContext
) -> None:
    ada = await with_history(adas_device, site)

    seen = await sign_out(ada.page, "localStorage.clear(); frontdesk('shutdown')")

    await finds_nothing_of_ada(ada.page, seen)


async def test_the_site_may_store_nothing(site: Site, adas_device: BrowserContext) -> None:
    await adas_device.add_init_script(BLOCKED)
    ada = await with_history(adas_device, site)

    seen = await sign_out(ada.page)

    await finds_nothing_of_ada(ada.page, seen)


async def test_another_tab_of_the_site_forgets_too(site: Site, adas_device: BrowserContext) -> None:
    ada = await with_history(adas_device, site)
    second = Widget(await adas_device.new_page())
    await second.page.goto(site.demo_url)
    await launcher(second.page).click()
    await second.shows(SAID)
    await second.composer.fill(TYPED)

    await ada.page.evaluate("frontdesk('shutdown')")

    await second.shows(SAID, times=0)
    await expect(second.composer).to_have_value("")


async def test_the_next_person_keeps_what_they_write(
    site: Site, adas_device: BrowserContext
) -> None:
    ada = await with_history(adas_device, site)
    await sign_out(ada.page)
    eve = Widget(ada.page)
    await launcher(eve.page).click()
    await eve.write("I am somebody else")
    await expect(eve.log.get_by_text("Delivered")).to_have_count(1)

    await eve.page.reload()

    await eve.shows("I am somebody else")


async def with_history(device: BrowserContext, site: Site) -> Widget:
    """Ada has written, and is writing."""
    ada = await open_widget(device, site)
    await ada.write(SAID)
    await expect(ada.log.get_by_text("Delivered")).to_have_count(1)
    await ada.composer.fill(TYPED)
    return ada


async def sign_out(page: Page, said: str = "frontdesk('shutdown')") -> list[str]:
    """Forget the person and leave in the same breath; return what is seen of her from then on."""
    seen: list[str] = []

    def hear(frame: str | bytes) -> None:
        seen.append(f"received {frame!r}")

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", hear)

    await page.expose_binding("tellTest", lambda _, shown: seen.append(f"shown {shown}"))
    await page.add_init_script(WATCH)
    page.on("websocket", listen)
    await page.evaluate(f"() => {{ {said}; location.search = '?out' }}")
    await page.unroute_all()
    await page.wait_for_url("**?out")
    return seen


async def finds_nothing_of_ada(page: Page, seen: list[str]) -> None:
    """Open the panel as the next person does, and write."""
    await launcher(page).click()
    eve = Widget(page)
    await expect(eve.log.get_by_text("Hello! How can we help?")).to_be_visible()
    await expect(eve.composer).to_have_value("")
    await eve.write("Good morning")
    await expect(eve.log.get_by_text("Delivered")).to_have_count(1)

    assert [one for one in seen if "4711" in one or "card number" in one] == []


async def slowly_after_a_call(route: Route) -> None:
    """The page says `shutdown` through its own stub; only then does the script come."""
    answer = await route.fetch()
    before = """
      const { currentScript: real } = document
      window.frontdesk = function () { (frontdesk.q = frontdesk.q || []).push(arguments) }
      frontdesk('shutdown')
    """
    await route.fulfill(
        response=answer, body=f"{before};{await answer.text()};window.hasCome = true"
    )


async def never(_: Route) -> None:
    """Leave a request without an answer."""


def launcher(page: Page) -> Locator:
    return page.locator("frontdesk-widget").get_by_role("button")
