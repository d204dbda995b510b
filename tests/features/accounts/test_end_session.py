from datetime import timedelta

import httpx
import pytest

from tests.features.accounts.people import PASSWORD, Person, browser, sign_in
from tests.front_door import Door, Member, Site

NEW_PASSWORD = "another long password"


async def test_signing_out_ends_this_session_and_no_other(door: Door, olivia: Person) -> None:
    async with browser(door.server.url) as desk, browser(door.server.url) as phone:
        await sign_in(desk, olivia.email)
        await sign_in(phone, olivia.email)
        cookie = desk.cookies["frontdesk_session"]

        answer = await desk.post("/auth/logout")

        assert answer.status_code == 204
        assert "frontdesk_session" not in desk.cookies
        desk.cookies["frontdesk_session"] = cookie
        assert (await desk.get("/user/me")).status_code == 401
        assert (await phone.get("/user/me")).status_code == 200


async def test_signing_out_everywhere_ends_every_session(door: Door, olivia: Person) -> None:
    async with browser(door.server.url) as desk, browser(door.server.url) as phone:
        await sign_in(desk, olivia.email)
        await sign_in(phone, olivia.email)

        answer = await desk.post("/auth/logout-all")

        assert answer.status_code == 204
        assert (await phone.get("/user/me")).status_code == 401


async def test_one_sees_ones_own_devices_and_can_end_one(door: Door, olivia: Person) -> None:
    async with browser(door.server.url) as desk, browser(door.server.url) as phone:
        phone.headers["User-Agent"] = "A phone"
        await sign_in(phone, olivia.email)
        await sign_in(desk, olivia.email)

        listed = (await desk.get("/auth/sessions")).json()["data"]
        [other] = [one for one in listed if not one["isCurrent"]]
        ended = await desk.delete(f"/auth/sessions/{other['id']}")

        assert len(listed) == 2
        assert other["userAgent"] == "A phone"
        assert ended.status_code == 204
        assert (await phone.get("/user/me")).status_code == 401
        assert (await desk.get("/user/me")).status_code == 200


async def test_somebody_elses_session_answers_like_one_that_never_was(
    door: Door, olivia: Person, eve: Person
) -> None:
    async with browser(door.server.url) as hers, browser(door.server.url) as eves:
        await sign_in(hers, olivia.email)
        await sign_in(eves, eve.email)
        [session] = (await hers.get("/auth/sessions")).json()["data"]

        foreign = await eves.delete(f"/auth/sessions/{session['id']}")
        imagined = await eves.delete("/auth/sessions/999999999")

        assert foreign.status_code == imagined.status_code == 404
        assert foreign.json() == imagined.json()
        assert (await hers.get("/user/me")).status_code == 200


async def test_a_session_ends_after_thirty_days_without_use(
    door: Door, client: httpx.AsyncClient, olivia: Person
) -> None:
    await sign_in(client, olivia.email)
    await door.rows("update sessions set expires_at = now() where user_id = $1", olivia.id)

    assert (await client.get("/user/me")).status_code == 401


async def test_a_session_in_use_lives_on(
    door: Door, client: httpx.AsyncClient, olivia: Person
) -> None:
    await sign_in(client, olivia.email)
    await door.rows(
        "update sessions set last_seen_at = now() - interval '20 days',"
        " expires_at = now() + interval '10 days' where user_id = $1",
        olivia.id,
    )

    await client.get("/user/me")

    left = "select expires_at - now() from sessions where user_id = $1"
    assert await door.value(left, olivia.id) > timedelta(days=29)


async def test_a_changed_password_ends_all_other_sessions(door: Door, olivia: Person) -> None:
    async with browser(door.server.url) as desk, browser(door.server.url) as thief:
        await sign_in(desk, olivia.email)
        await sign_in(thief, olivia.email)

        answer = await change(desk, PASSWORD, NEW_PASSWORD)

        assert answer.status_code == 204
        assert (await desk.get("/user/me")).status_code == 200
        assert (await thief.get("/user/me")).status_code == 401
        assert (await sign_in(thief, olivia.email)).status_code == 401
        assert (await sign_in(thief, olivia.email, NEW_PASSWORD)).status_code == 200


async def test_a_changed_password_closes_the_open_sockets_of_other_sessions(
    door: Door, demo: Site, olivia: Person
) -> None:
    await door.rows(
        "insert into members (project_id, user_id, role) values ($1, $2, 'owner')",
        demo.id,
        olivia.id,
    )
    async with browser(door.server.url) as desk, browser(door.server.url) as phone:
        await sign_in(phone, olivia.email)
        await sign_in(desk, olivia.email)
        token = phone.cookies["frontdesk_session"]
        dashboard = Member(door.server.url, olivia.id, "Olivia", token, "")
        assert (await dashboard.joins(demo.id))["ok"]

        await change(desk, PASSWORD, NEW_PASSWORD)

        await dashboard.ends()
        await dashboard.close()


async def test_a_password_is_changed_only_by_who_knows_it(
    client: httpx.AsyncClient, olivia: Person
) -> None:
    await sign_in(client, olivia.email)

    answer = await change(client, "not her password", NEW_PASSWORD)

    assert answer.status_code == 400
    assert list(answer.json()["error"]["fields"]) == ["currentPassword"]
    assert (await sign_in(client, olivia.email)).status_code == 200


async def test_a_thief_of_an_open_session_guesses_its_password_five_times(
    client: httpx.AsyncClient, olivia: Person
) -> None:
    await sign_in(client, olivia.email)

    guesses = [await change(client, f"guess {number}", NEW_PASSWORD) for number in range(6)]
    right = await change(client, PASSWORD, NEW_PASSWORD)

    assert [one.status_code for one in guesses] == [400] * 5 + [429]
    assert right.status_code == 429
    assert int(right.headers["Retry-After"]) > 0


@pytest.mark.parametrize("weak", ["", "too short", "x" * 201, "email"])
async def test_a_weak_new_password_is_refused(
    client: httpx.AsyncClient, olivia: Person, weak: str
) -> None:
    await sign_in(client, olivia.email)

    answer = await change(client, PASSWORD, olivia.email.upper() if weak == "email" else weak)

    assert answer.status_code == 400
    assert list(answer.json()["error"]["fields"]) == ["newPassword"]
    assert (await sign_in(client, olivia.email)).status_code == 200


async def change(client: httpx.AsyncClient, current: str, new: str) -> httpx.Response:
    return await client.post(
        "/auth/change-password", json={"currentPassword": current, "newPassword": new}
    )
