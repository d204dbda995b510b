"""Every write with a cookie is deliberate: the list comes from the application itself."""

import re
from collections.abc import Iterator

import pytest

from tests.features.accounts.people import browser
from tests.front_door import Door, Member, Site
from tests.http_client import http_client

# Doors that open to people without a session; they have tests of their own.
OPEN = (
    *(
        "/auth/login",
        "/auth/password-links/",
        "/setup/",
        "/invitations/{token",
        "/public/",
        "/openapi",
        "/health",
    ),
    "/workflow.schema.json",
)


def guarded_routes(door: Door) -> Iterator[tuple[str, str]]:
    for route in door.server.web.litestar.routes:
        path = route.path.removeprefix("/api/v1")
        if route.path.startswith("/api/v1/") and not path.startswith(OPEN):
            for method in sorted(getattr(route, "methods", ())):
                if method not in {"OPTIONS", "HEAD"}:
                    yield method, re.sub(r"\{[^}]*\}", "1", path)


@pytest.fixture
async def routes(door: Door) -> list[tuple[str, str]]:
    found = list(guarded_routes(door))
    assert len(found) > 20
    return found


async def test_no_write_passes_without_its_csrf_token(
    door: Door, grace: Member, routes: list[tuple[str, str]]
) -> None:
    heard = await write_everything(door, grace, routes, {})
    wrong = await write_everything(door, grace, routes, {"X-CSRF-Token": "0" * 64})

    assert set(heard.values()) == set(wrong.values()) == {403}


async def test_no_write_passes_from_another_site_even_with_the_token(
    door: Door, grace: Member, routes: list[tuple[str, str]]
) -> None:
    csrf = grace.http.headers["X-CSRF-Token"]

    for origin in ("https://evil.example", "null", f"{door.server.url}.evil.example"):
        heard = await write_everything(
            door, grace, routes, {"X-CSRF-Token": csrf, "Origin": origin}
        )
        assert set(heard.values()) == {403}


async def test_ones_csrf_token_does_not_fit_another_session(
    door: Door, demo: Site, grace: Member, alan: Member
) -> None:
    headers = {"Cookie": grace.cookie, "X-CSRF-Token": alan.http.headers["X-CSRF-Token"]}

    async with browser(door.server.url) as forged:
        answer = await forged.post("/auth/logout", headers=headers)

    assert answer.status_code == 403
    assert (await grace.http.get(f"/projects/{demo.id}")).status_code == 200


@pytest.mark.parametrize("path", ["/auth/session?x=1", "/projects?limit=5&limit=6", "/user/me?a"])
async def test_a_query_nobody_reads_is_refused(grace: Member, path: str) -> None:
    answer = await grace.http.get(path)

    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == "invalid"


@pytest.mark.parametrize("value", ["0", "201", "-1", "ten", "1.5", "", "9" * 30])
async def test_a_page_has_1_to_200_entries(grace: Member, value: str) -> None:
    answer = await grace.http.get("/projects", params={"limit": value})

    assert answer.status_code == 400
    assert "limit" in answer.json()["error"]["fields"]


@pytest.mark.parametrize(
    "odd", ["0", "-1", "1_0", "01", "abc", "\uff11", "9223372036854775808", "9" * 40, "%00"]
)
async def test_an_id_no_project_can_have_is_not_found(grace: Member, odd: str) -> None:
    imagined = await grace.http.get("/projects/999999999")

    answer = await grace.http.get(f"/projects/{odd}")

    assert answer.status_code == 404
    assert answer.json() == imagined.json()


async def test_a_method_that_is_not_there_is_refused_in_the_same_shape(grace: Member) -> None:
    answer = await grace.http.put("/user/me", json={})

    assert answer.status_code == 405
    assert set(answer.json()) == {"error"}
    assert answer.json()["error"]["message"]


async def write_everything(
    door: Door, member: Member, routes: list[tuple[str, str]], headers: dict[str, str]
) -> dict[tuple[str, str], int]:
    async with http_client(
        base_url=f"{door.server.url}/api/v1", headers={"Cookie": member.cookie, **headers}
    ) as forged:
        return {
            (method, path): (await forged.request(method, path)).status_code
            for method, path in routes
            if method != "GET"
        }
