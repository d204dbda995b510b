"""Versions of a workflow, and trying one before it becomes one."""

import pytest
from playwright.async_api import BrowserContext, expect

from tests.browser.canvas_at_work import choose, new_workflow, publish
from tests.browser.conftest import Site

pytestmark = pytest.mark.browser


async def test_an_older_version_comes_back_and_the_difference_is_shown(
    site: Site, graces_device: BrowserContext
) -> None:
    page = await new_workflow(graces_device, site)
    await publish(page, 1)
    await choose(page, "Answer")
    await page.get_by_label("Instructions").fill("Answer in one sentence.")
    await publish(page, 2)

    await page.get_by_role("button", name="Close").click()
    await page.get_by_role("button", name="Versions").click()
    await page.get_by_role("button", name="Show changes").first.click()
    await expect(page.get_by_text("Answer: instructions")).to_be_visible()
    await page.get_by_role("button", name="Roll back").click()
    await page.get_by_role("dialog").get_by_role("button", name="Roll back").click()

    await expect(page.get_by_role("status").filter(has_text="Version 3 is")).to_be_visible()
    await choose(page, "Answer")
    await expect(page.get_by_label("Instructions")).to_have_value("Answer in one sentence.")


async def test_a_workflow_is_taken_out_of_use_and_back_into_it(
    site: Site, graces_device: BrowserContext
) -> None:
    page = await new_workflow(graces_device, site)
    await publish(page, 1)

    await page.get_by_role("button", name="More", exact=True).click()
    await page.get_by_role("menuitem", name="Unpublish").click()
    dialog = page.get_by_role("dialog", name="Take this workflow out of use?")
    await expect(dialog).to_contain_text("finish on the version they started with")
    await dialog.get_by_role("button", name="Unpublish").click()
    await expect(page.get_by_role("status").filter(has_text="Not live")).to_be_visible()
    await page.reload()
    await expect(page.get_by_role("status").filter(has_text="Not live")).to_be_visible()
    await page.get_by_role("button", name="More", exact=True).click()
    await expect(page.get_by_role("menuitem", name="Rename")).to_be_visible()
    await expect(page.get_by_role("menuitem", name="Unpublish")).to_have_count(0)
    await page.keyboard.press("Escape")

    await publish(page, 2)


async def test_a_dry_run_asks_the_models_or_nobody_as_the_author_says(
    site: Site, graces_device: BrowserContext
) -> None:
    page = await new_workflow(graces_device, site)
    await page.get_by_role("button", name="Try it").click()
    await page.get_by_label("Messages").fill("Where is my lamp?")
    await page.get_by_role("button", name="Run", exact=True).click()
    trace = page.get_by_role("region", name="What happened")
    await expect(trace).to_contain_text("Done · 1 message")
    await expect(trace).to_contain_text("I do not know that for certain")
    await expect(trace).to_contain_text("model: answer")

    await page.get_by_label("Who answers").select_option(label="No one: without models")
    await page.get_by_role("button", name="Run", exact=True).click()

    await expect(trace).to_contain_text("Here the model answers")
    await expect(trace).to_contain_text("stand-in: answer")
