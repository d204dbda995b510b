"""Grace answers without a screen of her own, for tests that are about the widget."""

import asyncio
from typing import Any

from playwright.async_api import APIRequestContext, BrowserContext

from tests.browser.conftest import PASSWORD, Site
from tests.patience import PATIENCE_SECONDS

INBOX = "/api/v1/projects/1/inbox/conversations"


async def grace_answers(device: BrowserContext, site: Site, heard: str, answer: str) -> None:
    """Find the conversation that ends with these words, and reply to it."""
    http = device.request
    headers = await _sign_in(http, site)
    conversation = await _find(http, site, heard)
    posted = await http.post(
        f"{site.dashboard_url}{INBOX}/{conversation['id']}/messages",
        data={"text": answer},
        headers=headers,
    )
    assert posted.status == 201, await posted.text()


async def find_conversation(device: BrowserContext, site: Site, heard: str) -> dict[str, Any]:
    """Find the conversation that ends with these words."""
    await _sign_in(device.request, site)
    return await _find(device.request, site, heard)


async def _sign_in(http: APIRequestContext, site: Site) -> dict[str, str]:
    origin = {"Origin": site.dashboard_url}
    session = await http.get(f"{site.dashboard_url}/api/v1/auth/session")
    if not session.ok:
        login = {"email": "grace@demo.test", "password": PASSWORD}
        session = await http.post(
            f"{site.dashboard_url}/api/v1/auth/login", data=login, headers=origin
        )
    return {**origin, "X-CSRF-Token": (await session.json())["csrfToken"]}


async def _find(http: APIRequestContext, site: Site, heard: str) -> dict[str, Any]:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            page = await (await http.get(f"{site.dashboard_url}{INBOX}")).json()
            for conversation in page["data"]:
                if conversation["lastMessageSnippet"] == heard[:100]:
                    return dict(conversation)
            await asyncio.sleep(0.1)
