"""What the team does without a screen of its own, for tests that are about the widget."""

import asyncio
from dataclasses import dataclass
from typing import Any

from playwright.async_api import APIRequestContext, BrowserContext

from tests.browser.conftest import PASSWORD, Site
from tests.patience import PATIENCE_SECONDS

PROJECT = "/api/v1/projects/1"


@dataclass
class SignedInMember:
    """Somebody of the team, signed in."""

    http: APIRequestContext
    url: str
    headers: dict[str, str]

    async def asks(self, path: str) -> Any:  # noqa: ANN401 - JSON
        answer = await self.http.get(f"{self.url}{PROJECT}{path}")
        assert answer.ok, await answer.text()
        return await answer.json()

    async def does(self, method: str, path: str, **fields: object) -> Any:  # noqa: ANN401 - JSON
        answer = await self.http.fetch(
            f"{self.url}{PROJECT}{path}", method=method, data=fields, headers=self.headers
        )
        assert answer.ok, await answer.text()
        return await answer.json() if await answer.body() else None

    async def finds(self, heard: str) -> dict[str, Any]:
        """Wait for the conversation that ends with these words."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                for one in (await self.asks("/inbox/conversations"))["data"]:
                    if one["lastMessageSnippet"] == heard:
                        return dict(one)
                await asyncio.sleep(0.1)

    async def answers(self, chat: dict[str, Any], text: str) -> None:
        await self.does("POST", f"/inbox/conversations/{chat['id']}/messages", text=text)

    async def sets(self, **changes: object) -> None:
        """Change some of the routing settings."""
        settings = await self.asks("/routing-settings")
        await self.does("PUT", "/routing-settings", **{**settings, **changes})


async def sit_down(device: BrowserContext, site: Site, email: str) -> SignedInMember:
    """Sign in over HTTP."""
    origin = {"Origin": site.dashboard_url}
    login = {"email": email, "password": PASSWORD}
    session = await device.request.post(
        f"{site.dashboard_url}/api/v1/auth/login", data=login, headers=origin
    )
    assert session.ok, await session.text()
    headers = {**origin, "X-CSRF-Token": (await session.json())["csrfToken"]}
    return SignedInMember(device.request, site.dashboard_url, headers)
