"""What each role may do with the queue, and that an outsider learns nothing of it."""

from __future__ import annotations

from typing import Any, TypeAlias

import httpx
import pytest

from tests.features.routing.people import is_here, waits
from tests.front_door import Door, Member, Site
from tests.http_client import http_client

Ask: TypeAlias = tuple[str, str, Any]

# (name, least role): method, path below the project, body.
ENDPOINTS: dict[tuple[str, str], Ask] = {
    ("take next", "agent"): ("POST", "/queue/next", {}),
    ("show queue", "agent"): ("GET", "/queue", None),
    ("show settings", "agent"): ("GET", "/routing-settings", None),
    ("replace settings", "manager"): ("PUT", "/routing-settings", "settings"),
    ("claim", "agent"): ("POST", "/inbox/conversations/{chat}/claim", {}),
    ("history", "agent"): ("GET", "/inbox/conversations/{chat}/assignments", None),
    ("reassign", "manager"): ("POST", "/inbox/conversations/{chat}/reassign", "assignee"),
    ("assign", "agent"): ("POST", "/inbox/conversations/{chat}/assignments", "assignee"),
    ("release", "agent"): ("POST", "/inbox/conversations/{chat}/release", {}),
    ("unassign", "agent"): ("DELETE", "/inbox/conversations/{chat}/assignments", None),
    ("summary", "agent"): ("GET", "/reports/chat-state-summary", None),
    ("agents", "manager"): ("GET", "/reports/agents?from=2026-01-01&to=2026-01-31", None),
    ("stuck", "manager"): ("GET", "/reports/stuck", None),
    ("fix", "manager"): ("POST", "/reports/stuck/{chat}/fix", {}),
}
SETTINGS = {
    "routingMode": "queue",
    "agentCapacity": 3,
    "autoPendingMinutes": 0,
    "firstReplyMinutes": 0,
    "idleMinutes": 1,
    "offlineMinutes": 1,
    "maxReassignments": 1,
    "stuckMinutes": 1,
    "timeZone": "UTC",
    "businessHours": None,
    "awayMessage": "",
    "asksForEmail": False,
}


@pytest.mark.parametrize("role", ["agent", "manager", "owner"])
async def test_what_is_for_managers_is_refused_to_agents(
    door: Door, demo: Site, grace: Member, role: str
) -> None:
    someone = await door.member(demo, "Someone", role)
    await is_here(door, demo, grace)
    chat = await waits(door, demo, "ada")

    for (name, least), endpoint in ENDPOINTS.items():
        answer = await ask(someone.http, demo.id, chat, grace.id, endpoint)

        is_allowed = least == "agent" or role != "agent"
        assert (name, answer.status_code == 403) == (name, not is_allowed), answer.text


async def test_another_tenants_project_answers_like_one_that_never_was(
    door: Door, demo: Site, grace: Member, mallory: Member
) -> None:
    chat = await waits(door, demo, "ada")
    before = await stored(door, demo)

    for name, endpoint in ENDPOINTS.items():
        foreign = await ask(mallory.http, demo.id, chat, grace.id, endpoint)
        imagined = await ask(mallory.http, 999_999_999, chat, grace.id, endpoint)

        assert (name, foreign.status_code, imagined.status_code) == (name, 404, 404)
        assert foreign.content == imagined.content
    assert await stored(door, demo) == before


async def test_another_tenants_chat_is_not_found_below_ones_own_project(
    door: Door, demo: Site, other: Site, mallory: Member
) -> None:
    chat = await waits(door, demo, "ada")
    before = await stored(door, demo)

    for (name, _), endpoint in ENDPOINTS.items():
        if "{chat}" in endpoint[1]:
            foreign = await ask(mallory.http, other.id, chat, mallory.id, endpoint)
            imagined = await ask(mallory.http, other.id, 999_999_999, mallory.id, endpoint)

            assert (name, foreign.status_code) == (name, 404)
            assert foreign.content == imagined.content
    assert await stored(door, demo) == before


async def test_without_a_session_or_its_token_nothing_is_done(
    door: Door, demo: Site, grace: Member
) -> None:
    chat = await waits(door, demo, "ada")
    before = await stored(door, demo)
    forged = {"Cookie": grace.cookie, "X-CSRF-Token": "made-up"}

    for headers, refusal in (({}, 401), (forged, 403)):
        async with http_client(base_url=f"{grace.url}/api/v1", headers=headers) as http:
            for (name, _), endpoint in ENDPOINTS.items():
                answer = await ask(http, demo.id, chat, grace.id, endpoint)
                is_read_by_grace = endpoint[0] == "GET" and bool(headers)
                assert is_read_by_grace or (name, answer.status_code) == (name, refusal)
    assert await stored(door, demo) == before


async def ask(
    http: httpx.AsyncClient, project: int, chat: int, assignee: int, endpoint: Ask
) -> httpx.Response:
    method, path, body = endpoint
    bodies = {"assignee": {"assigneeId": assignee}, "settings": SETTINGS}
    said = bodies[body] if isinstance(body, str) else body
    address = f"/projects/{project}{path.format(chat=chat)}"
    return await http.request(method, address, json=said)


async def stored(door: Door, site: Site) -> list[dict[str, Any]]:
    conversations = await door.rows("select * from conversations where project_id = $1", site.id)
    projects = await door.rows("select * from projects where id = $1", site.id)
    holds = await door.rows("select * from assignments where project_id = $1", site.id)
    present = await door.rows(
        "select project_id, user_id, state from agent_presence where project_id = $1", site.id
    )
    return [dict(row) for row in (*conversations, *projects, *holds, *present)]
