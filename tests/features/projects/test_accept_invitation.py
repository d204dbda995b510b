import hashlib
import secrets
from asyncio import gather
from collections import Counter
from collections.abc import AsyncIterator

import httpx
import pytest

from tests.front_door import Door, Member, Site
from tests.http_client import http_client

PASSWORD = "a long password"


@pytest.fixture
async def stranger(door: Door) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody without an account, who was sent a link."""
    async with http_client(base_url=f"{door.server.url}/api/v1", timeout=30) as client:
        yield client


def nina(email: str | None = None) -> dict[str, str]:
    """What Nina gives to join; her address is new each time."""
    email = email or f"nina-{secrets.token_hex(6)}@people.test"
    return {"email": email, "name": "Nina", "password": PASSWORD}


async def invite(owner: Member, site: Site, **offer: object) -> str:
    answer = await owner.http.post(
        f"/projects/{site.id}/invitations", json={"role": "agent", **offer}
    )
    assert answer.status_code == 201, answer.text
    token: str = answer.json()["url"].rpartition("/invite/")[2]
    return token


async def accept(
    client: httpx.AsyncClient, token: str, body: dict[str, str] | None = None
) -> httpx.Response:
    return await client.post(f"/invitations/{token}/accept", json=body or {})


async def test_a_new_person_joins_and_is_signed_in(
    demo: Site, olivia: Member, stranger: httpx.AsyncClient
) -> None:
    token = await invite(olivia, demo, role="manager")
    preview = (await stranger.get(f"/invitations/{token}")).json()

    answer = await accept(stranger, token, nina())

    assert (preview["projectName"], preview["role"]) == ("Demo", "manager")
    assert preview["invitedByName"] == "Olivia"
    assert answer.status_code == 200
    assert answer.json()["projectId"] == demo.id
    shown = await stranger.get(f"/projects/{demo.id}")
    assert shown.json()["role"] == "manager"
    session = (await stranger.get("/auth/session")).json()
    assert session["csrfToken"] == answer.json()["csrfToken"]


async def test_somebody_with_an_account_joins_with_it(
    demo: Site, olivia: Member, mallory: Member
) -> None:
    token = await invite(olivia, demo)

    answer = await accept(mallory.http, token)

    assert answer.status_code == 200
    assert (await mallory.http.get(f"/projects/{demo.id}")).json()["role"] == "agent"


async def test_fifty_who_accept_at_once_find_one_place(
    door: Door, demo: Site, olivia: Member, stranger: httpx.AsyncClient
) -> None:
    token = await invite(olivia, demo)

    answers = await gather(*(accept(stranger, token, nina()) for _ in range(50)))

    assert Counter(answer.status_code for answer in answers) == {200: 1, 410: 49}
    assert await door.value("select count(*) from members where project_id = $1", demo.id) == 2


async def test_one_who_accepts_fifty_times_at_once_joins_once(
    demo: Site, olivia: Member, mallory: Member
) -> None:
    token = await invite(olivia, demo)

    answers = await gather(*(accept(mallory.http, token) for _ in range(50)))

    assert Counter(answer.status_code for answer in answers) == {200: 1, 410: 49}


async def test_a_used_link_opens_nothing_more(
    demo: Site, olivia: Member, mallory: Member, stranger: httpx.AsyncClient
) -> None:
    token = await invite(olivia, demo)
    await accept(mallory.http, token)

    assert (await accept(stranger, token, nina())).status_code == 410
    assert (await stranger.get(f"/invitations/{token}")).status_code == 410


async def test_a_revoked_link_opens_nothing(demo: Site, olivia: Member, mallory: Member) -> None:
    token = await invite(olivia, demo)
    address = f"/projects/{demo.id}/invitations"
    [listed] = (await olivia.http.get(address)).json()["data"]

    revoked = await olivia.http.delete(f"{address}/{listed['id']}")

    assert revoked.status_code == 204
    assert (await accept(mallory.http, token)).status_code == 410
    assert (await olivia.http.get(address)).json()["data"] == []
    assert (await olivia.http.delete(f"{address}/{listed['id']}")).status_code == 404


async def test_a_link_ends_after_its_days(
    door: Door, demo: Site, olivia: Member, mallory: Member
) -> None:
    token = await invite(olivia, demo)
    await door.rows("update invitations set expires_at = now() where project_id = $1", demo.id)

    assert (await accept(mallory.http, token)).status_code == 410


@pytest.mark.parametrize("token", ["x", "a" * 43, "%00", "..%2f..", "' or 1=1 --", "é"])
async def test_a_made_up_link_is_not_found(
    stranger: httpx.AsyncClient, mallory: Member, token: str
) -> None:
    assert (await stranger.get(f"/invitations/{token}")).status_code == 404
    assert (await accept(stranger, token, nina())).status_code == 404
    assert (await accept(mallory.http, token)).status_code == 404


async def test_what_is_stored_of_a_link_opens_nothing(
    door: Door, demo: Site, olivia: Member
) -> None:
    token = await invite(olivia, demo)

    stored = await door.row("select * from invitations where project_id = $1", demo.id)
    assert stored["token_hash"] == hashlib.sha256(token.encode()).digest()
    assert token not in str(stored)


async def test_a_link_for_one_address_is_for_no_other(
    door: Door, demo: Site, olivia: Member, mallory: Member, stranger: httpx.AsyncClient
) -> None:
    email = f"nina-{secrets.token_hex(4)}@people.test"
    token = await invite(olivia, demo, email=email.upper())

    assert (await accept(mallory.http, token)).status_code == 403
    assert (await accept(stranger, token, nina())).status_code == 403
    assert await door.value("select count(*) from members where project_id = $1", demo.id) == 1
    joined = await accept(stranger, token, {"name": "Nina", "password": PASSWORD})
    assert joined.json()["user"]["email"] == email


async def test_an_address_with_an_account_signs_in_instead(
    door: Door, demo: Site, olivia: Member, mallory: Member, stranger: httpx.AsyncClient
) -> None:
    token = await invite(olivia, demo)
    taken = await door.value("select email from users where id = $1", mallory.id)

    answer = await accept(stranger, token, nina(taken))

    assert answer.status_code == 409
    assert list(answer.json()["error"]["fields"]) == ["email"]
    assert (await accept(mallory.http, token)).status_code == 200


async def test_a_member_cannot_take_a_second_place(demo: Site, olivia: Member) -> None:
    token = await invite(olivia, demo)

    assert (await accept(olivia.http, token)).status_code == 409
    assert (await olivia.http.get(f"/projects/{demo.id}")).json()["role"] == "owner"


@pytest.mark.parametrize(
    "wrong",
    [
        {"password": "short"},
        {"password": "nina@people.test"},
        {"name": "\u200b"},
        {"email": "no address"},
        {"email": "nina@people.test\r\nBcc: x@y.test"},
        {"name": None},
        {"role": "owner"},
        {"projectId": 1},
    ],
    ids=str,
)
async def test_a_wrong_answer_does_not_use_the_link_up(
    demo: Site,
    olivia: Member,
    mallory: Member,
    stranger: httpx.AsyncClient,
    wrong: dict[str, str],
) -> None:
    token = await invite(olivia, demo)

    answer = await accept(stranger, token, {**nina("nina@people.test"), **wrong})

    assert answer.status_code == 400
    assert set(answer.json()["error"].get("fields", wrong)) == set(wrong)
    assert (await accept(mallory.http, token)).status_code == 200


async def test_a_page_elsewhere_cannot_accept_in_ones_name(
    door: Door, demo: Site, olivia: Member, mallory: Member, stranger: httpx.AsyncClient
) -> None:
    token = await invite(olivia, demo)
    cookie = {"Cookie": mallory.cookie}

    plain = await stranger.post(f"/invitations/{token}/accept", json={}, headers=cookie)
    foreign = await mallory.http.post(
        f"/invitations/{token}/accept", json={}, headers={"Origin": "https://evil.example"}
    )

    assert (plain.status_code, foreign.status_code) == (403, 403)
    assert await door.value("select count(*) from members where project_id = $1", demo.id) == 1


async def test_an_invitation_asked_for_twice_with_one_key_is_one_invitation(
    demo: Site, olivia: Member, mallory: Member
) -> None:
    headers = {"Idempotency-Key": "invite-1"}
    address = f"/projects/{demo.id}/invitations"

    answers = await gather(
        *(olivia.http.post(address, json={"role": "agent"}, headers=headers) for _ in range(5))
    )

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["url"] for answer in answers}) == 1
    token = answers[0].json()["url"].rpartition("/")[2]
    assert (await accept(mallory.http, token)).status_code == 200
