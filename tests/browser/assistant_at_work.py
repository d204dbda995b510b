"""The assistant with a model that says what the test wants, and a Frontdesk that may ask it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, expect

from frontdesk.features.responder.model.links import without_foreign_links
from tests.browser.conftest import Site
from tests.browser.member_by_http import sit_down
from tests.browser.people_at_work import Inbox
from tests.entrypoints.up import running_up
from tests.scripted_models.script import Text
from tests.scripted_models.server import ScriptedModels

OWNER = "owner@demo.test"


@contextmanager
def site_with_models(data_dir: Path) -> Iterator[Site]:
    """A demo whose projects may ask models on this machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRIVATE_HOSTS", "127.0.0.0/8")
        with running_up(data_dir, "--demo") as up:
            yield Site(up)


@dataclass
class Assistant:
    """The assistant of the demo, and the model that answers for it."""

    site: Site
    chromium: Browser
    models: ScriptedModels

    async def answers(self, **changes: object) -> None:
        """Let the scripted model answer whatever a visitor writes, unless told otherwise."""
        device = await self.chromium.new_context()
        operator = await sit_down(device, self.site, OWNER)
        scripted = {
            "name": "Scripted",
            "kind": "openai_compatible",
            "model": "scripted",
            "baseUrl": self.models.base_url,
        }
        usual = {"mode": "auto", "when": "always", "prompt": "Be brief.", "providers": [scripted]}
        await operator.does("PUT", "/responder", **{**usual, **changes})
        await device.close()

    async def drafts(self, inbox: Inbox, text: str) -> None:
        """Write a draft because somebody asks for one."""
        self.models.will(Text(text))
        await inbox.page.get_by_role("button", name="Draft", exact=True).click()
        # Its links lead nowhere: no site of the demo's own is among them.
        await expect(drafts_in(inbox)).to_contain_text(without_foreign_links(text.strip(), []))


def drafts_in(inbox: Inbox) -> Locator:
    return inbox.page.get_by_role("region", name="Drafts of the assistant")
