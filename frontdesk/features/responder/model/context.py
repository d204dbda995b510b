"""What a run knows while it thinks outside the database."""

from __future__ import annotations

from dataclasses import dataclass

from frontdesk.features.conversations.model.conversation import Conversation
from frontdesk.features.responder.model.run import Run
from frontdesk.features.responder.model.settings import ResponderConfig
from frontdesk.features.workflows.model.rows import WorkflowRun
from frontdesk.features.workflows.model.running import Facts
from frontdesk.features.workflows.model.stand_in import ChatMessage


@dataclass(frozen=True)
class RunContext:
    """What the responder knows while it thinks; nothing of it is locked."""

    run: Run
    conversation: Conversation
    settings: ResponderConfig
    persona_name: str
    lines: tuple[ChatMessage, ...]
    facts: Facts
    workflow_run: WorkflowRun
