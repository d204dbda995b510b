"""Setting the assistant up, and what it shows, for every eye and hand."""

from collections.abc import AsyncIterator, Iterator

import pytest
from playwright.async_api import Browser, BrowserContext, Page, expect

from tests.browser.assistant_at_work import OWNER, Assistant, site_with_models
from tests.browser.conftest import NARROW, Site
from tests.browser.member_by_http import sit_down
from tests.browser.people_at_work import open_inbox, open_widget
from tests.browser.test_dashboard_for_everyone import device_for, violations
from tests.scripted_models.script import Text, refusal
from tests.scripted_models.server import scripted_models

pytestmark = pytest.mark.browser

GRACE = "grace@demo.test"
ALAN = "alan@demo.test"
SETTINGS = "/projects/1/settings/responder"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with site_with_models(tmp_path_factory.mktemp("assistant") / "data") as site:
        yield site


@pytest.fixture
async def assistant(site: Site, chromium: Browser) -> AsyncIterator[Assistant]:
    """It says what the test wants, when it wants."""
    async with scripted_models() as models:
        yield Assistant(site, chromium, models)


async def test_a_manager_sets_it_up_orders_its_models_by_key_and_tries_it(
    site: Site, assistant: Assistant, graces_device: BrowserContext
) -> None:
    await assistant.answers(providers=[])
    page = (await open_inbox(graces_device, site, OWNER)).page
    await page.goto(f"{site.dashboard_url}{SETTINGS}")
    await add_model(page, "First", assistant.models.base_url, key="sk-not-for-anyone-a1b2")
    await add_model(page, "Second", assistant.models.base_url)
    await page.get_by_role("button", name="Edit Second").focus()
    await page.keyboard.press("Alt+ArrowUp")
    await expect(page.get_by_role("listitem").filter(has_text="Second")).to_be_focused()
    await page.get_by_role("button", name="Save changes").click()
    await expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    await page.reload()

    rows = page.locator("ol > li")
    await expect(rows).to_have_count(2)
    await expect(rows.nth(0)).to_contain_text("Second")
    await expect(rows.nth(1)).to_contain_text("key ends in a1b2")
    assert "not-for-anyone" not in await page.content()
    assistant.models.always(Text("I am scripted."))
    await ask(page, "Who are you?")
    await expect(page.get_by_role("figure")).to_contain_text("I am scripted.")
    await expect(page.get_by_role("figure")).to_contain_text("Second")

    assistant.models.always(refusal(500))
    await ask(page, "And now?")
    await expect(page.get_by_role("alert")).to_contain_text("No language model")


async def test_what_two_managers_change_at_once_is_lost_by_neither(
    site: Site, assistant: Assistant, graces_device: BrowserContext
) -> None:
    page = (await open_inbox(graces_device, site, OWNER)).page
    await page.goto(f"{site.dashboard_url}{SETTINGS}")
    prompt = page.get_by_role("textbox", name="Instructions")
    await prompt.fill("Mine.")
    await assistant.answers(answerWithinSeconds=45)

    # The other's change is shown at once; what is being written here stays.
    await expect(page.get_by_label("Answer within")).to_have_value("45")
    await expect(prompt).to_have_value("Mine.")
    await page.get_by_role("button", name="Save changes").click()
    await expect(page.get_by_text("Saved", exact=True)).to_be_visible()

    operator = await sit_down(graces_device, site, OWNER)
    after = await operator.asks("/responder")
    assert (after["prompt"], after["answerWithinSeconds"]) == ("Mine.", 45)


@pytest.mark.parametrize("look", ["light", "dark", "narrow", "contrast"])
async def test_axe_finds_nothing_in_what_the_assistant_shows(
    chromium: Browser, site: Site, assistant: Assistant, adas_device: BrowserContext, look: str
) -> None:
    await assistant.answers()
    assistant.models.will(Text("Three days."))
    device = await device_for(chromium, look)
    ada = await open_widget(adas_device, site)
    await ada.write(f"Can {look} eyes read the assistant?")
    await ada.shows("Three days.")
    inbox = await open_inbox(device, site, OWNER)
    await inbox.page.get_by_role("link").filter(has_text="Three days.").first.click()
    await assistant.drafts(inbox, "It takes three days. " * 40)
    if look == "narrow":
        await inbox.page.get_by_role("button", name="Visitor details").click()
    await inbox.page.get_by_role("tab", name="Assistant").click()
    await expect(inbox.page.get_by_role("tabpanel").get_by_role("article")).to_have_count(2)
    await inbox.page.get_by_role("tabpanel").locator("summary").first.click()
    assert await violations(inbox.page) == []

    await inbox.page.goto(f"{site.dashboard_url}{SETTINGS}")
    await expect(inbox.page.get_by_role("heading", name="Try it")).to_be_visible()
    assert await violations(inbox.page) == []
    width = await inbox.page.evaluate("document.documentElement.scrollWidth")
    assert look != "narrow" or width <= NARROW["width"]
    await inbox.page.get_by_role("button", name="Add a model").click()
    await expect(inbox.page.get_by_role("dialog")).to_be_visible()
    assert await violations(inbox.page) == []
    await device.close()


async def add_model(page: Page, name: str, address: str, key: str = "") -> None:
    await page.get_by_role("button", name="Add a model").click()
    dialog = page.get_by_role("dialog", name="Add a model")
    await dialog.get_by_label("Provider").select_option("openai_compatible")
    await dialog.get_by_label("Address").fill(address)
    await dialog.get_by_label("Model").fill("scripted")
    await dialog.get_by_label("Key (optional)").fill(key)
    await dialog.get_by_label("Name (optional)").fill(name)
    await dialog.get_by_role("button", name="Add").click()
    await expect(dialog).to_have_count(0)


async def ask(page: Page, text: str) -> None:
    await page.get_by_label("A visitor writes").fill(text)
    await page.get_by_role("button", name="Ask the assistant").click()
