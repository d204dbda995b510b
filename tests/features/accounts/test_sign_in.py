import hashlib
from asyncio import gather
from collections import Counter

import httpx
import pytest

from frontdesk.infra.passwords import argon
from tests.features.accounts.people import PASSWORD, Person, sign_in
from tests.front_door import Door
from tests.http_client import http_client

NOT_STRINGS = [None, 1, 1.5, True, [], {}, {"$ne": ""}, ["a@b.test"]]

NOT_JSON = {
    "a NUL": b'{"email": "a\\u0000b@x.test", "password": "p"}',
    "half a character": b'{"email": "\\ud800@x.test", "password": "p"}',
    "not a number": b'{"email": NaN, "password": "p"}',
    "infinity": b'{"email": 1e400, "password": "p"}',
    "deep": b'{"email": ' + b"[" * 1100 + b"]" * 1100 + b"}",
    "long number": b'{"email": ' + b"1" * 4301 + b"}",
    "half of it": b'{"email": "a@x.test"',
    "no object": b'"email"',
    "nothing": b"",
    "not text": b'{"email": "\xff\xfe", "password": "p"}',
}


async def sessions_of(door: Door, person: Person) -> int:
    count: int = await door.value("select count(*) from sessions where user_id = $1", person.id)
    return count


async def test_the_right_password_opens_a_session(
    door: Door, client: httpx.AsyncClient, olivia: Person
) -> None:
    answer = await sign_in(client, olivia.email)

    assert answer.status_code == 200
    assert answer.json()["user"]["name"] == "Olivia"
    shown = await client.get("/auth/session")
    assert shown.json() == answer.json()
    assert await sessions_of(door, olivia) == 1


async def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(
    client: httpx.AsyncClient, olivia: Person
) -> None:
    answer = await sign_in(client, olivia.email)

    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith("frontdesk_session=")
    assert "httponly" in cookie
    assert "samesite=lax" in cookie


async def test_what_is_stored_opens_no_door(
    door: Door, client: httpx.AsyncClient, olivia: Person
) -> None:
    await sign_in(client, olivia.email)

    stored = await door.value("select token_hash from sessions where user_id = $1", olivia.id)
    assert stored == hashlib.sha256(client.cookies["frontdesk_session"].encode()).digest()
    client.cookies.clear()
    stolen = {"Cookie": f"frontdesk_session={stored.hex()}"}
    assert (await client.get("/auth/session", headers=stolen)).status_code == 401


async def test_an_address_is_the_same_in_capitals(
    client: httpx.AsyncClient, olivia: Person
) -> None:
    assert (await sign_in(client, f" {olivia.email.upper()} ")).status_code == 200


async def test_a_stranger_hears_what_somebody_with_a_wrong_password_hears(
    door: Door, client: httpx.AsyncClient, olivia: Person
) -> None:
    wrong = await sign_in(client, olivia.email, "not her password")
    unknown = await sign_in(client, f"x{olivia.email}", "not her password")

    assert wrong.status_code == unknown.status_code == 401
    assert wrong.json() == unknown.json()
    assert await sessions_of(door, olivia) == 0


