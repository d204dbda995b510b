"""A forgotten password is replaced by a one-time link from whoever runs the installation."""

from __future__ import annotations

import secrets
from asyncio import gather
from typing import TYPE_CHECKING

import pytest

from frontdesk.features.accounts import hash_token
from tests.features.accounts.people import browser, sign_in

if TYPE_CHECKING:
    import httpx

    from tests.features.accounts.people import Person
    from tests.front_door import Door

NEW_PASSWORD = "another long password"
_INSERT = """
insert into password_links (user_id, token_hash, created_at, expires_at)
values ($1, $2, now(), now() + make_interval(hours => $3))
"""


async def test_a_link_sets_the_password_and_signs_every_device_out(
    door: Door, client: httpx.AsyncClient, olivia: Person
) -> None:
    async with browser(door.server.url) as desk:
        await sign_in(desk, olivia.email)
        token = await _link(door, olivia)

        shown = await client.get(f"/auth/password-links/{token}")
        answer = await _set(client, token)

        assert shown.json()["email"] == olivia.email
        assert answer.status_code == 204
        assert (await desk.get("/user/me")).status_code == 401
    assert (await sign_in(client, olivia.email)).status_code == 401
    assert (await sign_in(client, olivia.email, NEW_PASSWORD)).status_code == 200


async def test_a_link_works_once_for_however_many_at_once(
    door: Door, client: httpx.AsyncClient, olivia: Person
) -> None:
    token = await _link(door, olivia)

    answers = await gather(*(_set(client, token) for _ in range(5)))

    assert sorted(one.status_code for one in answers) == [204, 410, 410, 410, 410]


@pytest.mark.parametrize("fate", ["expired", "disabled", "made up"])
async def test_a_link_that_is_over_sets_nothing(
    door: Door, client: httpx.AsyncClient, olivia: Person, fate: str
) -> None:
    token = await _link(door, olivia, hours=-1 if fate == "expired" else 24)
    if fate == "disabled":
        await door.rows("update users set disabled_at = now() where id = $1", olivia.id)
    if fate == "made up":
        token = f"x{token}"

    shown = await client.get(f"/auth/password-links/{token}")
    answer = await _set(client, token)

    assert {shown.json()["error"]["reason"], answer.json()["error"]["reason"]} == {
        "password_link_over"
    }


async def test_an_easy_password_leaves_the_link_open(
    door: Door, client: httpx.AsyncClient, olivia: Person
) -> None:
    token = await _link(door, olivia)

    refused = await _set(client, token, "password123")

    assert refused.json()["error"]["reason"] == "unsafe_password"
    assert (await _set(client, token)).status_code == 204


async def test_another_site_sets_nobodys_password(
    door: Door, client: httpx.AsyncClient, olivia: Person
) -> None:
    token = await _link(door, olivia)
    client.headers["Origin"] = "https://evil.example"

    assert (await _set(client, token)).status_code == 403


async def _link(door: Door, person: Person, hours: int = 24) -> str:
    token = secrets.token_urlsafe(16)
    await door.rows(_INSERT, person.id, hash_token(token), hours)
    return token


async def _set(
    client: httpx.AsyncClient, token: str, password: str = NEW_PASSWORD
) -> httpx.Response:
    return await client.post(f"/auth/password-links/{token}", json={"password": password})
