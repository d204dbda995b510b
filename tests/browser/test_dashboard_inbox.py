"""The inbox in a real browser: what an agent sees, and what stays where it was."""

import pytest
from playwright.async_api import BrowserContext, expect

from tests.browser.conftest import Site
from tests.browser.people_at_work import (
    ALAN,
    GRACE,
    ada_and_grace,
    look_at,
    open_inbox,
    open_widget,
)

pytestmark = pytest.mark.browser


async def test_a_reply_says_how_far_it_got_in_words(
    site: Site, adas_device: BrowserContext, graces_device: BrowserContext
) -> None:
    ada, grace = await ada_and_grace(site, adas_device, graces_device, "How far did it get?")

    await grace.reply("You are looking at it.")
    await expect(grace.thread.get_by_text("Read", exact=True)).to_have_count(1)

    await ada.page.close()
    header = grace.page.get_by_role("heading", level=2).filter(has_text="Visitor").first
    await expect(header).to_contain_text("offline")
    await grace.reply("And now you are gone.")
    await expect(grace.thread.get_by_text("offline — waiting in history").last).to_be_visible()


async def test_a_chat_somebody_else_has_gives_the_text_back_and_says_who_has_it(
    site: Site,
    adas_device: BrowserContext,
    graces_device: BrowserContext,
    alans_device: BrowserContext,
) -> None:
    ada, grace = await ada_and_grace(site, adas_device, graces_device, "Who will answer me?")
    alan = await look_at(alans_device, site, ALAN, "Who will answer me?")
    await alan.reply("Me.")
    await ada.shows("Me.")
    await ada.write("Thank you, Alan")
    await grace.shows("Thank you, Alan")

    await grace.reply("I wanted to help too")

    await expect(grace.page.get_by_role("alert")).to_contain_text("Alan Reyes")
    await expect(grace.composer).to_have_value("I wanted to help too")
    await grace.shows("I wanted to help too", times=0)


async def test_what_is_half_written_stays_with_its_conversation_through_a_reload(
    site: Site,
    adas_device: BrowserContext,
    eves_device: BrowserContext,
    graces_device: BrowserContext,
) -> None:
    ada = await open_widget(adas_device, site)
    await ada.write("Ada asks about drafts")
    eve = await open_widget(eves_device, site)
    await eve.write("Eve asks about drafts")
    grace = await open_inbox(graces_device, site, GRACE)

    await grace.open("Ada asks about drafts")
    await grace.composer.fill("Dear Ada, I am")
    await grace.open("Eve asks about drafts")
    await expect(grace.composer).to_have_value("")
    await grace.open("Ada asks about drafts")
    await grace.page.reload()

    await expect(grace.composer).to_have_value("Dear Ada, I am")


async def test_the_list_stands_still_under_the_pointer(
    site: Site,
    adas_device: BrowserContext,
    eves_device: BrowserContext,
    graces_device: BrowserContext,
) -> None:
    ada = await open_widget(adas_device, site)
    await ada.write("Ada was here first")
    eve = await open_widget(eves_device, site)
    await eve.write("Eve came second")
    grace = await open_inbox(graces_device, site, GRACE)
    rows = grace.page.get_by_role("region", name="Conversations").get_by_role("listitem")
    await expect(rows.first).to_contain_text("Eve came second")

    await rows.nth(1).hover()
    await ada.write("Ada again")
    pill = grace.page.get_by_role("button", name="1 new")
    await expect(pill).to_be_visible()
    await expect(rows.first).to_contain_text("Eve came second")
    await expect(rows.nth(1)).to_contain_text("Ada again")

    await pill.click()
    await expect(rows.first).to_contain_text("Ada again")


