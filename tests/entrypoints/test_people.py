"""Commands about people, typed by whoever runs the installation."""

import re

import asyncpg
import pytest

from frontdesk.entrypoints.demo_people import refuse_public_demo
from frontdesk.entrypoints.unusable import Unusable
from frontdesk.features.accounts import hash_token
from tests.entrypoints.command import typed


async def test_accounts_are_listed_disabled_enabled_given_links_and_projects(
    database_url: str,
) -> None:
    await typed("create-owner grace@shop.test --name Grace --project Shop", database_url)
    await typed("create-owner alan@shop.test --name Alan", database_url)
    connection = await asyncpg.connect(database_url)
    project = await connection.fetchval("select id from projects")

    owner = await typed(f"add-owner Alan@shop.test --project {project}", database_url)
    link = await typed("set-password alan@shop.test", database_url)
    disabled = await typed("disable-user alan@shop.test", database_url)
    listed = await typed("list-users", database_url)
    enabled = await typed("enable-user alan@shop.test", database_url)
    again = await typed("list-users", database_url)

    assert all(one.returncode == 0 for one in (owner, link, disabled, listed, enabled, again))
    found = re.search(r"https://chat.shop.test/password/(\S+)\n", link.stdout)
    assert found, link.stdout
    # Disabling took the link back, too.
    assert await connection.fetchval("select count(*) from password_links") == 0
    assert re.search(rf"alan@shop.test +Alan +disabled .*Shop \({project}, owner\)", listed.stdout)
    assert re.search(r"alan@shop.test +Alan +active", again.stdout)
    await connection.close()


async def test_a_link_is_stored_as_a_hash_and_replaced_by_the_next_one(database_url: str) -> None:
    await typed("create-owner grace@shop.test --name Grace", database_url)

    first = await typed("set-password grace@shop.test", database_url)
    second = await typed("set-password grace@shop.test", database_url)

    connection = await asyncpg.connect(database_url)
    [row] = await connection.fetch("select token_hash from password_links")
    await connection.close()
    tokens = [one.stdout.split()[0].rpartition("/")[2] for one in (first, second)]
    assert row["token_hash"] == hash_token(tokens[1]) != hash_token(tokens[0])


@pytest.mark.parametrize(
    "words", ["set-password", "disable-user", "enable-user", "add-owner --project 1"]
)
async def test_an_address_without_an_account_is_refused_in_a_sentence(
    database_url: str, words: str
) -> None:
    refused = await typed(f"{words} nobody@shop.test", database_url)

    assert refused.returncode == 1
    assert refused.stderr.startswith("frontdesk: No account has this e-mail address.")


async def test_an_easy_password_makes_no_owner(database_url: str) -> None:
    words = "create-owner grace@shop.test --name Grace"

    refused = await typed(words, database_url, password="password123\n")

    assert refused.returncode == 1
    assert "easy to guess" in refused.stderr


@pytest.mark.parametrize(
    "url", ["https://chat.example.com", "http://8.8.8.8:8000", "http://[2a00::1]"]
)
def test_a_demo_is_refused_where_everybody_can_reach_it(url: str) -> None:
    with pytest.raises(Unusable, match="Start without --demo"):
        refuse_public_demo(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost:8000",
        "http://192.168.1.7",
        "http://[::1]:80",
        "http://devbox",
        "http://a.test",
    ],
)
def test_a_demo_may_be_shown_on_ones_own_network(url: str) -> None:
    refuse_public_demo(url)
