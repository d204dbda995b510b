"""Who may connect: origins, project ids and credentials, over both transports."""

import json
from typing import Any

import pytest
import socketio

from tests.front_door import Door, InProcessServer, Member, Site
from tests.http_client import http_client
from tests.patience import PATIENCE_SECONDS

OWN = object()

ORIGINS: dict[str, tuple[object, bool]] = {
    "our own": (OWN, True),
    "the site": ("https://shop.example", True),
    "below the site": ("https://www.shop.example", True),
    "nothing": (None, False),
    "null": ("null", False),
    "empty": ("", False),
    "evil": ("https://evil.example", False),
    "a suffix trick": ("https://shop.example.evil.example", False),
    "a prefix trick": ("https://evilshop.example", False),
    "a backtick": ("https://shop.example`.evil.example", False),
    "userinfo": ("https://shop.example@evil.example", False),
    "plain http": ("http://shop.example", False),
    "another port": ("https://shop.example:8443", False),
    "a path": ("https://shop.example/", False),
    "upper case": ("HTTPS://SHOP.EXAMPLE", False),
    "a trailing dot": ("https://shop.example.", False),
    "two": ("https://shop.example https://evil.example", False),
    "a file": ("file://", False),
    "an extension": ("chrome-extension://abcdef", False),
    "a wildcard": ("https://*.shop.example", False),
}


async def refusal(url: str, headers: dict[str, str], auth: object = None) -> Any:  # noqa: ANN401
    """Connect by websocket; return what the server said if it refused."""
    client = socketio.AsyncClient(reconnection=False)
    said: list[Any] = []
    client.on("connect_error", said.append)
    try:
        await client.connect(
            url,
            headers=headers,
            auth=auth,
            transports=["websocket"],
            wait_timeout=PATIENCE_SECONDS,
        )
    except socketio.exceptions.ConnectionError:
        return said[0]["data"]
    else:
        return None
    finally:
        await client.disconnect()


async def refusal_while_polling(
    server: InProcessServer, site: Site, headers: dict[str, str]
) -> Any:  # noqa: ANN401
    """Connect by long polling; return what the server said if it refused."""
    address = f"/socket.io/?EIO=4&transport=polling&projectId={site.id}"
    async with http_client(base_url=server.url, headers=headers) as http:
        opened = json.loads((await http.get(address)).text[1:])
        session = f"{address}&sid={opened['sid']}"
        assert (await http.post(session, content=b"40")).status_code == 200
        answer = (await http.get(session)).text
        await http.post(session, content=b"1")
    kind, said = answer[:2], json.loads(answer[2:])
    return said["data"] if kind == "44" else None


def from_origin(origin: object, server: InProcessServer) -> dict[str, str]:
    if origin is None:
        return {}
    return {"Origin": server.url if origin is OWN else str(origin)}


@pytest.mark.parametrize(("origin", "is_allowed"), ORIGINS.values(), ids=ORIGINS)
@pytest.mark.parametrize("transport", ["websocket", "polling"])
async def test_only_pages_of_the_site_and_our_own_panel_open_a_visitors_socket(
    server: InProcessServer, demo: Site, origin: object, transport: str, *, is_allowed: bool
) -> None:
    headers = from_origin(origin, server)

    if transport == "polling":
        said = await refusal_while_polling(server, demo, headers)
    else:
        said = await refusal(f"{server.url}?projectId={demo.id}", headers)

    assert (said is None) is is_allowed
    assert said is None or said["code"] == "unauthorized"


@pytest.mark.parametrize(("origin", "_"), list(ORIGINS.values())[1:], ids=list(ORIGINS)[1:])
async def test_an_agents_cookie_works_on_our_own_pages_only(
    server: InProcessServer, grace: Member, origin: object, _: object
) -> None:
    said = await refusal(server.url, {**from_origin(origin, server), "Cookie": grace.cookie})

    assert said["code"] == "unauthorized"


@pytest.mark.parametrize(
    "query",
    [
        "projectId=0",
        "projectId=999999999999999",
        "projectId=-1",
        "projectId=1.0",
        "projectId=1e3",
        "projectId=",
        "projectId=null",
        "projectId=1%00",
        "projectId=%D9%A1",
        "projectId=1%20or%201=1",
        "projectId=99999999999999999999",
        "projectId=" + "9" * 4_301,
        "projectId[]=1",
        "projectid=1",
        "projectId=1&projectId=2",
        "",
    ],
)
async def test_a_query_that_names_no_project_is_refused_with_a_code(
    server: InProcessServer, query: str
) -> None:
    said = await refusal(f"{server.url}?{query}", {"Origin": server.url})

    assert said["code"] in ("unauthorized", "invalid")


