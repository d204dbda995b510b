"""What managers do with workflows over HTTP, so that a test reads as a story."""

from __future__ import annotations

from typing import Any

import msgspec

from frontdesk.features.workflows.wire.graph import WorkflowDefinition
from tests.front_door import Member, Site


def workflows(site: Site, more: str = "") -> str:
    return f"/projects/{site.id}/workflows{more}"


def written(definition: WorkflowDefinition) -> Any:  # noqa: ANN401 - JSON
    return msgspec.to_builtins(definition)


async def draw(
    member: Member, site: Site, definition: WorkflowDefinition, name: str = "Welcome"
) -> dict[str, Any]:
    """Create a workflow."""
    body = {"name": name, "definition": written(definition)}
    answer = await member.http.post(workflows(site), json=body)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def redraw(
    member: Member, site: Site, workflow: dict[str, Any], definition: WorkflowDefinition
) -> dict[str, Any]:
    """Replace a workflow's draft."""
    answer = await member.http.patch(
        workflows(site, f"/{workflow['id']}"), json={"definition": written(definition)}
    )
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def publish(member: Member, site: Site, workflow: dict[str, Any]) -> dict[str, Any]:
    """Publish a workflow's draft."""
    answer = await member.http.post(workflows(site, f"/{workflow['id']}/publish"), json={})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())
