"""Whatever path and body somebody makes up, the answer is a refusal, never a failure of ours."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

import pytest
from litestar.routes import HTTPRoute

from tests.effort import TIMES
from tests.http_client import http_client

if TYPE_CHECKING:
    from tests.front_door import Door, InProcessServer, Site

_TIMES_EACH = 4
_OF_THEIR_PROJECT = 0.7
_ODD_PARTS = [
    *("0", "-1", "9223372036854775807", "9223372036854775808", "1e3", "1" * 400, "٣", "1.0", "+1"),
    *("%00", "a%00b", "%ED%A0%80", "%FF", "%C0%AF", "%2e%2e%2f", "..%5c", "%0d%0a", "%25", "%"),
    *("a" * 3_000, "null", "true", "{}", "'", "%E2%80%AE", "%F0%9F%98%80"),
]
_ODD_BODIES = [
    *(b"", b"null", b"[]", b"{}", b"1e999", b"-0", b"{", b'"\\ud800"', b'{"a":"\\u0000"}', b"\xff"),
    b'{"a":' * 500 + b"1" + b"}" * 500,
    b"[" * 60_000,
    b'{"text":"\\u0000","content":"\\ud800","name":"\\u0000","tempId":"\\u0000"}',
    b'{"limit":99999999999999999999999,"name":' + b"9" * 5_000 + b"}",
    b'{"name":"x","name":"y"}',
]
_ODD_QUERIES = [
    "",
    "?limit=%00",
    "?limit=1e9&cursor=%ED%A0%80",
    "?cursor=%FF&q=%00",
    "?=&&=%",
    "?a[]=1",
]
# They end what the others need: the session, the membership, the project.
_SPARED = re.compile(
    r"(POST|PUT|PATCH|DELETE) /api/v1/(auth/.*|projects/\{\w+:?\w*\}(/members.*)?)"
)


@pytest.mark.parametrize("seed", range(2 * TIMES))
async def test_no_path_and_no_body_makes_the_server_fail(
    server: InProcessServer, door: Door, demo: Site, seed: int
) -> None:
    grace = await door.member(demo, "Grace", "owner")
    choose = random.Random(seed)  # noqa: S311 - examples, not secrets
    failures = []

    async with http_client(server.url, headers=grace.http.headers) as client:
        for method, template in _addresses(server) * _TIMES_EACH:
            path = _filled(template, demo, choose)
            answer = await client.request(
                method,
                path + choose.choice(_ODD_QUERIES),
                content=b"" if method in {"GET", "HEAD"} else choose.choice(_ODD_BODIES),
                headers={"Content-Type": "application/json"},
            )
            if answer.status_code >= 500:
                failures.append((method, template, path[:100], answer.text[:200]))

    assert failures == []


async def test_the_odd_ones_meet_every_address(server: InProcessServer) -> None:
    asked = {template for _, template in _addresses(server)}

    assert {"/api/v1/projects/{project_id:int}/workflows", "/metrics", "/{path:path}"} <= asked
    assert len(asked) > 70


def _addresses(server: InProcessServer) -> list[tuple[str, str]]:
    found = [
        (str(method), route.path)
        for route in server.web.litestar.routes
        if isinstance(route, HTTPRoute)
        for method in sorted(route.methods - {"OPTIONS"})
    ]
    return [one for one in found if not _SPARED.fullmatch(" ".join(one))]


def _filled(template: str, demo: Site, choose: random.Random) -> str:
    """Put something odd in each place; most of the time in a project of the one who asks."""
    if choose.random() < _OF_THEIR_PROJECT:
        template = re.sub(r"\{project_id:?\w*\}", str(demo.id), template)
    return re.sub(r"\{\w+:?\w*\}", lambda _: choose.choice(_ODD_PARTS), template)