async def test_a_project_that_exists_and_one_that_never_did_refuse_a_stranger_alike(
    server: InProcessServer, demo: Site
) -> None:
    evil = {"Origin": "https://evil.example"}

    existing = await refusal(f"{server.url}?projectId={demo.id}", evil)
    imagined = await refusal(f"{server.url}?projectId=999999999", evil)

    assert existing == imagined


@pytest.mark.parametrize(
    "auth",
    [
        {"visitorToken": 1},
        {"visitorToken": ""},
        {"visitorToken": "x" * 513},
        {"visitorToken": ["a"]},
        {"identity": "a.b.c"},
        {"token": "sk-1"},
        {"isAdmin": True},
        {"__proto__": {}},
        [1],
        "text",
        True,
    ],
)
async def test_credentials_of_another_shape_are_refused(
    server: InProcessServer, demo: Site, auth: object
) -> None:
    said = await refusal(f"{server.url}?projectId={demo.id}", {"Origin": server.url}, auth)

    assert said["code"] in ("invalid", "unauthorized")


@pytest.mark.parametrize(
    "cookie",
    [
        None,
        "",
        "frontdesk_session=",
        "frontdesk_session=null",
        "frontdesk_session=%00",
        "frontdesk_session=" + "x" * 129,
        "frontdesk_session=' or 1=1 --",
        "other=1; frontdesk_session=made-up",
    ],
)
async def test_nobody_becomes_an_agent_without_a_session(
    server: InProcessServer, cookie: str | None
) -> None:
    headers = {"Origin": server.url} | ({} if cookie is None else {"Cookie": cookie})

    said = await refusal(server.url, headers)

    assert said["code"] == "unauthorized"


@pytest.mark.parametrize("auth", [{"token": None}, {"token": "sk-1"}, {"visitorToken": "v1.a.b"}])
async def test_an_agent_brings_a_cookie_and_no_other_credentials(
    server: InProcessServer, grace: Member, auth: object
) -> None:
    said = await refusal(server.url, {"Origin": server.url, "Cookie": grace.cookie}, auth)

    assert said["code"] in ("unauthorized", "invalid")


async def test_an_agents_cookie_does_not_open_a_visitors_socket_elsewhere(
    server: InProcessServer, demo: Site, grace: Member
) -> None:
    headers = {"Origin": "https://evil.example", "Cookie": grace.cookie}

    said = await refusal(f"{server.url}?projectId={demo.id}", headers)

    assert said["code"] == "unauthorized"


async def test_our_pages_are_live_under_whatever_number_they_were_opened(
    server: InProcessServer, demo: Site, grace: Member
) -> None:
    """Grace opens the dashboard of her own machine under the other of its two names."""
    alias = server.url.replace("127.0.0.1", "localhost")
    headers = {"Origin": alias, "Cookie": grace.cookie}

    assert await refusal(alias, headers) is None
    assert await refusal(f"{alias}?projectId={demo.id}", {"Origin": alias}) is None
    assert (await refusal(server.url, headers))["code"] == "unauthorized"


async def test_a_revoked_session_opens_nothing(
    door: Door, server: InProcessServer, grace: Member
) -> None:
    await door.rows("update sessions set revoked_at = now() where user_id = $1", grace.id)

    said = await refusal(server.url, {"Origin": server.url, "Cookie": grace.cookie})

    assert said["code"] == "unauthorized"


@pytest.mark.parametrize(
    ("method", "query", "body"),
    [
        ("GET", "EIO=3&transport=polling", None),
        ("GET", "transport=polling", None),
        ("GET", "EIO=4&transport=carrier-pigeon", None),
        ("GET", "EIO=4&transport=polling&sid=made-up", None),
        ("POST", "EIO=4&transport=polling&sid=made-up", b"3"),
        ("POST", "EIO=4&transport=polling", b'40{"a":1}'),
        ("POST", "EIO=4&transport=polling&sid=made-up", b""),
        ("POST", "EIO=4&transport=polling&sid=made-up", b"\xff\xfe"),
        ("POST", "EIO=4&transport=polling&sid=made-up", b"b4abc"),
        ("POST", "EIO=4&transport=polling&sid=made-up", b"4" * 70_000),
        ("PUT", "EIO=4&transport=polling", b"3"),
        ("DELETE", "EIO=4&transport=polling", None),
    ],
)
async def test_a_polling_request_that_makes_no_sense_is_an_error_of_the_asker(
    server: InProcessServer, method: str, query: str, body: bytes | None
) -> None:
    async with http_client(base_url=server.url) as http:
        answer = await http.request(method, f"/socket.io/?{query}", content=body)

    assert 400 <= answer.status_code < 500
    assert "Traceback" not in answer.text
