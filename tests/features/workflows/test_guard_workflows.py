"""What each role may do with workflows, and that an outsider cannot tell that there are any."""

from __future__ import annotations

from typing import Any

import pytest

from tests.features.workflows.graphs import end, line
from tests.features.workflows.people import draw, publish, workflows, written
from tests.front_door import Door, Member, Site, Visitor

BODY = written(line(end()))
FILE = {"format": "frontdesk.workflow", "formatVersion": 1, "name": "New", "definition": BODY}

# Method, path below the workflows, body.
ENDPOINTS: dict[str, tuple[str, str, Any]] = {
    "list": ("GET", "", None),
    "create": ("POST", "", {"name": "Mine"}),
    "import": ("POST", "/import", FILE),
    "check": ("POST", "/check", {"definition": BODY}),
    "show": ("GET", "/{id}", None),
    "edit": ("PATCH", "/{id}", {"name": "Stolen"}),
    "export": ("GET", "/{id}/export", None),
    "versions": ("GET", "/{id}/versions", None),
    "version": ("GET", "/{id}/versions/1", None),
    "publish": ("POST", "/{id}/publish", {}),
    "unpublish": ("POST", "/{id}/unpublish", {}),
    "roll back": ("POST", "/{id}/rollback", {"number": 1}),
    "dry-run": ("POST", "/{id}/dry-run", {"messages": ["hi"]}),
    "delete": ("DELETE", "/{id}", None),
}


@pytest.fixture
async def live(demo: Site, max_: Member) -> int:
    """Demo's published workflow."""
    made = await draw(max_, demo, line(end()))
    return int((await publish(max_, demo, made))["id"])


@pytest.mark.parametrize("name", ENDPOINTS)
async def test_an_agent_is_told_no_and_an_outsider_that_there_is_nothing(
    door: Door, live: int, grace: Member, mallory: Member, name: str
) -> None:
    before = await door.rows(_ALL, live)
    demo = Site(before[0]["project_id"])

    by_grace = await ask(grace, demo, live, name)
    by_mallory = await ask(mallory, demo, live, name)

    assert by_grace.status_code == 403
    assert by_mallory.status_code == 404
    assert await door.rows(_ALL, live) == before


@pytest.mark.parametrize("name", ENDPOINTS)
async def test_a_manager_may_do_everything(demo: Site, max_: Member, name: str) -> None:
    made = await draw(max_, demo, line(end()))
    if name != "delete":
        await publish(max_, demo, made)

    answer = await ask(max_, demo, made["id"], name)

    assert answer.status_code in (200, 201, 204), answer.text


async def test_mallory_reaches_no_workflow_of_demo_through_her_own_project(
    other: Site, live: int, mallory: Member
) -> None:
    answers = [
        await ask(mallory, other, live, name)
        for name, (_, path, _) in ENDPOINTS.items()
        if "{id}" in path
    ]

    assert {answer.status_code for answer in answers} == {404}


async def test_a_dry_run_reads_no_conversation_of_another_project(
    demo: Site, other: Site, ada: Visitor, mallory: Member
) -> None:
    secret = await ada.writes("my secret is plum")
    hers = await draw(mallory, other, line(end()))

    answer = await mallory.http.post(
        workflows(other, f"/{hers['id']}/dry-run"),
        json={"conversationId": secret["conversationId"]},
    )

    assert answer.status_code == 404
    assert "plum" not in answer.text
    traces = await mallory.http.get(demo.conversation(secret["conversationId"], "/trace"))
    assert traces.status_code == 404


async def ask(member: Member, site: Site, workflow_id: int, name: str) -> Any:  # noqa: ANN401
    method, path, body = ENDPOINTS[name]
    address = workflows(site, path.format(id=workflow_id))
    return await member.http.request(method, address, json=body)


_ALL = """
select w.*, v.number, v.definition, v.remark
from workflows w left join workflow_versions v on v.workflow_id = w.id
where w.id = $1 order by v.number
"""
