"""The form of a group of settings, in the hands of two managers at once."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, BrowserContext, Locator, Page, Route, expect

from tests.browser.conftest import NARROW, Site
from tests.browser.member_by_http import sit_down
from tests.browser.people_at_work import ALAN, GRACE, OWNER, open_inbox
from tests.entrypoints.up import running_up

pytestmark = pytest.mark.browser

# Focused where it stands, at the lower edge of what is seen.
AT_THE_END = """(field) => {
  field.focus({ preventScroll: true })
  const page = field.closest('.overflow-y-auto')
  page.scrollTop += field.getBoundingClientRect().bottom - page.getBoundingClientRect().bottom + 4
}"""


@pytest.fixture(scope="module")
async def managed_site(
    tmp_path_factory: pytest.TempPathFactory, chromium: Browser
) -> AsyncIterator[Site]:
    """A demo of which Grace and Alan are managers; each test has fields of its own."""
    with running_up(tmp_path_factory.mktemp("managed") / "data", "--demo") as up:
        site = Site(up)
        device = await chromium.new_context()
        owner = await sit_down(device, site, OWNER)
        for member in (await owner.asks("/members"))["data"]:
            if member["email"] in {GRACE, ALAN}:
                await owner.does("PATCH", f"/members/{member['userId']}", role="manager")
        await device.close()
        yield site


async def test_what_grace_saves_alan_sees_at_once(
    managed_site: Site, graces_device: BrowserContext, alans_device: BrowserContext
) -> None:
    grace = await settings(graces_device, managed_site, GRACE, "widget")
    alan = await settings(alans_device, managed_site, ALAN, "widget")

    await grace.get_by_label("Greeting").fill("Good morning!")
    await grace.get_by_label("Away message").fill("Back at nine.")
    await save(grace)

    await expect(alan.get_by_label("Greeting")).to_have_value("Good morning!")
    await expect(alan.get_by_label("Away message")).to_have_value("Back at nine.")
    await expect(alan.get_by_role("button", name="Save changes")).to_have_count(0)


async def test_what_both_changed_stays_as_typed_until_one_is_chosen(
    managed_site: Site, graces_device: BrowserContext, alans_device: BrowserContext
) -> None:
    grace = await settings(graces_device, managed_site, GRACE, "widget")
    alan = await settings(alans_device, managed_site, ALAN, "widget")
    await alan.get_by_label("Greeting").fill("Alan's greeting")
    await alan.get_by_label("Words on the launcher").fill("Alan's launcher")
    await grace.get_by_label("Greeting").fill("Grace's greeting")
    await save(grace)

    clash = alan.get_by_role("alert").filter(has_text="“Greeting”")
    await expect(clash).to_be_visible()
    await expect(alan.get_by_label("Greeting")).to_have_value("Alan's greeting")
    await alan.get_by_label("Words on the launcher").press("Enter")
    await expect(grace.get_by_label("Words on the launcher")).to_have_value("")
    await clash.get_by_role("button", name="Use theirs").click()
    await expect(alan.get_by_label("Greeting")).to_have_value("Grace's greeting")
    await save(alan)
    await expect(grace.get_by_label("Words on the launcher")).to_have_value("Alan's launcher")

    await grace.get_by_label("Greeting").fill("Grace again")
    await alan.get_by_label("Greeting").fill("Alan again")
    await save(alan)
    await grace.get_by_role("button", name="Save mine over it").click()
    await expect(alan.get_by_label("Greeting")).to_have_value("Grace again")


async def test_a_save_that_came_too_late_keeps_what_was_typed_and_says_so(
    managed_site: Site, graces_device: BrowserContext, alans_device: BrowserContext
) -> None:
    grace = await settings(graces_device, managed_site, GRACE, "routing")
    alan = await settings(alans_device, managed_site, ALAN, "routing")
    await expect(alan.get_by_label("Idle after")).to_be_visible()
    reads_go_on = asyncio.Event()
    await alan.route("**/settings/routing", lambda route: hold_reads(route, reads_go_on))
    await grace.get_by_label("Stuck after").fill("45")
    await save(grace)
    await alan.get_by_label("Idle after").fill("20")
    await alan.get_by_role("button", name="Save changes").click()

    alert = alan.get_by_role("alert")
    await expect(alert).to_contain_text("Somebody else saved these settings")
    await expect(alan.get_by_label("Idle after")).to_have_value("20")
    reads_go_on.set()
    await expect(alan.get_by_label("Stuck after")).to_have_value("45")
    await save(alan)

    await expect(grace.get_by_label("Idle after")).to_have_value("20")
    await expect(grace.get_by_label("Stuck after")).to_have_value("45")


async def test_nobody_leaves_with_something_typed_without_being_asked(
    managed_site: Site, graces_device: BrowserContext
) -> None:
    page = await settings(graces_device, managed_site, GRACE, "routing")
    menu = page.get_by_role("navigation", name="Settings")
    await page.get_by_label("Offline after").fill("33")

    await menu.get_by_role("link", name="Tags").click()
    dialog = page.get_by_role("dialog", name="Leave without saving?")
    await dialog.get_by_role("button", name="Stay here").click()
    await expect(page.get_by_label("Offline after")).to_have_value("33")
    await menu.get_by_role("link", name="Tags").click()
    await dialog.get_by_role("button", name="Leave without saving").click()
    await expect(page.get_by_role("heading", name="Tags", exact=True)).to_be_visible()

    await menu.get_by_role("link", name="Routing").click()
    await expect(page.get_by_label("Offline after")).to_have_value("3")
    await menu.get_by_role("link", name="Tags").click()
    await expect(page.get_by_role("heading", name="Tags", exact=True)).to_be_visible()


async def test_a_form_is_filled_mended_and_saved_without_a_mouse(
    managed_site: Site, graces_device: BrowserContext
) -> None:
    page = await settings(graces_device, managed_site, GRACE, "routing")
    capacity = page.get_by_label("Chats per agent")
    idle = page.get_by_label("Idle after")
    await idle.focus()
    await page.keyboard.press("ControlOrMeta+a")
    await page.keyboard.type("0")
    await capacity.focus()
    await page.keyboard.press("ControlOrMeta+a")
    await page.keyboard.press("Delete")
    await page.keyboard.press("Enter")

    await expect(capacity).to_be_focused()
    await expect(page.get_by_text("A whole number from 1 to 1,000.")).to_be_visible()
    await expect(idle).to_have_attribute("aria-invalid", "true")
    await page.keyboard.type("4")
    await expect(capacity).not_to_have_attribute("aria-invalid", "true")
    await idle.focus()
    await page.keyboard.press("ControlOrMeta+a")
    await page.keyboard.type("12")
    await page.keyboard.press("ControlOrMeta+s")
    await expect(page.get_by_text("Saved", exact=True)).to_be_visible()

    await page.reload()
    await expect(capacity).to_have_value("4")
    await expect(idle).to_have_value("12")


async def test_the_field_one_types_into_is_never_under_the_bar(
    managed_site: Site, graces_device: BrowserContext
) -> None:
    page = await settings(graces_device, managed_site, GRACE, "routing")
    await page.set_viewport_size(NARROW)
    field = page.get_by_label("Offline after")
    await field.evaluate(AT_THE_END)
    await page.keyboard.type("7")
    await expect(page.get_by_text("Unsaved changes")).to_be_visible()
    assert await is_on_top(field)

    await page.keyboard.press("ControlOrMeta+a")
    await page.keyboard.press("Delete")
    await field.evaluate(AT_THE_END)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("alert")).to_be_visible()
    assert await is_on_top(field)


async def test_an_agent_who_knows_the_address_is_told_whose_business_it_is(
    site: Site, alans_device: BrowserContext
) -> None:
    page = await settings(alans_device, site, ALAN, "routing")

    await expect(page.get_by_role("heading", name="Managers take care of this")).to_be_visible()
    await expect(page.get_by_label("Idle after")).to_have_count(0)


async def settings(device: BrowserContext, site: Site, email: str, name: str) -> Page:
    page = (await open_inbox(device, site, email)).page
    await page.goto(f"{site.dashboard_url}/projects/1/settings/{name}")
    await expect(page.get_by_role("heading", level=2).nth(1)).to_be_visible()
    return page


async def save(page: Page) -> None:
    await page.get_by_role("button", name="Save changes").click()
    await expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible()


async def is_on_top(field: Locator) -> bool:
    """Whether the middle of it would be pressed where it is seen."""
    middle = """(field) => {
      const { left, top, width, height } = field.getBoundingClientRect()
      return document.elementFromPoint(left + width / 2, top + height / 2) === field
    }"""
    return bool(await field.evaluate(middle))


async def hold_reads(route: Route, reads_go_on: asyncio.Event) -> None:
    if route.request.method == "GET":
        await reads_go_on.wait()
    await route.continue_()
