"""Every page and dialog in a language whose sentences are 40 % longer: none is cut off."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, BrowserContext, Page, expect

from tests.browser.clipping import build_pseudo_dashboard, clipped, pseudo, speak_pseudo
from tests.browser.conftest import NARROW, WIDE, Site
from tests.browser.member_by_http import sit_down
from tests.browser.people_at_work import OWNER, open_widget

pytestmark = pytest.mark.browser

SCREENS = {"wide": WIDE, "narrow": NARROW}
LONG_NAME = "Wilhelmina Konstantinopolitanska-Featherstonehaugh of Llanfairpwllgwyngyll"
PAGES = [
    *("inbox", "queue", "reports", "reports/agents", "workflows", "settings"),
    *(f"settings/{name}" for name in ("project", "widget", "install", "routing", "responder")),
    *(f"settings/{name}" for name in ("canned", "tags", "members")),
    *(f"settings/{name}" for name in ("profile", "security", "alerts")),
]
# Where, the button that opens something over it, and whether it is a dialog.
OPENED = [
    ("settings/members", "Invite someone"),
    ("settings/tags", "New tag"),
    ("settings/canned", "New canned reply"),
    ("settings/responder", "Add a model"),
    ("queue", "Command palette"),
]


@pytest.fixture(scope="module")
def pseudo_dashboard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_pseudo_dashboard(tmp_path_factory.mktemp("pseudo"))


@pytest.fixture(params=SCREENS)
async def device(
    request: pytest.FixtureRequest, chromium: Browser, site: Site, pseudo_dashboard: Path
) -> AsyncIterator[BrowserContext]:
    """The owner's, signed in, where everything is said at length."""
    device = await chromium.new_context(viewport=SCREENS[request.param])
    await sit_down(device, site, OWNER)
    await speak_pseudo(device, site, pseudo_dashboard)
    yield device
    await device.close()


async def test_no_page_cuts_a_sentence_off(site: Site, device: BrowserContext) -> None:
    page = await device.new_page()
    cut = {}
    for path in PAGES:
        await show(page, f"{site.dashboard_url}/projects/1/{path}")
        cut[path] = await clipped(page)

    assert {path: texts for path, texts in cut.items() if texts} == {}


async def test_no_conversation_cuts_a_sentence_off(
    site: Site, device: BrowserContext, adas_device: BrowserContext
) -> None:
    said = "Where is my order, please, and when will it arrive?"
    ada = await open_widget(adas_device, site)
    await ada.page.evaluate(f"frontdesk('identify', {{ name: '{LONG_NAME}' }})")
    await ada.write(said)
    owner = await sit_down(device, site, OWNER)
    chat = await owner.finds(said)
    await owner.does("POST", f"/inbox/conversations/{chat['id']}/notes", text="Ask the depot.")
    page = await device.new_page()

    await show(page, f"{site.dashboard_url}/projects/1/inbox/{chat['id']}")
    await expect(page.get_by_text(said).last).to_be_visible()
    assert await clipped(page) == []

    await owner.answers(chat, "It is on its way.")
    await page.reload()
    await expect(page.get_by_text("It is on its way.").last).to_be_visible()
    assert await clipped(page) == []
    for key in ("a", "?"):
        await page.keyboard.press("Escape")
        await page.keyboard.press(key)
        await expect(page.get_by_role("dialog")).to_be_visible()
        assert await clipped(page) == [], key


@pytest.mark.parametrize(("path", "button"), OPENED)
async def test_no_dialog_cuts_a_sentence_off(
    site: Site, device: BrowserContext, path: str, button: str
) -> None:
    page = await device.new_page()
    await show(page, f"{site.dashboard_url}/projects/1/{path}")
    if button == "Command palette":
        await page.keyboard.press("ControlOrMeta+k")
    else:
        await page.get_by_role("button", name=pseudo(button)).first.click()
    await expect(page.get_by_role("dialog")).to_be_visible()

    assert await clipped(page) == []


@pytest.mark.parametrize("size", SCREENS)
async def test_no_page_before_signing_in_cuts_a_sentence_off(
    chromium: Browser, site: Site, pseudo_dashboard: Path, size: str
) -> None:
    device = await chromium.new_context(viewport=SCREENS[size])
    await speak_pseudo(device, site, pseudo_dashboard)
    page = await device.new_page()
    for path in ("sign-in", "setup/over", "invite/over"):
        await show(page, f"{site.dashboard_url}/{path}")
        assert await clipped(page) == [], path
    await device.close()


async def show(page: Page, url: str) -> None:
    """Open a page and wait until it is complete."""
    await page.goto(url)
    await expect(page.get_by_text("⟦").first).to_be_visible()
    await page.wait_for_load_state("networkidle")


async def test_a_sentence_that_is_cut_off_is_found(chromium: Browser) -> None:
    device = await chromium.new_context(viewport=NARROW)
    page = await device.new_page()
    await page.set_content(
        "<p style='width:40px;white-space:nowrap'>Wider than its box</p>"
        "<div style='width:40px;overflow:hidden'><b style='white-space:nowrap'>Hidden end</b></div>"
        "<p style='white-space:nowrap'>" + "Beyond the screen " * 9 + "</p>"
        "<div style='overflow-y:auto'><p style='width:40px;white-space:nowrap'>On a page</p></div>"
        "<p style='width:40px;white-space:nowrap;overflow:hidden;text-overflow:ellipsis'>Dots</p>"
        "<p style='width:40px;white-space:nowrap;overflow:auto'>Can be scrolled</p>"
    )

    found = await clipped(page)

    shown = [text.split(" (")[0][:10] for text in found]
    assert shown == ["Wider than", "Hidden end", "Beyond the", "On a page"]
    await device.close()
