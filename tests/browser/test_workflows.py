"""A workflow built, tried and published by hand, with a mouse and without one."""

import json
import re
from pathlib import Path

import pytest
from playwright.async_api import Browser, BrowserContext, expect

from tests.browser.canvas_at_work import (
    choose,
    draw_order_question,
    new_workflow,
    save,
    step,
)
from tests.browser.conftest import NARROW, Site
from tests.browser.test_dashboard_for_everyone import WATCH_POLICY, device_for, violations

pytestmark = pytest.mark.browser

ALAN = "alan@demo.test"


async def test_a_workflow_is_built_tried_and_published_by_hand(
    site: Site, graces_device: BrowserContext
) -> None:
    page = await new_workflow(graces_device, site)
    await draw_order_question(page)

    await page.get_by_role("button", name="Try it").click()
    await page.get_by_label("Messages").fill("hello\nA-17")
    await page.get_by_role("button", name="Run").click()
    trace = page.get_by_role("region", name="What happened")
    await expect(trace).to_contain_text("Welcome! What is your order number?")
    await expect(trace).to_contain_text("Note: Order number: A-17")

    await page.get_by_role("button", name="Publish").click()
    await page.get_by_label("What is new").fill("Asks for the order number")
    await page.get_by_role("button", name="Publish now").click()
    await expect(page.get_by_role("status").filter(has_text="Version 1 is")).to_be_visible()

    await page.reload()
    await expect(step(page, "Greet")).to_be_visible()
    await page.get_by_role("button", name="Versions").click()
    await expect(page.get_by_text("Asks for the order number")).to_be_visible()


async def test_what_is_wrong_is_said_on_the_step_and_keeps_it_from_being_published(
    site: Site, graces_device: BrowserContext
) -> None:
    page = await new_workflow(graces_device, site)
    await choose(page, "Answer")
    await page.get_by_label("Instructions").fill("")

    await expect(step(page, "Answer").get_by_label("Error: Tell the model")).to_be_visible()
    await page.get_by_role("button", name="Publish").click()

    dialog = page.get_by_role("dialog", name="This cannot be published yet")
    await expect(dialog).to_contain_text("Answer: Tell the model what to do here.")


async def test_edits_are_taken_back_and_made_again_with_keys(
    site: Site, graces_device: BrowserContext
) -> None:
    page = await new_workflow(graces_device, site)
    await choose(page, "Hand over")
    await step(page, "Hand over").focus()
    await page.keyboard.press("Delete")
    await expect(step(page, "Hand over")).to_have_count(0)

    await page.keyboard.press("Control+z")
    await expect(step(page, "Hand over")).to_be_visible()
    await page.keyboard.press("Control+Shift+z")
    await expect(step(page, "Hand over")).to_have_count(0)
    await page.keyboard.press("Control+z")

    moved, at_home = step(page, "Hand over"), re.compile(re.escape("translate(-160px, 300px)"))
    await expect(moved).to_have_attribute("style", at_home)
    await moved.focus()
    await page.keyboard.press("Enter")
    await page.keyboard.press("ArrowRight")
    await expect(moved).not_to_have_attribute("style", at_home)
    await page.keyboard.press("Control+z")
    await expect(moved).to_have_attribute("style", at_home)


async def test_all_steps_are_chosen_at_once_and_an_empty_canvas_says_how_to_begin(
    site: Site, graces_device: BrowserContext
) -> None:
    page = await new_workflow(graces_device, site)
    await step(page, "Start").focus()

    await page.keyboard.press("Control+a")
    await page.keyboard.press("Delete")
    await expect(page.locator(".react-flow__node")).to_have_count(0)
    await expect(page.get_by_text("Nothing here yet")).to_be_visible()
    await page.keyboard.press("Control+z")

    await expect(step(page, "Start")).to_be_visible()
    await expect(page.get_by_text("Nothing here yet")).to_have_count(0)


async def test_steps_are_connected_by_dragging(site: Site, graces_device: BrowserContext) -> None:
    page = await new_workflow(graces_device, site)
    await choose(page, "Wants a person?")
    await page.get_by_label("No, then").select_option("")
    await page.get_by_role("button", name="Close").click()
    await expect(page.get_by_role("status").filter(has_text="1 error")).to_be_visible()

    way_out = step(page, "Wants a person?").locator(".source[data-handleid=no]")
    await way_out.drag_to(step(page, "Answer").locator(".target"))

    await expect(page.get_by_role("status").filter(has_text="error")).to_have_count(0)


