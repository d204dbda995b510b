"""Guessing is slow from wherever it comes: a household counts as one, whatever it guesses at."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import httpx
import pytest

from frontdesk.features.accounts.http import attempts
from tests.features.accounts.people import PASSWORD, browser, sign_in
from tests.front_door import InProcessServer, open_server

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.features.accounts.people import Person
    from tests.servers import Servers

MAX_TRIES_PER_ADDRESS = 100


@pytest.fixture(scope="module")
async def behind_proxy(server_programs: Servers) -> AsyncIterator[InProcessServer]:
    """A Frontdesk whose proxy, on this machine, says whom it speaks for."""
    async with open_server(server_programs, TRUSTED_PROXIES="127.0.0.1") as server:
        yield server


@pytest.fixture
def _cheap_guesses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no guess cost what a password costs; all of them are wrong."""

    async def is_password_of(*_: object) -> bool:
        return False

    monkeypatch.setattr(attempts, "is_password_of", is_password_of)


async def test_a_household_has_one_address_however_many_it_writes_from(
    behind_proxy: InProcessServer, olivia: Person
) -> None:
    async with browser(behind_proxy.url) as client:
        within = [
            await _from(client, f"2001:db8:0:7::{number:x}", olivia.email, "a guess")
            for number in range(1, 8)
        ]
        far_end = await _from(client, "2001:db8:0:7:ffff:ffff:ffff:ffff", olivia.email)
        next_door = await _from(client, "2001:db8:0:8::1", olivia.email)

    assert [one.status_code for one in within] == [401] * 5 + [429] * 2
    assert (far_end.status_code, next_door.status_code) == (429, 200)


@pytest.mark.usefixtures("_cheap_guesses")
@pytest.mark.parametrize("address", ["203.0.113.7", "2001:db8:0:9::{:x}"])
async def test_an_address_has_so_many_attempts_for_all_accounts_together(
    behind_proxy: InProcessServer, address: str
) -> None:
    async with browser(behind_proxy.url) as client:
        answers = [
            await _from(client, address.format(number + 1), f"somebody-{number}@people.test", "x")
            for number in range(MAX_TRIES_PER_ADDRESS + 3)
        ]
        elsewhere = await _from(client, "203.0.113.8", "somebody@people.test", "x")

    counted = Counter(answer.status_code for answer in answers)
    assert counted == {401: MAX_TRIES_PER_ADDRESS, 429: 3}
    assert elsewhere.status_code == 401


async def _from(
    client: httpx.AsyncClient, address: str, email: str, password: str = PASSWORD
) -> httpx.Response:
    client.headers["X-Forwarded-For"] = address
    return await sign_in(client, email, password)