async def test_what_arrives_elsewhere_is_unread_until_it_has_been_on_screen(
    site: Site, adas_device: BrowserContext, graces_device: BrowserContext
) -> None:
    grace = await open_inbox(graces_device, site, GRACE)
    ada = await open_widget(adas_device, site)
    await ada.write("Nobody has read this")
    row = grace.page.get_by_role("link").filter(has_text="Nobody has read this")
    await expect(row).to_contain_text("1 unread")

    await row.click()

    await expect(row).not_to_contain_text("unread")
    await expect(ada.panel.get_by_text("Read", exact=True).first).to_be_attached()


async def test_typing_is_seen_on_both_sides(
    site: Site, adas_device: BrowserContext, graces_device: BrowserContext
) -> None:
    ada, grace = await ada_and_grace(site, adas_device, graces_device, "Watch me type")

    await ada.composer.press_sequentially("hm")
    await expect(grace.page.get_by_text("is typing…")).to_be_visible()
    await grace.composer.press_sequentially("hm")
    await expect(ada.panel.get_by_text("typing").first).to_be_visible()


async def test_an_agent_who_types_a_reply_warns_the_others_and_nobody_loses_a_word(
    site: Site,
    adas_device: BrowserContext,
    graces_device: BrowserContext,
    alans_device: BrowserContext,
) -> None:
    ada, grace = await ada_and_grace(site, adas_device, graces_device, "Two of you at once?")
    alan = await look_at(alans_device, site, ALAN, "Two of you at once?")
    twin = await graces_device.new_page()
    await twin.goto(grace.page.url)
    await twin.get_by_label("Write a reply").wait_for()

    await grace.composer.press_sequentially("Let me look")
    await expect(alan.page.get_by_text("Grace Okafor is typing a reply…")).to_be_visible()
    await expect(twin.get_by_text("is typing a reply")).to_have_count(0)
    await expect(alan.page.get_by_text("is typing a reply")).to_have_count(0)
    await alan.composer.press_sequentially("I know this o")
    await expect(grace.page.get_by_text("Alan Reyes is typing a reply…")).to_be_visible()
    await grace.composer.press("Enter")
    await ada.shows("Let me look")
    await alan.composer.press_sequentially("ne")

    await expect(alan.composer).to_have_value("I know this one")
    await expect(alan.page.get_by_text("Grace Okafor has this chat.")).to_be_visible()
    await expect(grace.page.get_by_text("Alan Reyes is typing a reply…")).to_be_visible()


async def test_solving_offers_the_way_back(
    site: Site, adas_device: BrowserContext, graces_device: BrowserContext
) -> None:
    _, grace = await ada_and_grace(site, adas_device, graces_device, "Is this done?")

    await grace.page.get_by_role("button", name="Solve").click()
    await expect(grace.page.get_by_text("This conversation is solved.")).to_be_visible()
    await grace.page.get_by_role("button", name="Undo").click()

    await expect(grace.composer).to_be_visible()


async def test_the_screen_after_an_outage_is_the_screen_of_a_fresh_load(
    own_site: Site, adas_device: BrowserContext, graces_device: BrowserContext
) -> None:
    ada, grace = await ada_and_grace(own_site, adas_device, graces_device, "Before")

    await graces_device.set_offline(offline=True)
    await expect(grace.page.get_by_role("status").filter(has_text="kept")).to_be_visible()
    await grace.reply("Written in the tunnel")
    await ada.write("While Grace was away")
    await ada.shows("While Grace was away")
    await graces_device.set_offline(offline=False)

    await grace.shows("While Grace was away")
    await ada.shows("Written in the tunnel")
    await expect(grace.page.get_by_role("status").filter(has_text="kept")).to_have_count(0)
    await expect(grace.thread.get_by_text("Read", exact=True)).to_have_count(1)
    await grace.shows("Grace Okafor took the chat")
    live = await grace.thread.inner_text()
    await grace.page.reload()
    await grace.shows("Written in the tunnel")
    await expect(grace.thread.get_by_text("Read", exact=True)).to_have_count(1)
    await grace.shows("Grace Okafor took the chat")
    assert (await grace.thread.inner_text()).replace("New\n", "") == live.replace("New\n", "")
