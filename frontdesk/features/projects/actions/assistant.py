"""What a project wants of its assistant, and what voids the answers it is thinking of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features.projects import store

if TYPE_CHECKING:
    from frontdesk.features.projects.wire import AssistantSettings
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ProjectId


async def replace_assistant_settings(
    tx: Transaction, project_id: ProjectId, settings: AssistantSettings
) -> None:
    """Give the assistant of a project, whose row is locked, other settings."""
    await store.save_assistant(tx, project_id, settings)


async def void_assistant_runs(tx: Transaction, project_id: ProjectId) -> None:
    """Let no answer that is being thought of right now be sent: its rules have changed."""
    await store.count_responder_version(tx, project_id)
