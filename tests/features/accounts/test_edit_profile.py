import httpx
import pytest

from tests.features.accounts.people import Person, sign_in

NOT_NAMES = ["", "   ", "\u200b\u200b", "\u202e", "a\nb", "x" * 121, 7, None]
NOT_PICTURES = [
    "javascript:alert(1)",
    "data:image/svg+xml,<svg/>",
    "http://example.com/a.png",
    "https://",
    "https://user@example.com/a.png",
    "https://example.com/<script>",
    "/a.png",
    "https://example.com:99999/",
    "x" * 2_049,
    "",
    5,
]
NOT_ONES_OWN = [
    {"id": 1},
    {"email": "new@people.test"},
    {"role": "owner"},
    {"isAdmin": True},
    {"passwordHash": "x"},
    {"__proto__": {}},
]


@pytest.fixture
async def signed_in(client: httpx.AsyncClient, olivia: Person) -> httpx.AsyncClient:
    await sign_in(client, olivia.email)
    return client


async def test_one_can_change_name_and_picture(signed_in: httpx.AsyncClient) -> None:
    answer = await signed_in.patch(
        "/user/me", json={"name": " Olívia 🦉 ", "avatarUrl": "https://example.com/o.png"}
    )

    assert answer.status_code == 200
    assert answer.json()["name"] == "Olívia 🦉"
    assert (await signed_in.get("/user/me")).json() == answer.json()


async def test_what_is_not_named_stays(signed_in: httpx.AsyncClient) -> None:
    await signed_in.patch("/user/me", json={"avatarUrl": "https://example.com/o.png"})

    renamed = await signed_in.patch("/user/me", json={"name": "Liv"})
    cleared = await signed_in.patch("/user/me", json={"avatarUrl": None})

    assert renamed.json()["avatarUrl"] == "https://example.com/o.png"
    assert cleared.json()["avatarUrl"] is None
    assert cleared.json()["name"] == "Liv"


@pytest.mark.parametrize("name", NOT_NAMES, ids=ascii)
async def test_a_name_shows_something(signed_in: httpx.AsyncClient, name: object) -> None:
    await refuses(signed_in, {"name": name})


@pytest.mark.parametrize("url", NOT_PICTURES, ids=lambda url: str(url)[:40])
async def test_a_picture_comes_from_a_web_server(signed_in: httpx.AsyncClient, url: object) -> None:
    await refuses(signed_in, {"avatarUrl": url})


@pytest.mark.parametrize("patch", NOT_ONES_OWN, ids=str)
async def test_nothing_else_can_be_assigned(
    signed_in: httpx.AsyncClient, patch: dict[str, object]
) -> None:
    await refuses(signed_in, patch)


async def refuses(client: httpx.AsyncClient, patch: dict[str, object]) -> None:
    before = (await client.get("/user/me")).json()
    answer = await client.patch("/user/me", json=patch)
    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == "invalid"
    assert (await client.get("/user/me")).json() == before
