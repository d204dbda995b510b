"""The assistant beside people: what it writes is seen, and never said over a person."""

import re
from collections.abc import AsyncIterator, Iterator

import pytest
from playwright.async_api import Browser, BrowserContext, expect

from tests.browser.assistant_at_work import Assistant, drafts_in, site_with_models
from tests.browser.conftest import Site
from tests.browser.people_at_work import Inbox, open_inbox, open_widget
from tests.scripted_models.script import Cut, Gate, Text, Wait, refusal
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


async def test_who_takes_over_while_it_writes_is_the_only_one_heard_and_finds_the_draft(
    site: Site,
    assistant: Assistant,
    adas_device: BrowserContext,
    graces_device: BrowserContext,
) -> None:
    await assistant.answers()
    gate = Gate()
    assistant.models.will(
        Text("Lamps take three days, "), Wait(gate), Text("and are free from 50 euros.")
    )
    grace = await open_inbox(graces_device, site, GRACE)
    ada = await open_widget(adas_device, site)
    await ada.write("Who is faster?")
    await gate.reached()
    await grace.open("Who is faster?")
    writing = grace.page.get_by_role("region", name="The assistant is writing")

    await expect(writing).to_contain_text("The assistant is writing…")
    await writing.get_by_role("button", name="Take over").click()
    await expect(writing).to_contain_text("It becomes a draft for you")
    await grace.reply("I am, Ada.")
    await ada.shows("I am, Ada.")
    gate.open()

    drafts = grace.page.get_by_role("region", name="Drafts of the assistant")
    await expect(drafts).to_contain_text("The assistant was about to say…")
    await expect(drafts).to_contain_text("Lamps take three days, ")
    await expect(ada.log.get_by_text("Lamps take")).to_have_count(0)
    await grace.page.get_by_role("tab", name="Assistant").click()
    runs = grace.page.get_by_role("tabpanel", name="Assistant")
    await expect(runs.get_by_role("article").first).to_contain_text("Not sent")


async def test_an_answer_is_marked_as_ai_and_its_run_says_who_gave_it_at_what_price(
    site: Site,
    assistant: Assistant,
    adas_device: BrowserContext,
    graces_device: BrowserContext,
) -> None:
    await assistant.answers()
    assistant.models.always(Text("Three days."))
    ada = await open_widget(adas_device, site)
    await ada.write("How long for a lamp?")
    await ada.shows("Three days.")
    grace = await open_inbox(graces_device, site, GRACE)
    await grace.open("Three days.")

    await expect(grace.thread).to_contain_text("Demo Support· AI")
    await grace.page.get_by_role("tab", name="Assistant").click()
    run = grace.page.get_by_role("tabpanel").get_by_role("article")
    await expect(run).to_contain_text("Answered")
    await expect(run).to_contain_text("About message 1 · Scripted")
    await expect(run).to_contain_text("11 tokens read, 7 written")


async def test_a_draft_is_used_sent_or_discarded_and_leaves_every_screen(
    site: Site,
    assistant: Assistant,
    adas_device: BrowserContext,
    graces_device: BrowserContext,
    alans_device: BrowserContext,
) -> None:
    await assistant.answers(mode="off")
    ada = await open_widget(adas_device, site)
    await ada.write("A question for drafts")
    grace, alan = await both_open(site, graces_device, alans_device, "A question for drafts")
    await grace.composer.fill("Dear Ada")

    await assistant.drafts(grace, "Used by Grace.")
    await expect(drafts_in(alan)).to_contain_text("Used by Grace.")
    await drafts_in(grace).get_by_role("button", name="Use").click()
    await expect(grace.composer).to_have_value("Used by Grace.\nDear Ada")
    await expect(grace.composer).to_be_focused()
    await expect(drafts_in(alan)).to_have_count(0)
    await expect(ada.log.get_by_text("Used by Grace.")).to_have_count(0)

    await grace.composer.fill("")
    await assistant.drafts(grace, "Thrown away.")
    await drafts_in(alan).get_by_role("button", name="Discard").click()
    await expect(drafts_in(grace)).to_have_count(0)

    await assistant.drafts(grace, "Sent by Grace.")
    await drafts_in(grace).get_by_role("button", name="Send").click()
    await ada.shows("Sent by Grace.")
    await grace.shows("Sent by Grace.")
    await expect(drafts_in(alan)).to_have_count(0)


