"""Accounts as their owners use them: a second factor, a forgotten password, somebody who left."""

import subprocess
import sys

import asyncpg
import msgspec
import pyotp
import pytest
from playwright.async_api import BrowserContext, Page, expect

from tests.browser.conftest import Site
from tests.browser.people_at_work import ALAN, GRACE, OWNER

pytestmark = pytest.mark.browser

NEW_PASSWORD = "a longer sentence than before"


async def test_a_second_factor_is_set_up_and_asked_for_at_the_next_sign_in(
    own_site: Site, graces_device: BrowserContext, adas_device: BrowserContext
) -> None:
    page = await settings(graces_device, own_site, GRACE, "security")
    await page.get_by_role("button", name="Set up a second factor").click()
    await expect(page.get_by_role("img", name="QR code of your secret")).to_be_visible()
    app = pyotp.TOTP(await page.get_by_role("dialog").locator("code").inner_text())
    await page.get_by_label("Code from your app").fill("000000")
    await page.get_by_role("button", name="Switch on").click()
    await expect(page.get_by_text("This code is wrong").first).to_be_visible()
    await page.get_by_label("Code from your app").fill(app.now())
    await page.get_by_role("button", name="Switch on").click()
    codes = (await page.get_by_role("dialog").locator("pre").inner_text()).split()
    await page.get_by_role("button", name="I have kept them").click()
    await expect(page.get_by_text("10 recovery codes are left.")).to_be_visible()

    elsewhere = await adas_device.new_page()
    await own_site.sign_in(elsewhere, GRACE)
    await elsewhere.get_by_label("Code from your app").fill(codes[0])
    await elsewhere.get_by_role("button", name="Sign in").click()

    await expect(elsewhere.get_by_role("heading", name="Inbox")).to_be_visible()


async def test_an_owner_deactivates_somebody_and_takes_it_back(
    own_site: Site, graces_device: BrowserContext, alans_device: BrowserContext
) -> None:
    alan = await alans_device.new_page()
    await own_site.sign_in(alan, ALAN)
    await expect(alan.get_by_role("heading", name="Inbox")).to_be_visible()
    owner = await settings(graces_device, own_site, OWNER, "members")

    await owner.get_by_role("button", name="Deactivate Alan Reyes").click()
    await owner.get_by_role("button", name="Deactivate account").click()

    await expect(owner.get_by_text("deactivated", exact=True)).to_be_visible()
    await alan.reload()
    await expect(alan.get_by_role("button", name="Sign in")).to_be_visible()
    await owner.get_by_role("button", name="Activate Alan Reyes").click()
    await expect(owner.get_by_text("deactivated", exact=True)).to_have_count(0)


async def test_what_changes_rights_asks_for_the_password_and_goes_on(
    own_site: Site, graces_device: BrowserContext
) -> None:
    owner = await settings(graces_device, own_site, OWNER, "members")
    await _forget_proofs(own_site)

    await owner.get_by_role("button", name="Invite someone").click()
    await owner.get_by_role("button", name="Create link").click()
    dialog = owner.get_by_role("dialog", name="Enter your password again")
    await dialog.get_by_label("Your password").fill("not it")
    await dialog.get_by_role("button", name="Continue").click()
    await expect(dialog.get_by_text("This is not your current password.").first).to_be_visible()
    await dialog.get_by_label("Your password").fill("frontdesk-demo")
    await dialog.get_by_role("button", name="Continue").click()

    await expect(dialog).to_have_count(0)
    await expect(owner.get_by_role("dialog").locator("pre")).to_contain_text("/invite/")


async def test_a_forgotten_password_is_set_by_a_link(
    own_site: Site, graces_device: BrowserContext
) -> None:
    link = set_password_link(own_site)
    page = await graces_device.new_page()
    await page.goto(link)
    await expect(page.get_by_text(GRACE)).to_be_visible()
    await page.get_by_label("Password", exact=True).fill("password123")
    await page.get_by_role("button", name="Set password").click()
    await expect(page.get_by_text("easy to guess").first).to_be_visible()
    await page.get_by_label("Password", exact=True).fill(NEW_PASSWORD)
    await page.get_by_role("button", name="Set password").click()
    await page.get_by_role("button", name="Sign in").click()
    await page.get_by_label("E-mail").fill(GRACE)
    await page.get_by_label("Password", exact=True).fill(NEW_PASSWORD)
    await page.get_by_role("button", name="Sign in").click()

    await expect(page.get_by_role("heading", name="Inbox")).to_be_visible()


def set_password_link(site: Site) -> str:
    """Ask for a link in another terminal, as whoever runs the installation does."""
    printed = subprocess.run(
        [
            *(sys.executable, "-m", "frontdesk.entrypoints.cli", "set-password", GRACE),
            *("--data-dir", str(site.up.data_dir)),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    return printed.stdout.split()[0]


async def settings(device: BrowserContext, site: Site, email: str, page_name: str) -> Page:
    page = await device.new_page()
    await site.sign_in(page, email)
    await expect(page.get_by_role("heading", name="Inbox")).to_be_visible()
    await page.goto(f"{site.dashboard_url}/projects/1/settings/{page_name}")
    return page


async def _forget_proofs(site: Site) -> None:
    """Ten minutes pass."""
    kept = msgspec.json.decode((site.up.data_dir / "environment.json").read_bytes())
    connection = await asyncpg.connect(kept["DATABASE_URL"])
    await connection.execute("update sessions set proved_at = now() - interval '11 minutes'")
    await connection.close()