async def test_an_unknown_address_costs_as_much_work_as_a_known_one(
    client: httpx.AsyncClient, olivia: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[str] = []
    verify = argon._verify  # noqa: SLF001  # counting the work says more than a stopwatch

    def counting(password_hash: str, password: str) -> bool:
        checked.append(password_hash.rpartition("$")[0].rpartition("$")[0])
        return verify(password_hash, password)

    monkeypatch.setattr(argon, "_verify", counting)

    await sign_in(client, olivia.email, "not her password")
    await sign_in(client, f"x{olivia.email}", "not her password")

    assert len(checked) == 2
    assert checked[0] == checked[1]


@pytest.mark.parametrize("value", NOT_STRINGS, ids=repr)
@pytest.mark.parametrize("field", ["email", "password"])
async def test_only_strings_are_taken_for_an_address_and_a_password(
    door: Door, client: httpx.AsyncClient, olivia: Person, field: str, value: object
) -> None:
    body = {"email": olivia.email, "password": PASSWORD, field: value}

    answer = await client.post("/auth/login", json=body)

    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == "invalid"
    assert await sessions_of(door, olivia) == 0


@pytest.mark.parametrize("body", NOT_JSON.values(), ids=NOT_JSON)
async def test_what_is_not_plain_json_is_refused(client: httpx.AsyncClient, body: bytes) -> None:
    answer = await client.post(
        "/auth/login", content=body, headers={"Content-Type": "application/json"}
    )

    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == "invalid"


async def test_a_body_of_a_megabyte_is_too_long(client: httpx.AsyncClient) -> None:
    answer = await client.post("/auth/login", json={"email": "a" * 1_000_000, "password": "p"})

    assert answer.status_code == 413
    assert answer.json()["error"]["code"] == "too_long"


async def test_a_form_on_another_site_cannot_sign_anybody_in(
    door: Door, client: httpx.AsyncClient, olivia: Person
) -> None:
    body = f'{{"email": "{olivia.email}", "password": "{PASSWORD}"}}'

    form = await client.post("/auth/login", content=body, headers={"Content-Type": "text/plain"})
    script = await client.post(
        "/auth/login",
        content=body,
        headers={"Content-Type": "application/json", "Origin": "https://evil.example"},
    )

    assert form.status_code == 400
    assert script.status_code == 403
    assert await sessions_of(door, olivia) == 0


async def test_after_five_wrong_attempts_even_the_right_password_has_to_wait(
    client: httpx.AsyncClient, olivia: Person, eve: Person
) -> None:
    wrong = [await sign_in(client, olivia.email, f"wrong guess {n}") for n in range(5)]

    right = await sign_in(client, olivia.email)

    assert [answer.status_code for answer in wrong] == [401] * 5
    assert right.status_code == 429
    assert right.json()["error"]["code"] == "rate_limited"
    assert 0 < int(right.headers["retry-after"]) <= 300
    assert (await sign_in(client, eve.email)).status_code == 200


async def test_a_hundred_guesses_at_once_are_five_guesses(
    client: httpx.AsyncClient, olivia: Person
) -> None:
    answers = await gather(*(sign_in(client, olivia.email, f"guess {n}") for n in range(100)))

    assert Counter(answer.status_code for answer in answers) == {401: 5, 429: 95}


async def test_a_guesser_locks_nobody_out_who_signs_in_from_elsewhere(
    door: Door, client: httpx.AsyncClient, olivia: Person
) -> None:
    """On a machine of one's own every address of 127.0.0.0/8 is another neighbour."""
    for _ in range(6):
        guessed = await sign_in(client, olivia.email, "a guess")
    transport = httpx.AsyncHTTPTransport(local_address="127.0.0.2")
    base = f"{door.server.url}/api/v1"

    async with http_client(base_url=base, transport=transport, timeout=20) as elsewhere:
        assert guessed.status_code == 429
        assert (await sign_in(elsewhere, olivia.email)).status_code == 200
        assert (await sign_in(client, olivia.email)).status_code == 429


async def test_a_made_up_forwarding_header_gives_no_fresh_attempts(
    client: httpx.AsyncClient, olivia: Person
) -> None:
    for number in range(5):
        client.headers["X-Forwarded-For"] = f"203.0.113.{number}"
        await sign_in(client, olivia.email, "a wrong guess")

    client.headers["X-Forwarded-For"] = "203.0.113.99"
    assert (await sign_in(client, olivia.email)).status_code == 429


async def test_signing_in_often_is_no_wrong_try(client: httpx.AsyncClient, olivia: Person) -> None:
    answers = [await sign_in(client, olivia.email) for _ in range(7)]

    assert {answer.status_code for answer in answers} == {200}