async def test_a_draft_that_never_comes_is_said_with_its_reason(
    site: Site,
    assistant: Assistant,
    adas_device: BrowserContext,
    graces_device: BrowserContext,
) -> None:
    await assistant.answers(mode="off")
    ada = await open_widget(adas_device, site)
    await ada.write("Nobody can draft this")
    grace = await open_inbox(graces_device, site, GRACE)
    await grace.open("Nobody can draft this")
    ask = grace.page.get_by_role("button", name="Draft", exact=True)
    gate = Gate()
    assistant.models.will(Wait(gate), Cut())
    assistant.models.always(refusal(500))

    await ask.click()
    progress = grace.page.get_by_text("The assistant is", exact=False)
    await expect(progress.first).to_be_visible()
    await gate.reached()
    await expect(ask).to_be_disabled()
    gate.open()

    said = grace.page.get_by_role("alert").filter(has_text="No draft was written.")
    await expect(said).to_contain_text("No language model could be reached.")
    await expect(ask).to_be_enabled()
    assistant.models.always(Text("Now there is one."))
    # The provider rests after failing; a demo model needs none.
    await assistant.answers(mode="off", providers=[])
    await said.get_by_role("button", name="Ask again").click()
    await expect(drafts_in(grace)).to_be_visible()
    await expect(said).to_have_count(0)


async def test_an_agent_sees_what_the_project_wants_and_what_that_comes_to_here(
    site: Site,
    assistant: Assistant,
    adas_device: BrowserContext,
    graces_device: BrowserContext,
) -> None:
    await assistant.answers(mode="off")
    ada = await open_widget(adas_device, site)
    await ada.write("What is the default?")
    grace = await open_inbox(graces_device, site, GRACE)
    await grace.open("What is the default?")
    menu = grace.page.get_by_role("button", name=re.compile("^Assistant"))

    await menu.click()
    shown = grace.page.get_by_role("menu")
    await expect(shown).to_contain_text("Project default: off")
    await expect(shown).to_contain_text("Now here: silent: it is switched off")
    await grace.page.keyboard.press("Escape")
    await assistant.answers(mode="auto", when="nobody_online")
    await menu.click()

    await expect(shown).to_contain_text("answers by itself, when no one is online")
    await expect(shown).to_contain_text("silent: someone is online")


async def test_a_visitor_who_wants_a_person_keeps_one_until_an_agent_hands_back(
    site: Site,
    assistant: Assistant,
    adas_device: BrowserContext,
    graces_device: BrowserContext,
) -> None:
    await assistant.answers(providers=[])
    ada = await open_widget(adas_device, site)
    await ada.write("May I talk to a person?")
    grace = await open_inbox(graces_device, site, GRACE)
    await grace.page.get_by_role("link").filter(has_text="passing you on").first.click()
    hand_back = grace.page.get_by_role("button", name="Hand back to the assistant")
    await expect(grace.page.get_by_text("The assistant is silent.")).to_be_visible()

    await hand_back.click()

    await expect(hand_back).to_have_count(0)
    await expect(grace.page.get_by_role("button", name="Assistant: answers")).to_be_visible()


async def test_the_assistant_is_switched_per_conversation_by_keyboard(
    site: Site,
    assistant: Assistant,
    adas_device: BrowserContext,
    graces_device: BrowserContext,
) -> None:
    await assistant.answers(mode="off")
    ada = await open_widget(adas_device, site)
    await ada.write("Switch it by key")
    grace = await open_inbox(graces_device, site, GRACE)
    await grace.open("Switch it by key")
    keyboard = grace.page.keyboard
    menu = grace.page.get_by_role("button", name=re.compile("^Assistant"))

    await menu.focus()
    await keyboard.press("Enter")
    await grace.page.get_by_role("menuitemradio", name=re.compile("Writes drafts")).press("Enter")
    await expect(menu).to_have_text("Assistant: drafts")
    await menu.press("Enter")
    await grace.page.get_by_role("menuitem", name="Turn AI off for this visitor").press("Enter")
    await expect(menu).to_have_text("Assistant: off for this visitor")
    await grace.page.reload()

    await expect(menu).to_have_text("Assistant: off for this visitor")


async def both_open(
    site: Site, graces_device: BrowserContext, alans_device: BrowserContext, snippet: str
) -> tuple[Inbox, Inbox]:
    grace = await open_inbox(graces_device, site, GRACE)
    alan = await open_inbox(alans_device, site, ALAN)
    await grace.open(snippet)
    await alan.open(snippet)
    await expect(alan.composer).to_be_visible()
    return grace, alan
