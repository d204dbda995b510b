"""A session is over when another begins in its browser, and after 90 days in any case."""

from datetime import timedelta

import httpx
import pytest

from tests.features.accounts.people import PASSWORD, Person, browser, sign_in
from tests.front_door import Door, open_server
from tests.servers import Servers


async def test_signing_in_again_ends_the_session_this_browser_had(
    door: Door, client: httpx.AsyncClient, olivia: Person
) -> None:
    await sign_in(client, olivia.email)
    earlier = client.cookies["frontdesk_session"]

    await sign_in(client, olivia.email)

    now = client.cookies["frontdesk_session"]
    assert await _status(door, earlier) == 401
    assert await _status(door, now) == 200


async def test_somebody_elses_session_in_this_browser_ends_when_one_signs_in(
    door: Door, client: httpx.AsyncClient, olivia: Person, eve: Person
) -> None:
    await sign_in(client, olivia.email)
    olivias = client.cookies["frontdesk_session"]

    await sign_in(client, eve.email)

    assert await _status(door, olivias) == 401


async def test_a_wrong_password_ends_nothing(client: httpx.AsyncClient, olivia: Person) -> None:
    await sign_in(client, olivia.email)

    await sign_in(client, olivia.email, "a guess")

    assert (await client.get("/user/me")).status_code == 200


async def test_signing_in_leaves_other_browsers_signed_in(door: Door, olivia: Person) -> None:
    async with browser(door.server.url) as desk, browser(door.server.url) as phone:
        await sign_in(desk, olivia.email)
        await sign_in(phone, olivia.email)

        assert (await desk.get("/user/me")).status_code == 200


@pytest.mark.parametrize(("age", "days_left"), [(10, 30), (70, 20), (89, 1)])
async def test_a_session_in_use_ends_90_days_after_it_began(
    door: Door, client: httpx.AsyncClient, olivia: Person, age: int, days_left: int
) -> None:
    await sign_in(client, olivia.email)
    await door.rows(
        "update sessions set created_at = now() - make_interval(days => $2),"
        " last_seen_at = now() - interval '1 day' where user_id = $1",
        olivia.id,
        age,
    )

    await client.get("/user/me")

    left = await door.value("select expires_at - now() from sessions where user_id = $1", olivia.id)
    assert timedelta(days=days_left, hours=-1) < left <= timedelta(days=days_left)


async def test_on_https_a_session_is_kept_in_a_cookie_of_this_host_alone(
    server_programs: Servers, olivia: Person
) -> None:
    async with open_server(server_programs, PUBLIC_URL="https://chat.test") as server:
        body = {"email": olivia.email, "password": PASSWORD}
        async with browser(server.url) as client:
            answer = await client.post("/auth/login", json=body)
            cookies = [text.partition(";")[0] for text in answer.headers.get_list("set-cookie")]
            [session] = [one for one in cookies if one.startswith("__Host-frontdesk_session=")]
            client.cookies.clear()
            kept = await client.get("/user/me", headers={"Cookie": session})
            client.cookies.clear()
            plain = session.removeprefix("__Host-")
            planted = await client.get("/user/me", headers={"Cookie": plain})

    assert all(one.startswith("__Host-") for one in cookies)
    assert (kept.status_code, planted.status_code) == (200, 401)


async def _status(door: Door, token: str) -> int:
    async with browser(door.server.url) as client:
        answer = await client.get("/user/me", headers={"Cookie": f"frontdesk_session={token}"})
    return answer.status_code
