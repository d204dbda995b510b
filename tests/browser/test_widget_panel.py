"""The panel: for everybody, in every state, with whatever people write."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, BrowserContext, Dialog, Frame, Page, expect

from tests.browser.conftest import NARROW, WIDE, Site
from tests.browser.grace_by_http import grace_answers
from tests.browser.people_at_work import Widget, open_widget

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"

# New messages slide in; that is the one thing that may move.
SETTLED = "log => Promise.all(log.getAnimations({ subtree: true }).map((one) => one.finished))"

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    '"><iframe srcdoc="<script>alert(1)</script>">',
    "javascript:alert(1)",
    "[click](javascript:alert(1)) https://x.example/\"onmouseover='alert(1)'",
    "<a href='javascript:alert(1)'>x</a><style>*{display:none}</style>{{7*7}}${7*7}",
]


@pytest.mark.parametrize("look", ["light", "dark", "narrow", "arabic"])
async def test_axe_finds_nothing(
    chromium: Browser, site: Site, graces_device: BrowserContext, look: str
) -> None:
    device = await chromium.new_context(
        color_scheme="dark" if look == "dark" else "light",
        locale="ar" if look == "arabic" else "en",
        viewport=NARROW if look == "narrow" else WIDE,
    )
    ada = await open_in(device, site)
    asked = f"Is {look} legible? https://shop.example/orders/1"
    await write(ada, asked)
    await grace_answers(graces_device, site, asked, "Ask the machine that reads it.")
    await ada.shows("Ask the machine that reads it.")
    await panel_of(ada.page).locator("textarea").fill("x" * 5_001)
    await device.set_offline(offline=True)
    await expect(panel_of(ada.page).locator(".bar")).to_be_visible()

    found = await violations(panel_of(ada.page))

    assert found == []
    await device.close()


async def test_what_people_write_stays_text(
    site: Site, adas_device: BrowserContext, graces_device: BrowserContext
) -> None:
    ada = await open_widget(adas_device, site)
    dialogs: list[Dialog] = []
    ada.page.on("dialog", lambda dialog: dialogs.append(dialog))  # noqa: PLW0108 - playwright marks the handler

    for text in HOSTILE:
        await ada.write(text)
        await expect(ada.log.get_by_text(text)).to_have_count(1)
    await expect(ada.log.get_by_text("Delivered")).to_have_count(len(HOSTILE))
    await grace_answers(graces_device, site, HOSTILE[-1], HOSTILE[1])
    await expect(ada.log.get_by_text(HOSTILE[1])).to_have_count(2)

    assert dialogs == []
    grown = "script:not([src]), iframe, [onerror], [onload], .log img, .log style, .log svg[onload]"
    assert await panel_of(ada.page).locator(grown).count() == 0
    links = await ada.log.locator("a").evaluate_all("all => all.map(a => [a.protocol, a.rel])")
    assert links == [["https:", "noopener noreferrer nofollow ugc"]]


async def test_a_half_written_message_survives_a_reload(
    site: Site, adas_device: BrowserContext
) -> None:
    ada = await open_widget(adas_device, site)
    await ada.composer.fill("I was about to say")

    await ada.page.reload()

    await expect(ada.composer).to_have_value("I was about to say")


async def test_shift_enter_breaks_the_line_and_enter_sends_both(
    site: Site, adas_device: BrowserContext
) -> None:
    ada = await open_widget(adas_device, site)

    await ada.composer.press_sequentially("first")
    await ada.composer.press("Shift+Enter")
    await ada.composer.press_sequentially("second")
    await ada.composer.press("Enter")

    await expect(ada.log.locator(".bubble").last).to_have_text("first\nsecond", use_inner_text=True)
    await expect(ada.composer).to_have_value("")


async def test_what_was_said_last_stays_in_sight_while_one_writes_much(
    site: Site, adas_device: BrowserContext
) -> None:
    ada = await open_widget(adas_device, site)
    for number in range(9):
        await ada.write(f"Line {number}")
    last = ada.log.get_by_text("Line 8")
    await expect(last).to_be_in_viewport()

    await ada.composer.fill("\n".join(f"{number}" for number in range(20)))

    await expect(last).to_be_in_viewport(ratio=1)


async def test_limits_are_said_before_they_are_hit(site: Site, adas_device: BrowserContext) -> None:
    ada = await open_widget(adas_device, site)
    send = ada.panel.get_by_role("button", name="Send")

    await ada.composer.fill("x" * 4_990)
    await expect(ada.panel.get_by_text("10 characters left")).to_be_visible()
    await ada.composer.fill("x" * 5_002)
    await expect(ada.panel.get_by_text("2 characters too many")).to_be_visible()
    await expect(send).to_be_disabled()

    for number in range(8):
        await ada.write(f"Number {number}")
    await expect(ada.panel.get_by_text("Up to 10 messages a minute: 2 left.")).to_be_visible()
    await ada.write("Number 8")
    await ada.write("Number 9")
    await ada.composer.fill("Number 10")
    await expect(ada.panel.get_by_text("Up to 10 messages a minute. Next one in")).to_be_visible()
    await expect(send).to_be_disabled()
    await expect(ada.composer).to_have_value("Number 10")


async def test_nothing_on_screen_jumps_when_an_answer_arrives(
    site: Site, adas_device: BrowserContext, graces_device: BrowserContext
) -> None:
    ada = await open_widget(adas_device, site)
    await ada.write("Where is my order?")
    await expect(ada.log.get_by_text("Delivered")).to_have_count(1)
    asked = ada.log.get_by_text("Where is my order?")
    await ada.log.evaluate(SETTLED)
    before = await asked.bounding_box()

    await grace_answers(graces_device, site, "Where is my order?", "On its way.")
    await ada.shows("On its way.")

    assert await asked.bounding_box() == before


async def open_in(device: BrowserContext, site: Site) -> Widget:
    page = await device.new_page()
    await page.goto(site.demo_url)
    await page.locator("frontdesk-widget").get_by_role("button").click()
    await expect(page.frame_locator("iframe").locator("textarea")).to_be_visible()
    return Widget(page)


async def write(ada: Widget, text: str) -> None:
    composer = ada.panel.locator("textarea")
    await composer.fill(text)
    await composer.press("Enter")
    await expect(ada.log.locator("[data-state=delivered]")).to_have_count(1)


def panel_of(page: Page) -> Frame:
    return next(frame for frame in page.frames if "/widget/" in frame.url)


async def violations(frame: Frame) -> list[str]:
    await frame.evaluate(AXE.read_text())
    found: list[str] = await frame.evaluate(
        """async () => {
          // What is still fading in has another contrast for a moment; what pulses never ends.
          const moving = document.getAnimations()
            .filter((one) => one.effect?.getComputedTiming().endTime !== Infinity)
          await Promise.allSettled(moving.map((one) => one.finished))
          const runOnly = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']
          const { violations } = await axe.run({ runOnly })
          return violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)].join(' '))
        }"""
    )
    return found
