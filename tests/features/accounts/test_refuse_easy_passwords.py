"""Common passwords, and what everybody knows of the account, are refused wherever one is set."""

import httpx
import pytest

from frontdesk.infra.passwords import is_easy_to_guess
from tests.features.accounts.people import PASSWORD, Person, sign_in

EASY = ["password123", "qwertyuiop", "P@ssw0rd2026", "1234567890", "iloveyou12", "Summer2026!"]
HARD = [PASSWORD, "a sentence only Grace knows", "xk7!pLq2#vRt", "четыре слова без смысла"]


@pytest.mark.parametrize("password", EASY)
async def test_a_common_password_is_easy_to_guess(password: str) -> None:
    assert await is_easy_to_guess(password, ())


@pytest.mark.parametrize("password", HARD)
async def test_a_few_words_are_hard_to_guess(password: str) -> None:
    assert not await is_easy_to_guess(password, ())


@pytest.mark.parametrize("password", ["northwind2026", "graceokafor", "frontdesk1"])
async def test_what_everybody_knows_of_the_account_is_easy_to_guess(password: str) -> None:
    about = ("grace@northwind.example", "graceokafor")

    assert await is_easy_to_guess(password, about)


async def test_a_long_password_takes_no_long_time_to_judge() -> None:
    assert not await is_easy_to_guess("$4@50|1!" * 25, ())


async def test_an_easy_new_password_is_refused_at_its_field(
    client: httpx.AsyncClient, olivia: Person
) -> None:
    await sign_in(client, olivia.email)

    answer = await client.post(
        "/auth/change-password", json={"currentPassword": PASSWORD, "newPassword": "password123"}
    )

    assert answer.status_code == 400
    error = answer.json()["error"]
    assert error["reason"] == "unsafe_password"
    assert "easy to guess" in error["fields"]["newPassword"]
    assert (await sign_in(client, olivia.email)).status_code == 200
