"""A visitor who is answered by AI: she sees it, and has the last word on who answers."""

import asyncio
from collections.abc import AsyncIterator, Callable, Container, Iterator
from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext, expect

from tests.browser.conftest import NARROW, Site
from tests.browser.member_by_http import SignedInMember, sit_down
from tests.browser.people_at_work import Widget, open_widget
from tests.browser.test_widget_panel import open_in, panel_of, violations
from tests.entrypoints.up import running_up
from tests.patience import PATIENCE_SECONDS

pytestmark = pytest.mark.browser

PERSON = "Talk to a person"
COMES = "A person will answer you here."
AI_IS_OFF = "AI is off. People answer you here."


@pytest.fixture(scope="module")
def answering_target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running_up(tmp_path_factory.mktemp("answering") / "data", "--demo") as up:
        yield Site(up)


@pytest.fixture(autouse=True)
async def olivia(answering_target: Site, chromium: Browser) -> AsyncIterator[SignedInMember]:
    """Olivia lets the demo's own model answer everybody, for as long as a test takes."""
    device = await chromium.new_context()
    operator = await sit_down(device, answering_target, "owner@demo.test")
    await operator.does("PUT", "/responder", mode="auto", when="always")
    try:
        yield operator
    finally:
        await operator.does("PUT", "/responder", mode="off")
        await device.close()


async def test_an_answer_of_ai_says_so_and_a_person_is_one_tap_away(
    answering_target: Site, adas_device: BrowserContext, olivia: SignedInMember
) -> None:
    known = await chats_of(olivia)
    ada = await open_widget(adas_device, answering_target)
    await ada.write("What are your opening hours?")
    chip = ada.log.get_by_role("button", name=PERSON)
    await expect(chip).to_have_count(1)
    await expect(ada.log.locator(".author .tag")).to_have_text("AI")
    assert await violations(panel_of(ada.page)) == []

    await chip.click()

    await expect(ada.log.get_by_text(COMES)).to_be_visible()
    await expect(chip).to_have_count(0)
    await expect(ada.composer).to_be_focused()
    chat = await olivias_view(olivia, known, lambda one: one["askedForPersonAt"] is not None)
    await again(ada)
    await expect(ada.log.get_by_text(COMES)).to_be_visible()
    await olivia.does("PATCH", f"/inbox/conversations/{chat['id']}", responderMode="auto")
    await expect(ada.log.get_by_text(COMES)).to_have_count(0)
    await expect(chip).to_have_count(1)


async def test_ai_is_turned_off_with_one_tap_and_stays_off(
    answering_target: Site, adas_device: BrowserContext, olivia: SignedInMember
) -> None:
    known = await chats_of(olivia)
    ada = await open_widget(adas_device, answering_target)
    off = ada.panel.get_by_role("button", name="Turn AI off")
    on = ada.panel.get_by_role("button", name="Turn AI on")
    await ada.write("What does delivery cost?")
    await expect(ada.log.locator(".bubble[data-ai=true]")).to_have_count(1)

    await off.click()

    await expect(ada.log.get_by_text(AI_IS_OFF)).to_be_visible()
    await olivias_view(olivia, known, lambda one: not one["aiEnabled"])
    await again(ada)
    await expect(ada.log.get_by_text(AI_IS_OFF)).to_be_visible()
    await on.click()
    await expect(ada.log.get_by_text(AI_IS_OFF)).to_have_count(0)
    await ada.write("And to Lyon?")
    await expect(ada.log.locator(".bubble[data-ai=true]")).to_have_count(2)


async def test_ai_turned_off_before_the_first_message_says_nothing(
    answering_target: Site, adas_device: BrowserContext, olivia: SignedInMember
) -> None:
    known = await chats_of(olivia)
    ada = await open_widget(adas_device, answering_target)

    await ada.panel.get_by_role("button", name="Turn AI off").click()
    await expect(ada.log.get_by_text(AI_IS_OFF)).to_be_visible()
    await ada.write("Only people, please")

    chat = await olivias_view(olivia, known, lambda one: not one["aiEnabled"])
    await olivia.answers(chat, "I am one.")
    await ada.shows("I am one.")
    await expect(ada.log.locator(".bubble[data-ai=true]")).to_have_count(0)
    await expect(ada.log.get_by_text(AI_IS_OFF)).to_be_visible()


async def test_a_wish_that_cannot_be_told_is_taken_back_and_that_is_said(
    answering_target: Site, adas_device: BrowserContext
) -> None:
    ada = await open_widget(adas_device, answering_target)
    await ada.write("Do you open on Sundays?")
    chip = ada.log.get_by_role("button", name=PERSON)
    await expect(chip).to_have_count(1)
    await adas_device.set_offline(offline=True)
    await expect(ada.panel.locator(".bar")).to_be_visible()

    await chip.click()

    await expect(ada.log.get_by_role("alert")).to_have_text("That did not work. Please try again.")
    await expect(chip).to_have_count(1)
    await expect(ada.log.get_by_text(COMES)).to_have_count(0)


@pytest.mark.parametrize("look", ["light", "dark", "narrow", "arabic"])
async def test_axe_finds_nothing_beside_ai(
    chromium: Browser, answering_target: Site, look: str
) -> None:
    device = await chromium.new_context(
        color_scheme="dark" if look == "dark" else "light",
        locale="ar" if look == "arabic" else "en",
        viewport=NARROW if look == "narrow" else None,
    )
    ada = await open_in(device, answering_target)
    await ada.panel.locator("textarea").fill("What are your opening hours?")
    await ada.panel.locator("textarea").press("Enter")
    await expect(ada.log.locator(".chip")).to_be_visible()

    found = await violations(panel_of(ada.page))

    assert found == []
    await device.close()


async def again(ada: Widget) -> None:
    await ada.page.reload()


async def chats_of(operator: SignedInMember) -> dict[int, dict[str, Any]]:
    return {one["id"]: one for one in (await operator.asks("/inbox/conversations"))["data"]}


async def olivias_view(
    operator: SignedInMember, known: Container[int], is_so: Callable[[dict[str, Any]], bool]
) -> dict[str, Any]:
    """Wait until it is so for the one chat that is not known: the panel shows it sooner."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            for chat_id, chat in (await chats_of(operator)).items():
                if chat_id not in known and is_so(chat):
                    return chat
            await asyncio.sleep(0.1)
