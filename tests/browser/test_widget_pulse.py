"""What the widget shows and keeps while nobody looks at the panel."""

import pytest
from playwright.async_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import NARROW, Site
from tests.browser.grace_by_http import grace_answers
from tests.browser.people_at_work import Widget, open_widget

pytestmark = pytest.mark.browser


async def test_an_answer_shows_itself_while_the_panel_is_closed_and_goes_when_told(
    site: Site, adas_device: BrowserContext, graces_device: BrowserContext
) -> None:
    ada = await _who_wrote_and_closed(adas_device, site, "Is the Guji back in stock?")
    await grace_answers(graces_device, site, "Is the Guji back in stock?", "Since this morning!")
    teaser = ada.panel.locator(".teaser")

    await expect(teaser.get_by_text("Since this morning!")).to_be_visible()
    assert await _size(ada.page.locator("iframe")) == (300, 104)
    await expect(ada.page.locator("body")).to_be_focused()
    await teaser.get_by_role("button", name="Dismiss").click()
    await expect(ada.page.locator("iframe")).to_be_hidden()
    await expect(_launcher(ada.page)).to_have_accessible_name("Chat 1")
    await ada.page.reload()
    await expect(_launcher(ada.page)).to_have_accessible_name("Chat 1")
    await expect(ada.page.locator("iframe")).to_be_hidden()


async def test_a_click_on_what_is_shown_opens_the_panel(
    site: Site, adas_device: BrowserContext, graces_device: BrowserContext
) -> None:
    ada = await _who_wrote_and_closed(adas_device, site, "Do you grind for a Moka pot?")
    await grace_answers(
        graces_device, site, "Do you grind for a Moka pot?", "We do, a little finer."
    )

    await ada.panel.locator(".teaser .peek").click()

    await expect(ada.composer).to_be_visible()
    await ada.shows("We do, a little finer.")
    await expect(_launcher(ada.page)).to_have_accessible_name("Chat")
    assert await _size(ada.page.locator("iframe")) == (380, 640)


async def test_an_open_panel_is_open_on_the_next_page_and_leaves_it_the_keys(
    site: Site, adas_device: BrowserContext
) -> None:
    ada = await open_widget(adas_device, site)
    await ada.write("I will look around a bit")
    await expect(ada.log.get_by_text("Delivered")).to_have_count(1)

    await ada.page.get_by_role("link", name="Brew guide").click()

    await ada.shows("I will look around a bit")
    await expect(ada.page.locator("body")).to_be_focused()
    await expect(ada.composer).not_to_be_focused()
    await ada.page.evaluate("frontdesk('close')")
    await ada.page.get_by_role("link", name="Subscriptions", exact=True).click()
    await expect(_launcher(ada.page)).to_be_visible()
    await expect(ada.page.locator("iframe")).to_be_hidden()


async def test_on_a_phone_the_next_page_comes_first(
    site: Site, adas_device: BrowserContext
) -> None:
    ada = await open_widget(adas_device, site)
    await ada.page.set_viewport_size(NARROW)

    await ada.page.reload()

    await expect(_launcher(ada.page)).to_be_visible()
    await expect(ada.page.locator("iframe")).to_be_hidden()


async def test_the_corner_is_the_other_one_where_people_read_from_right_to_left(
    site: Site, adas_device: BrowserContext
) -> None:
    page = await adas_device.new_page()
    await page.goto(f"{site.demo_url}ar.html")
    await expect(_launcher(page)).to_be_visible()

    box = await _launcher(page).bounding_box()
    await _launcher(page).click()
    await expect(page.frame_locator("iframe").locator("textarea")).to_be_visible()
    panel = await page.locator("iframe").bounding_box()

    assert box is not None
    assert panel is not None
    assert (box["x"], panel["x"]) == (20, 20)


@pytest.mark.parametrize(("painted", "shade"), [("#fff", "light"), ("#111", "dark")])
async def test_a_chat_is_as_light_as_its_page_whatever_the_desktop_is(
    site: Site, graces_device: BrowserContext, painted: str, shade: str
) -> None:
    page = await graces_device.new_page()
    await page.emulate_media(color_scheme="dark" if shade == "light" else "light")
    await page.goto(site.demo_url)
    await page.evaluate("(colour) => { document.body.style.background = colour }", painted)

    await page.get_by_role("button", name="Chat").first.click()

    await expect(page.frame_locator("iframe").locator(f"html[data-theme={shade}]")).to_have_count(1)


async def _who_wrote_and_closed(device: BrowserContext, site: Site, text: str) -> Widget:
    ada = await open_widget(device, site)
    await ada.write(text)
    await expect(ada.log.get_by_text("Delivered")).to_have_count(1)
    await ada.page.evaluate("frontdesk('close')")
    await ada.page.evaluate("document.activeElement.blur()")
    return ada


async def _size(frame: Locator) -> tuple[float, float]:
    box = await frame.bounding_box()
    assert box is not None
    return box["width"], box["height"]


def _launcher(page: Page) -> Locator:
    return page.locator("frontdesk-widget").get_by_role("button")
