"""What a dry run knows while it runs outside the database."""

from __future__ import annotations

from dataclasses import dataclass

from frontdesk.features.responder.model.settings import ResponderConfig
from frontdesk.features.workflows.model.running import Facts
from frontdesk.features.workflows.wire.graph import WorkflowDefinition
from frontdesk.kit.ids import ProjectId


@dataclass(frozen=True)
class DryRunSetup:
    """What is walked through, what the visitor says, and whose models are asked."""

    project_id: ProjectId
    definition: WorkflowDefinition
    said: tuple[str, ...]
    facts: Facts
    settings: ResponderConfig
    persona_name: str
