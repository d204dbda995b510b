"""Guessing one account is slow from however many addresses, and keeps nobody out of their own."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from frontdesk.features.accounts.http import attempts
from frontdesk.infra.passwords import PasswordPool, TooBusy, argon
from tests.features.accounts.people import PASSWORD, browser, sign_in
from tests.front_door import InProcessServer, open_server

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import httpx

    from tests.features.accounts.people import Person
    from tests.servers import Servers

IN_ALL = 30


@pytest.fixture(scope="module")
async def behind_proxy(server_programs: Servers) -> AsyncIterator[InProcessServer]:
    """A Frontdesk whose proxy, on this machine, says whom it speaks for."""
    async with open_server(server_programs, TRUSTED_PROXIES="127.0.0.1") as server:
        yield server


@pytest.fixture
def _cheap_guesses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a guess cost nothing; the right password is still the right one."""

    async def is_password_of(password_hash: str | None, password: str, _: PasswordPool) -> bool:
        return password_hash is not None and password == PASSWORD

    monkeypatch.setattr(attempts, "is_password_of", is_password_of)


@pytest.mark.usefixtures("_cheap_guesses")
async def test_a_thousand_addresses_have_thirty_guesses_at_one_account(
    behind_proxy: InProcessServer, olivia: Person
) -> None:
    answers = await _attack(behind_proxy, olivia.email)

    assert Counter(one.status_code for one in answers) == {401: IN_ALL, 429: 5}
    assert answers[-1].json()["error"]["reason"] == "sign_in_slowed"
    assert int(answers[-1].headers["Retry-After"]) > 0


@pytest.mark.usefixtures("_cheap_guesses")
async def test_an_account_nobody_has_is_slowed_down_alike(behind_proxy: InProcessServer) -> None:
    answers = await _attack(behind_proxy, "nobody@people.test")

    assert Counter(one.status_code for one in answers) == {401: IN_ALL, 429: 5}


@pytest.mark.usefixtures("_cheap_guesses")
async def test_whoever_signed_in_here_before_passes_while_strangers_guess(
    behind_proxy: InProcessServer, olivia: Person
) -> None:
    async with browser(behind_proxy.url) as hers, browser(behind_proxy.url) as new:
        await sign_in(hers, olivia.email)
        await hers.post("/auth/logout")
        await _attack(behind_proxy, olivia.email)

        known = await sign_in(hers, olivia.email)
        unknown = await sign_in(new, olivia.email)

    assert (known.status_code, unknown.status_code) == (200, 429)


@pytest.mark.usefixtures("_cheap_guesses")
async def test_a_browser_known_for_one_account_is_a_stranger_to_another(
    behind_proxy: InProcessServer, olivia: Person, eve: Person
) -> None:
    async with browser(behind_proxy.url) as eves:
        await sign_in(eves, eve.email)
        await _attack(behind_proxy, olivia.email)

        guess = await sign_in(eves, olivia.email)

    assert guess.status_code == 429


@pytest.mark.usefixtures("_cheap_guesses")
async def test_a_made_up_proof_makes_no_browser_known(
    behind_proxy: InProcessServer, olivia: Person
) -> None:
    await _attack(behind_proxy, olivia.email)

    async with browser(behind_proxy.url) as client:
        client.cookies.set("frontdesk_browser", "number.AAAAAAAAAAAAAAAAAAAAAA.")
        guess = await sign_in(client, olivia.email)

    assert guess.status_code == 429


@pytest.mark.usefixtures("_cheap_guesses")
async def test_a_known_browser_guesses_five_times(
    behind_proxy: InProcessServer, olivia: Person
) -> None:
    async with browser(behind_proxy.url) as thief:
        await sign_in(thief, olivia.email)
        guesses = [await sign_in(thief, olivia.email, f"guess {number}") for number in range(6)]

    assert [one.status_code for one in guesses] == [401] * 5 + [429]


async def test_strangers_who_fill_their_lane_do_not_hold_up_a_known_browser(
    behind_proxy: InProcessServer, olivia: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with browser(behind_proxy.url) as hers, browser(behind_proxy.url) as new:
        await sign_in(hers, olivia.email)
        monkeypatch.setattr(attempts, "UNKNOWN_BROWSERS", PasswordPool("full", threads=1, places=0))

        known = await sign_in(hers, olivia.email)
        refused = [await sign_in(new, olivia.email) for _ in range(7)]

    assert known.status_code == 200
    # That nobody looked at the password counts as no attempt.
    assert {one.status_code for one in refused} == {503}
    assert refused[0].json()["error"]["reason"] == "sign_in_busy"


async def test_a_lane_has_places_again_when_work_is_done() -> None:
    pool = PasswordPool("test", threads=1, places=1)

    first = await pool.run(argon._verify, "no hash", "x")  # noqa: SLF001  # some work
    second = await pool.run(len, "four")

    assert (first, second) == (False, 4)
    with pytest.raises(TooBusy):
        await PasswordPool("none", threads=1, places=0).run(len, "four")


async def _attack(server: InProcessServer, email: str) -> list[httpx.Response]:
    async with browser(server.url) as client:
        answers = []
        for number in range(IN_ALL + 5):
            client.headers["X-Forwarded-For"] = f"203.0.113.{number}"
            answers.append(await sign_in(client, email, f"guess {number}"))
        return answers
