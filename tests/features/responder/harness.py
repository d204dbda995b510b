"""What tests of the responder say in short: settings, waiting for runs, all columns of a row."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from frontdesk.features.workflows.wire.graph import WorkflowDefinition
from tests.features.workflows.people import draw, publish
from tests.front_door.door import Door, Site
from tests.front_door.people import Member
from tests.patience import PATIENCE_SECONDS
from tests.scripted_models.server import ScriptedModels


@dataclass
class ResponderHarness:
    door: Door
    site: Site
    boss: Member
    model: ScriptedModels

    @property
    def address(self) -> str:
        return f"/projects/{self.site.id}/responder"

    async def set(self, **changes: Any) -> None:  # noqa: ANN401 - any field of the settings
        """Replace the settings; unless changed, the scripted model always answers."""
        provider = {
            "name": "scripted",
            "kind": "openai_compatible",
            "model": "llama3",
            "baseUrl": self.model.base_url,
        }
        wanted = {"mode": "auto", "when": "always", "providers": [provider], **changes}
        answer = await self.boss.http.put(self.address, json=wanted)
        assert answer.status_code == 200, answer.text

    async def runs(self) -> list[tuple[str, str | None]]:
        rows = await self.door.rows(
            "select state, reason from responder_runs where project_id = $1 order by id",
            self.site.id,
        )
        return [(row["state"], row["reason"]) for row in rows]

    async def ended(self, times: int = 1) -> list[tuple[str, str | None]]:
        """Wait until as many runs have ended."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                runs = await self.runs()
                if len([one for one in runs if one[0] != "thinking"]) >= times:
                    return runs
                await asyncio.sleep(0.02)

    async def thread(self) -> list[tuple[str, str]]:
        rows = await self.door.rows(
            "select sender_type, content from messages where project_id = $1"
            " order by conversation_id, seq",
            self.site.id,
        )
        return [(row["sender_type"], row["content"]) for row in rows]

    async def chat(self) -> dict[str, Any]:
        return await self.door.row(
            "select * from conversations where project_id = $1", self.site.id
        )

    async def drafts(self) -> list[tuple[str, str]]:
        rows = await self.door.rows(
            "select text, reason from drafts where project_id = $1 order by id", self.site.id
        )
        return [(row["text"], row["reason"]) for row in rows]


async def follow(
    harness: ResponderHarness, definition: WorkflowDefinition, **settings: object
) -> dict[str, object]:
    """Publish a workflow, and let the responder follow it."""
    workflow = await draw(harness.boss, harness.site, definition)
    await publish(harness.boss, harness.site, workflow)
    await harness.set(style="orchestrator", **settings)
    return workflow


async def open_harness(
    door: Door, site: Site, boss: Member, model: ScriptedModels
) -> ResponderHarness:
    harness = ResponderHarness(door, site, boss, model)
    await harness.set()
    return harness
