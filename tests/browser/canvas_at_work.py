"""What an author does on the canvas by hand, so that a test reads as a story."""

from playwright.async_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import Site

OWNER = "owner@demo.test"


async def new_workflow(device: BrowserContext, site: Site) -> Page:
    """Sign in as the owner and begin a workflow."""
    page = await device.new_page()
    await site.sign_in(page, OWNER)
    await page.get_by_role("link", name="Workflows").click()
    await page.get_by_role("button", name="New workflow").click()
    await expect(step(page, "Wants a person?")).to_be_visible()
    return page


async def draw_order_question(page: Page) -> None:
    """Put three steps in the place of the example's answer."""
    await delete(page, "Answer")
    await choose(page, "Wants a person?")

    await add(page, "Message")
    await expect(page.get_by_role("status").filter(has_text="error")).to_be_visible()
    await page.get_by_label("Name", exact=True).fill("Greet")
    await page.get_by_label("What to say").fill("Welcome! What is your order number?")
    await add(page, "Wait")
    await add(page, "Action")
    await page.get_by_label("Note", exact=True).fill("Order number: {{message}}")
    await page.get_by_label("Then", exact=True).select_option(label="End")
    await page.get_by_role("button", name="Close").click()
    await expect(page.get_by_role("status").filter(has_text="error")).to_have_count(0)


def step(page: Page, name: str) -> Locator:
    return page.locator(".react-flow__node").filter(has=page.get_by_text(name, exact=True))


async def choose(page: Page, name: str) -> None:
    await step(page, name).click()
    await expect(page.get_by_label("Name", exact=True)).to_have_value(name)


async def add(page: Page, kind: str) -> None:
    await page.get_by_role("button", name="Add step").click()
    await page.get_by_role("menuitem", name=kind).click()


async def delete(page: Page, name: str) -> None:
    await choose(page, name)
    await page.get_by_role("button", name="Delete this step").click()
    await expect(step(page, name)).to_have_count(0)


async def save(page: Page) -> None:
    await page.get_by_role("button", name="Save", exact=True).click()
    await expect(page.get_by_text("Not saved")).to_have_count(0)


async def publish(page: Page, number: int) -> None:
    await page.get_by_role("button", name="Publish").click()
    await page.get_by_role("button", name="Publish now").click()
    live = page.get_by_role("status").filter(has_text=f"Version {number} is")
    await expect(live).to_be_visible()
