"""What each role may do in a project, and that an outsider cannot tell that it exists."""

from dataclasses import dataclass
from typing import Any, TypeAlias

import httpx
import pytest

from tests.front_door import Door, Member, Site
from tests.http_client import http_client

Ask: TypeAlias = tuple[str, str, dict[str, Any] | None]

LOOKS = {"theme": "dark", "greeting": "Ahoy!"}

# (name, least role): method, path below the project, body; in an order in which an owner
# can do them all.
ENDPOINTS: dict[tuple[str, str], Ask] = {
    ("show project", "agent"): ("GET", "", None),
    ("show widget settings", "agent"): ("GET", "/widget-settings", None),
    ("show widget seen", "agent"): ("GET", "/widget-seen", None),
    ("list members", "agent"): ("GET", "/members", None),
    ("list invitations", "owner"): ("GET", "/invitations", None),
    ("edit nothing", "manager"): ("PATCH", "", {}),
    ("edit persona", "manager"): ("PATCH", "", {"personaName": "Someone"}),
    ("edit limits", "manager"): ("PATCH", "", {"messageRateLimit": 3, "reopenDays": 1}),
    ("edit history", "manager"): ("PATCH", "", {"historyVisibility": "forever"}),
    ("rename", "owner"): ("PATCH", "", {"name": "Mine"}),
    ("edit domains", "owner"): ("PATCH", "", {"allowedDomains": ["evil.example"]}),
    ("persona and domains", "owner"): ("PATCH", "", {"personaName": "x", "allowedDomains": []}),
    ("replace looks", "manager"): ("PUT", "/widget-settings", LOOKS),
    ("revoke", "owner"): ("DELETE", "/invitations/{invitation}", None),
    ("give a role", "owner"): ("PATCH", "/members/{member}", {"role": "owner"}),
    ("remove a member", "owner"): ("DELETE", "/members/{member}", None),
    ("invite", "owner"): ("POST", "/invitations", {"role": "owner"}),
    ("delete project", "owner"): ("DELETE", "", None),
}
RANKS = ["agent", "manager", "owner"]


@dataclass(frozen=True)
class Target:
    """Demo, and the ids below it that somebody may try."""

    site: Site
    member: int
    invitation: int


@pytest.fixture
async def target(door: Door, demo: Site, alan: Member) -> Target:
    """Demo with a member and an open invitation."""
    invitation = await door.value(_INVITE, demo.id, alan.id)
    return Target(demo, alan.id, invitation)


@pytest.mark.parametrize("role", RANKS)
async def test_a_role_may_do_what_it_reaches_and_nothing_else(
    door: Door, target: Target, role: str
) -> None:
    someone = await door.member(target.site, "Someone", role)

    for (name, least), endpoint in ENDPOINTS.items():
        before = await stored(door, target.site)
        answer = await ask(someone, target, endpoint)

        if RANKS.index(role) >= RANKS.index(least):
            assert answer.is_success, (name, answer.text)
        else:
            assert (name, answer.status_code) == (name, 403)
            assert answer.json()["error"]["code"] == "forbidden"
            assert await stored(door, target.site) == before, name


async def test_another_tenants_project_answers_like_one_that_never_was(
    door: Door, target: Target, mallory: Member
) -> None:
    before = await stored(door, target.site)
    never = Target(Site(999_999_999), target.member, target.invitation)

    for name, endpoint in ENDPOINTS.items():
        foreign = await ask(mallory, target, endpoint)
        imagined = await ask(mallory, never, endpoint)

        assert (name, foreign.status_code) == (name, 404)
        assert (imagined.status_code, imagined.content) == (404, foreign.content)
    assert await stored(door, target.site) == before


async def test_another_tenants_people_and_invitations_are_not_found_below_ones_own_project(
    door: Door, target: Target, other: Site, mallory: Member
) -> None:
    before = await stored(door, target.site)

    for name in ("give a role", "remove a member", "revoke"):
        endpoint = ENDPOINTS[name, "owner"]
        foreign = await ask(mallory, Target(other, target.member, target.invitation), endpoint)
        imagined = await ask(mallory, Target(other, 999_999_999, 999_999_999), endpoint)

        assert (name, foreign.status_code) == (name, 404)
        assert (imagined.status_code, imagined.content) == (404, foreign.content)
    assert await stored(door, target.site) == before


async def test_without_a_session_nothing_is_shown_or_done(door: Door, target: Target) -> None:
    before = await stored(door, target.site)

    async with http_client(base_url=f"{door.server.url}/api/v1") as nobody:
        for name, (method, path, body) in ENDPOINTS.items():
            answer = await nobody.request(method, below(target, path), json=body)
            assert (name, answer.status_code) == (name, 401)

    assert await stored(door, target.site) == before


async def test_a_write_without_the_csrf_token_changes_nothing(door: Door, target: Target) -> None:
    olivia = await door.member(target.site, "Olivia", "owner")
    olivia.http.headers["X-CSRF-Token"] = "made-up"
    before = await stored(door, target.site)

    for name, endpoint in ENDPOINTS.items():
        answer = await ask(olivia, target, endpoint)
        assert (name, answer.status_code) == (name, 200 if endpoint[0] == "GET" else 403)

    assert await stored(door, target.site) == before


async def test_the_list_of_projects_shows_ones_own_and_no_others(
    demo: Site, grace: Member, mallory: Member
) -> None:
    graces = (await grace.http.get("/projects")).json()["data"]
    mallorys = (await mallory.http.get("/projects")).json()["data"]

    assert [(one["id"], one["role"]) for one in graces] == [(demo.id, "agent")]
    assert demo.id not in {one["id"] for one in mallorys}


async def ask(someone: Member, target: Target, endpoint: Ask) -> httpx.Response:
    method, path, body = endpoint
    return await someone.http.request(method, below(target, path), json=body)


def below(target: Target, path: str) -> str:
    ids = {"member": target.member, "invitation": target.invitation}
    return f"/projects/{target.site.id}{path.format(**ids)}"


async def stored(door: Door, site: Site) -> list[dict[str, Any]]:
    """Read all that a write to a project could have changed."""
    projects = await door.rows("select * from projects where id = $1", site.id)
    members = await door.rows("select * from members where project_id = $1", site.id)
    invitations = await door.rows("select * from invitations where project_id = $1", site.id)
    return [dict(row) for row in (*projects, *members, *invitations)]


_INVITE = """
insert into invitations (project_id, role, token_hash, invited_by, expires_at)
values ($1, 'agent', sha256(random()::text::bytea), $2, now() + interval '1 day') returning id
"""
