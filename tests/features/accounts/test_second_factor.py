"""A second factor: set up with an app, asked for at sign-in, each code good for once."""

from __future__ import annotations

from asyncio import gather
from typing import TYPE_CHECKING

import pyotp
import pytest

from tests.features.accounts.people import PASSWORD, browser, sign_in

if TYPE_CHECKING:
    import httpx

    from tests.features.accounts.people import Person
    from tests.front_door import Door


async def test_a_code_of_the_app_is_asked_for_at_sign_in(
    door: Door, client: httpx.AsyncClient, olivia: Person
) -> None:
    app, _ = await _set_up(client, olivia)
    await _forget_used(door, olivia)

    async with browser(door.server.url) as phone:
        without = await sign_in(phone, olivia.email)
        wrong = await _with_code(phone, olivia, "000000")
        right = await _with_code(phone, olivia, app.now())

    assert without.json()["error"]["reason"] == "second_factor_needed"
    assert wrong.json()["error"]["reason"] == "wrong_code"
    assert right.status_code == 200
    assert right.json()["user"]["hasSecondFactor"]


async def test_the_code_alone_opens_nothing(
    door: Door, client: httpx.AsyncClient, olivia: Person
) -> None:
    app, _ = await _set_up(client, olivia)

    async with browser(door.server.url) as thief:
        answer = await _with_code(thief, olivia, app.now(), "not her password")

    assert answer.json()["error"]["reason"] == "wrong_credentials"


async def test_a_code_signs_in_once_however_many_try_at_once(
    door: Door, client: httpx.AsyncClient, olivia: Person
) -> None:
    app, _ = await _set_up(client, olivia)
    await _forget_used(door, olivia)
    code = app.now()

    async with browser(door.server.url) as phone:
        answers = await gather(*(_with_code(phone, olivia, code) for _ in range(4)))
        later = await _with_code(phone, olivia, code)

    assert sorted(one.status_code for one in answers) == [200, 400, 400, 400]
    assert later.json()["error"]["reason"] == "wrong_code"


async def test_a_recovery_code_signs_in_once(
    door: Door, client: httpx.AsyncClient, olivia: Person
) -> None:
    _, codes = await _set_up(client, olivia)

    async with browser(door.server.url) as phone:
        first = await _with_code(phone, olivia, f" {codes[0].upper()} ")
        second = await _with_code(phone, olivia, codes[0])

    assert len(set(codes)) == 10
    assert (first.status_code, second.status_code) == (200, 400)
    left = (await client.get("/user/second-factor")).json()["recoveryCodesLeft"]
    assert left == 9


async def test_new_recovery_codes_replace_the_old_ones(
    door: Door, client: httpx.AsyncClient, olivia: Person
) -> None:
    _, old = await _set_up(client, olivia)

    new = (await client.post("/user/second-factor/recovery-codes")).json()["codes"]

    async with browser(door.server.url) as phone:
        assert (await _with_code(phone, olivia, old[0])).status_code == 400
        assert (await _with_code(phone, olivia, new[0])).status_code == 200


async def test_what_is_stored_makes_no_codes(
    door: Door, client: httpx.AsyncClient, olivia: Person
) -> None:
    app, codes = await _set_up(client, olivia)

    sealed = await door.value("select totp_sealed from users where id = $1", olivia.id)
    hashes = await door.rows("select code_hash from recovery_codes where user_id = $1", olivia.id)

    assert app.secret not in sealed
    plain = {code.replace("-", "").encode() for code in codes}
    assert plain.isdisjoint(row["code_hash"] for row in hashes)


async def test_a_secret_counts_from_when_a_code_of_it_was_confirmed(
    door: Door, client: httpx.AsyncClient, olivia: Person
) -> None:
    await sign_in(client, olivia.email)
    begun = (await client.post("/user/second-factor")).json()

    wrong = await client.post("/user/second-factor/confirm", json={"code": "000000"})

    assert begun["secret"] in begun["address"]
    assert {len(row) for row in begun["qr"]} == {len(begun["qr"])}
    assert wrong.json()["error"]["reason"] == "wrong_code"
    async with browser(door.server.url) as phone:
        assert (await sign_in(phone, olivia.email)).status_code == 200


async def test_a_thief_with_the_password_has_ten_codes_an_hour(
    door: Door, client: httpx.AsyncClient, olivia: Person
) -> None:
    await _set_up(client, olivia)

    async with browser(door.server.url) as thief:
        answers = []
        for number in range(12):
            async for key in door.server.redis.scan_iter("tries:login:*"):
                await door.server.redis.delete(key)
            answers.append(await _with_code(thief, olivia, f"{number:06}"))

    assert [one.status_code for one in answers] == [400] * 10 + [429] * 2


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/user/second-factor"),
        ("DELETE", "/user/second-factor"),
        ("POST", "/user/second-factor/recovery-codes"),
    ],
)
async def test_changing_it_wants_the_password_again(
    door: Door, client: httpx.AsyncClient, olivia: Person, method: str, path: str
) -> None:
    await sign_in(client, olivia.email)
    await door.rows(
        "update sessions set proved_at = now() - interval '1 hour' where user_id = $1", olivia.id
    )

    answer = await client.request(method, path)

    assert answer.json()["error"]["reason"] == "password_needed"


async def test_switched_off_the_password_is_enough(
    door: Door, client: httpx.AsyncClient, olivia: Person
) -> None:
    await _set_up(client, olivia)
    again = await client.post("/user/second-factor")

    off = await client.delete("/user/second-factor")

    assert again.json()["error"]["reason"] == "second_factor_on"
    assert off.is_success
    async with browser(door.server.url) as phone:
        assert (await sign_in(phone, olivia.email)).status_code == 200


async def _set_up(client: httpx.AsyncClient, person: Person) -> tuple[pyotp.TOTP, list[str]]:
    await sign_in(client, person.email)
    begun = (await client.post("/user/second-factor")).json()
    app = pyotp.TOTP(begun["secret"])
    confirmed = await client.post("/user/second-factor/confirm", json={"code": app.now()})
    assert confirmed.status_code == 200, confirmed.json()
    return app, confirmed.json()["codes"]


async def _forget_used(door: Door, person: Person) -> None:
    """The next code would be half a minute away."""
    await door.rows("update users set totp_last_step = 0 where id = $1", person.id)


async def _with_code(
    client: httpx.AsyncClient, person: Person, code: str, password: str = PASSWORD
) -> httpx.Response:
    body = {"email": person.email, "password": password, "code": code}
    return await client.post("/auth/login", json=body)