async def test_unsaved_work_is_not_left_behind_unasked(
    site: Site, graces_device: BrowserContext
) -> None:
    page = await new_workflow(graces_device, site)
    await choose(page, "Answer")
    await page.get_by_label("Instructions").fill("Never lose this.")

    await page.get_by_role("link", name="Inbox").click()
    await expect(page.get_by_role("dialog", name="Leave without saving?")).to_be_visible()
    await page.get_by_role("button", name="Cancel").click()
    await save(page)
    await page.get_by_role("link", name="Inbox").click()

    await expect(page.get_by_role("heading", name="Inbox")).to_be_visible()


async def test_what_somebody_else_saved_is_not_overwritten_unseen(
    site: Site, graces_device: BrowserContext
) -> None:
    page = await new_workflow(graces_device, site)
    other = await graces_device.new_page()
    await other.goto(page.url)
    await choose(other, "Answer")
    await other.get_by_label("Instructions").fill("Theirs.")
    await save(other)

    await choose(page, "Answer")
    await page.get_by_label("Instructions").fill("Mine.")
    await page.get_by_role("button", name="Save", exact=True).click()
    meanwhile = page.get_by_text("Someone else has saved this workflow in the meantime.")
    await expect(meanwhile).to_be_visible()
    await page.get_by_role("button", name="Load theirs").click()

    await choose(page, "Answer")
    await expect(page.get_by_label("Instructions")).to_have_value("Theirs.")


async def test_a_file_goes_out_and_comes_back(
    site: Site, graces_device: BrowserContext, tmp_path: Path
) -> None:
    page = await new_workflow(graces_device, site)
    name = await page.get_by_role("heading", level=2).inner_text()
    await page.get_by_role("button", name="More").click()
    async with page.expect_download() as downloading:
        await page.get_by_role("menuitem", name="Export as a file").click()
    file = tmp_path / "exported.json"
    await (await downloading.value).save_as(file)
    assert json.loads(file.read_text())["format"] == "frontdesk.workflow"

    await page.get_by_role("link", name="All workflows").click()
    await page.get_by_label("Workflow file").set_input_files(file)

    await expect(page.get_by_role("heading", name=f"{name} (2)", exact=True)).to_be_visible()
    await expect(step(page, "Wants a person?")).to_be_visible()


async def test_an_agent_finds_no_workflows(site: Site, alans_device: BrowserContext) -> None:
    page = await alans_device.new_page()
    await site.sign_in(page, ALAN)
    await expect(page.get_by_role("heading", name="Inbox")).to_be_visible()
    await expect(page.get_by_role("link", name="Workflows")).to_have_count(0)

    await page.goto(f"{site.dashboard_url}/projects/1/workflows")

    await expect(page.get_by_text("Workflows are for managers and owners")).to_be_visible()


async def test_on_a_phone_the_settings_cover_the_canvas(
    site: Site, graces_device: BrowserContext
) -> None:
    page = await new_workflow(graces_device, site)
    await page.set_viewport_size(NARROW)

    await choose(page, "Answer")

    panel = page.get_by_role("complementary")
    box = await panel.bounding_box()
    assert box is not None
    assert box["width"] == NARROW["width"]
    await page.get_by_role("button", name="Close").click()
    await expect(panel).to_have_count(0)


@pytest.mark.parametrize("look", ["light", "dark", "narrow", "contrast"])
async def test_axe_finds_nothing_and_the_policy_has_nothing_to_refuse(
    chromium: Browser, site: Site, look: str
) -> None:
    device = await device_for(chromium, look)
    await device.add_init_script(WATCH_POLICY)
    page = await new_workflow(device, site)
    assert await violations(page) == []

    await choose(page, "Wants a person?")
    assert await violations(page) == []
    await page.get_by_role("button", name="Close").click()
    await page.get_by_role("button", name="Try it").click()
    await page.get_by_label("Messages").fill("hello")
    await page.get_by_role("button", name="Run").click()
    await expect(page.get_by_role("region", name="What happened")).to_be_visible()
    assert await violations(page) == []

    await page.get_by_role("link", name="All workflows").click()
    await expect(page.get_by_role("heading", name="Workflows", exact=True)).to_be_visible()
    assert await violations(page) == []
    assert await page.evaluate("window.refusals") == []
    await device.close()
