"""The main job in a real browser: Ada writes, Grace answers, and nothing in between matters."""

import asyncio

import pytest
from playwright.async_api import BrowserContext, expect

from tests.browser.conftest import Site
from tests.browser.people_at_work import open_inbox, open_widget

pytestmark = pytest.mark.browser

GRACE = "grace@demo.test"


async def test_ada_writes_grace_answers_and_nobody_reloads(
    site: Site, adas_device: BrowserContext, graces_device: BrowserContext
) -> None:
    grace = await open_inbox(graces_device, site, GRACE)
    ada = await open_widget(adas_device, site)

    await ada.write("Do you ship to Lyon?")
    await grace.open("Do you ship to Lyon?")
    await grace.shows("Do you ship to Lyon?")
    await grace.reply("Every Tuesday.")

    await ada.shows("Every Tuesday.")
    await expect(ada.log.get_by_text("Grace Okafor").first).to_be_visible()
    await grace.shows("Every Tuesday.")


async def test_both_tabs_of_a_visitor_show_the_same_conversation(
    site: Site, adas_device: BrowserContext
) -> None:
    first = await open_widget(adas_device, site)
    await first.write("Written in the first tab")
    await first.shows("Written in the first tab")

    second = await adas_device.new_page()
    await second.goto(site.demo_url)
    second_tab = await open_widget(adas_device, site)
    await second_tab.shows("Written in the first tab")
    await second_tab.write("Written in the second")

    await first.shows("Written in the second")
    await second_tab.shows("Written in the second")


async def test_what_is_written_offline_is_sent_once_when_the_network_is_back(
    site: Site, adas_device: BrowserContext, graces_device: BrowserContext
) -> None:
    grace = await open_inbox(graces_device, site, GRACE)
    ada = await open_widget(adas_device, site)
    await ada.write("Before the tunnel")
    await grace.open("Before the tunnel")

    await adas_device.set_offline(offline=True)
    await ada.write("Inside the tunnel")
    await ada.write("Still inside")
    await ada.shows("Still inside")
    await adas_device.set_offline(offline=False)

    await grace.shows("Inside the tunnel")
    await grace.shows("Still inside")
    await ada.shows("Inside the tunnel")


async def test_a_message_survives_a_reload_before_it_was_sent(
    own_site: Site, adas_device: BrowserContext, graces_device: BrowserContext
) -> None:
    grace = await open_inbox(graces_device, own_site, GRACE)
    ada = await open_widget(adas_device, own_site)
    await ada.write("First")
    await grace.open("First")

    own_site.up.kill("web")
    await ada.write("Typed while nobody was listening")
    await ada.shows("Typed while nobody was listening")
    await asyncio.to_thread(own_site.up.is_back)
    await ada.page.reload()

    await grace.shows("Typed while nobody was listening")
    await grace.shows("First")


async def test_killing_every_part_in_turn_loses_and_doubles_nothing(
    own_site: Site, adas_device: BrowserContext, graces_device: BrowserContext
) -> None:
    grace = await open_inbox(graces_device, own_site, GRACE)
    ada = await open_widget(adas_device, own_site)
    await ada.write("Hello")
    await grace.open("Hello")

    for part in ("worker", "valkey", "postgres", "web"):
        own_site.up.kill(part)
        await ada.write(f"Written as {part} died")
        await grace.shows(f"Written as {part} died")

    for part in ("worker", "valkey", "postgres", "web"):
        await grace.shows(f"Written as {part} died")
        await ada.shows(f"Written as {part} died")


async def test_a_stranger_sees_nothing_of_it(
    site: Site, adas_device: BrowserContext, mallorys_device: BrowserContext
) -> None:
    mallory = await open_inbox(mallorys_device, site, "mallory@demo.test")
    ada = await open_widget(adas_device, site)

    await ada.write("For Acme's eyes only")
    await ada.shows("For Acme's eyes only")
    await mallory.page.goto(f"{site.dashboard_url}/projects/1/inbox")

    await expect(mallory.page.get_by_text("For Acme's eyes only")).to_have_count(0)
