"""S22, S23: a model that writes what it should not, shown to a visitor and an agent in Chromium."""

import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, BrowserContext, Dialog, Locator, Request, expect

from tests.browser.assistant_at_work import Assistant, drafts_in, site_with_models
from tests.browser.conftest import Site
from tests.browser.people_at_work import open_inbox, open_widget
from tests.browser.test_dashboard_for_everyone import WATCH_POLICY
from tests.scripted_models.script import Gate, Text, Wait
from tests.scripted_models.server import scripted_models

pytestmark = pytest.mark.browser

CORPUS = Path(__file__).parents[1] / "corpus" / "hostile-answers.json"
HOSTILE: list[str] = json.loads(CORPUS.read_text("utf-8"))
OURS = {"localhost", "127.0.0.1"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with site_with_models(tmp_path_factory.mktemp("hostile") / "data") as site:
        yield site


@pytest.fixture
async def assistant(site: Site, chromium: Browser) -> AsyncIterator[Assistant]:
    async with scripted_models() as models:
        yield Assistant(site, chromium, models)


async def test_nothing_runs_nothing_is_fetched_and_nothing_but_text_is_shown(
    site: Site,
    assistant: Assistant,
    adas_device: BrowserContext,
    graces_device: BrowserContext,
) -> None:
    watches = [await watch(adas_device), await watch(graces_device)]
    await assistant.answers()
    hostile, gate = "\n".join(HOSTILE), Gate()
    # The stream stands still in the middle of a tag.
    cut = hostile.index("onerror=") + 4
    assistant.models.will(Text(hostile[:cut]), Wait(gate), Text(f"{hostile[cut:]}\nThe end."))
    grace = await open_inbox(graces_device, site, "grace@demo.test")
    ada = await open_widget(adas_device, site)
    await ada.write("Show me everything hostile")
    await gate.reached()
    await grace.open("Show me everything hostile")
    writing = grace.page.get_by_role("region", name="The assistant is writing")
    await expect_only_text(writing.locator("[dir=auto]").last)
    gate.open()

    await expect(grace.thread).to_contain_text("The end.")
    await expect_only_text(ada.log.locator(".bubble[data-ai=true]").last)
    await expect_only_text(grace.thread.locator("span[dir=auto]", has_text="The end.").last)
    await assistant.drafts(grace, hostile)
    await expect_only_text(drafts_in(grace).locator("span[dir=auto]").last)
    for page in (ada.page, grace.page):
        for frame in page.frames:
            assert not await frame.evaluate("'owned' in window")
        assert await page.evaluate("window.refusals") == []
    for one in watches:
        assert one.dialogs == []
        assert one.hosts <= OURS


async def expect_only_text(place: Locator) -> None:
    """Expect what was written, and no element in it but links."""
    await expect(place).to_contain_text("<script>window.owned=1</script>")
    names = await place.evaluate("one => [...one.querySelectorAll('*')].map((e) => e.tagName)")
    assert set(names) <= {"A"}


@dataclass
class Watch:
    """What a device was made to do: dialogs it opened, hosts it asked."""

    dialogs: list[Dialog] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)

    def note_dialog(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog)

    def note_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss"):
            self.hosts.add(parts.hostname or "")


async def watch(device: BrowserContext) -> Watch:
    """Note from now on what happens on a device."""
    watching = Watch()
    device.on("request", watching.note_request)
    device.on("dialog", watching.note_dialog)
    await device.add_init_script(WATCH_POLICY)
    return watching
