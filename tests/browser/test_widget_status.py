"""How things stand: in the queue, after hours, at an end, and behind a closed door."""

from collections.abc import AsyncIterator, Iterator

import pytest
from playwright.async_api import Browser, BrowserContext, Locator, expect

from tests.browser.conftest import NARROW, Site
from tests.browser.member_by_http import SignedInMember, sit_down
from tests.browser.people_at_work import ALAN, Widget, open_inbox, open_widget
from tests.browser.test_widget_panel import open_in, panel_of, violations
from tests.entrypoints.up import running_up

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def quiet_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A demo in whose queue nobody else waits."""
    with running_up(tmp_path_factory.mktemp("quiet") / "data", "--demo") as up:
        yield Site(up)


@pytest.fixture
async def grace(quiet_site: Site, graces_device: BrowserContext) -> SignedInMember:
    """Grace answers, without a screen."""
    return await sit_down(graces_device, quiet_site, "grace@demo.test")


@pytest.fixture
async def olivia(quiet_site: Site, chromium: Browser) -> AsyncIterator[SignedInMember]:
    """Olivia owns the shop; what she sets is put back."""
    device = await chromium.new_context()
    operator = await sit_down(device, quiet_site, "owner@demo.test")
    before = await operator.asks("/routing-settings")
    yield operator
    await operator.does("PUT", "/routing-settings", **before)
    await device.close()


async def test_a_visitor_who_waits_sees_their_place_and_then_who_came(
    quiet_site: Site,
    adas_device: BrowserContext,
    eves_device: BrowserContext,
    alans_device: BrowserContext,
    grace: SignedInMember,
) -> None:
    await open_inbox(alans_device, quiet_site, ALAN)
    ada = await open_widget(adas_device, quiet_site)
    await ada.write("I was here first")
    first = await grace.finds("I was here first")
    await expect(header_of(ada)).to_contain_text("You are next")
    eve = await open_widget(eves_device, quiet_site)
    await eve.write("And I second")
    await expect(header_of(eve)).to_contain_text("You are 2nd")

    await grace.does("POST", f"/inbox/conversations/{first['id']}/claim")

    await expect(header_of(ada)).to_have_text("With Grace Okafor")
    await expect(header_of(eve)).to_contain_text("You are next")
    for text in ("I was here first", "And I second"):
        await finish(grace, text)


async def test_the_header_shows_whom_one_may_meet(
    quiet_site: Site, adas_device: BrowserContext, grace: SignedInMember
) -> None:
    ada = await open_widget(adas_device, quiet_site)
    await ada.write("Whom do I talk to?")
    chat = await grace.finds("Whom do I talk to?")

    await grace.answers(chat, "To me.")

    await expect(header_of(ada)).to_have_text("With Grace Okafor")
    faces = ada.panel.locator(".faces .face")
    await expect(faces).to_have_text(["DS", "GO"])
    await finish(grace, "To me.")
    # Nobody is with her now; who answered of late may be met again.
    await expect(header_of(ada)).not_to_have_text("With Grace Okafor")
    await expect(faces.filter(has_text="GO")).to_have_count(1)
    await expect(faces.filter(has_text="DS")).to_have_count(0)


async def test_after_hours_an_address_is_asked_for_once_and_quietly(
    quiet_site: Site, adas_device: BrowserContext, grace: SignedInMember, olivia: SignedInMember
) -> None:
    await olivia.sets(businessHours=[], awayMessage="We are asleep. Back in the morning.")
    ada = await open_widget(adas_device, quiet_site)
    await expect(header_of(ada)).to_have_text("No one is online right now")
    await expect(ada.log.get_by_text("We are asleep.")).to_be_visible()
    field = ada.panel.get_by_label("You can leave an e-mail address for the team.")
    await expect(field).to_have_count(0)

    await ada.write("Anybody there?")
    await expect(field).to_be_visible()
    await expect(ada.composer).to_be_focused()
    await field.fill("ada")
    await ada.panel.get_by_role("button", name="Save").click()
    await expect(ada.panel.get_by_text("This is not an e-mail address.")).to_be_visible()
    assert await violations(panel_of(ada.page)) == []
    await field.fill("ada@example.com")
    await field.press("Enter")

    await expect(ada.panel.get_by_text("We keep your address for the team.")).to_be_visible()
    await expect(field).to_have_count(0)
    chat = await grace.finds("Anybody there?")
    assert chat["visitor"]["email"] == "ada@example.com"
    await ada.page.reload()
    await ada.shows("Anybody there?")
    await expect(field).to_have_count(0)
    await finish(grace, "Anybody there?")


async def test_who_would_rather_not_say_is_left_in_peace(
    quiet_site: Site, adas_device: BrowserContext, grace: SignedInMember, olivia: SignedInMember
) -> None:
    await olivia.sets(businessHours=[])
    ada = await open_widget(adas_device, quiet_site)
    await ada.write("Just asking")
    field = ada.panel.get_by_label("You can leave an e-mail address for the team.")
    await expect(field).to_be_visible()

    await ada.panel.get_by_role("button", name="Not now").click()
    await expect(field).to_have_count(0)
    await ada.page.reload()

    await ada.shows("Just asking")
    await expect(field).to_have_count(0)
    await finish(grace, "Just asking")


async def test_a_finished_conversation_stays_on_screen_and_a_reload_agrees(
    quiet_site: Site, adas_device: BrowserContext, grace: SignedInMember
) -> None:
    ada = await open_widget(adas_device, quiet_site)
    await ada.write("Is it over?")
    chat = await grace.finds("Is it over?")
    await grace.answers(chat, "It is.")
    await ada.shows("It is.")

    await grace.does("PATCH", f"/inbox/conversations/{chat['id']}", status="solved")

    words = "This conversation is finished. Write to continue it."
    told = ["Hello! How can we help?", "Is it over?", "It is.", words]
    await expect(ada.log.locator(".bubble, .event")).to_have_text(told)
    ended = ada.log.get_by_text(words)
    fresh = await adas_device.new_page()
    await fresh.goto(quiet_site.demo_url)
    await fresh.locator("frontdesk-widget").get_by_role("button").click()
    reloaded = Widget(fresh)
    await reloaded.shows("It is.")
    await expect(reloaded.log.get_by_text(words)).to_be_visible()

    await ada.write("Something new")
    await expect(ended).to_have_count(0)
    again = await grace.finds("Something new")
    assert again["id"] == chat["id"]
    await reloaded.shows("Something new")
    await finish(grace, "Something new")


async def test_an_answer_to_who_left_keeps_its_badge_though_the_chat_is_solved(
    quiet_site: Site, adas_device: BrowserContext, grace: SignedInMember
) -> None:
    ada = await open_widget(adas_device, quiet_site)
    await ada.write("Where is my parcel?")
    chat = await grace.finds("Where is my parcel?")
    await ada.page.evaluate("frontdesk('close')")
    await ada.page.goto("about:blank")
    await grace.answers(chat, "It left this morning.")
    await grace.does("PATCH", f"/inbox/conversations/{chat['id']}", status="solved")

    for _ in ("comes back", "and again"):
        await ada.page.goto(quiet_site.demo_url)
        badge = ada.page.locator("frontdesk-widget b")
        await expect(badge).to_have_text("1")
    await ada.page.locator("frontdesk-widget").get_by_role("button").click()

    await ada.shows("It left this morning.")
    await expect(ada.log.get_by_text("This conversation is finished.")).to_be_visible()
    await expect(badge).to_have_text("")
    await grace.finds("It left this morning.")
    await ada.page.reload()
    await ada.shows("It left this morning.")


async def test_a_chat_the_team_closes_is_closed_on_the_spot_and_opens_again(
    quiet_site: Site, adas_device: BrowserContext, grace: SignedInMember
) -> None:
    ada = await open_widget(adas_device, quiet_site)
    await ada.write("You are all fools")
    chat = await grace.finds("You are all fools")
    block = f"/inbox/visitors/{chat['visitor']['id']}/block"

    await grace.does("POST", block, reason="Insults")

    closed = ada.panel.get_by_text("This chat is closed.")
    await expect(closed).to_be_visible()
    await expect(ada.composer).to_have_count(0)
    await ada.shows("You are all fools", times=0)
    assert await violations(panel_of(ada.page)) == []
    await ada.page.reload()
    await expect(closed).to_be_visible()

    await grace.does("DELETE", block)

    await expect(ada.composer).to_be_visible()
    await ada.shows("You are all fools")
    await ada.write("Sorry")
    await finish(grace, "Sorry")


@pytest.mark.parametrize("look", ["dark", "narrow", "arabic"])
async def test_axe_finds_nothing_after_hours(
    chromium: Browser, quiet_site: Site, grace: SignedInMember, olivia: SignedInMember, look: str
) -> None:
    await olivia.sets(businessHours=[], awayMessage="We are asleep.")
    device = await chromium.new_context(
        color_scheme="dark" if look == "dark" else "light",
        locale="ar" if look == "arabic" else "en",
        viewport=NARROW if look == "narrow" else None,
    )
    ada = await open_in(device, quiet_site)
    await ada.panel.locator("textarea").fill(f"In {look}")
    await ada.panel.locator("textarea").press("Enter")
    await ada.panel.locator(".ask input").fill("ada")
    await ada.panel.locator(".ask .save").click()
    await expect(ada.panel.locator(".ask [role=alert]")).not_to_be_empty()

    found = await violations(panel_of(ada.page))

    assert found == []
    await finish(grace, f"In {look}")
    await device.close()


def header_of(widget: Widget) -> Locator:
    return widget.panel.locator(".who p")


async def finish(grace: SignedInMember, text: str) -> None:
    """Leave the queue as it was found."""
    chat = await grace.finds(text)
    await grace.does("PATCH", f"/inbox/conversations/{chat['id']}", status="solved")
