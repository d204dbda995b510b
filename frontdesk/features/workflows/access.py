"""The only way from an id to a workflow: for managers and owners of its project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features import projects
from frontdesk.features.workflows.store import workflows
from frontdesk.kit.errors import NotFound

if TYPE_CHECKING:
    from frontdesk.features.projects.model import ManagerMember
    from frontdesk.features.workflows.model.rows import Version, Workflow, WorkflowId
    from frontdesk.infra.database import Transaction


async def find_for_reading(
    tx: Transaction, manager: ManagerMember, workflow_id: WorkflowId
) -> Workflow:
    """Find a workflow one may see."""
    workflow = await workflows.find(tx, manager.project_id, workflow_id)
    if workflow is None:
        raise NotFound
    return workflow


async def lock_for_changing(
    tx: Transaction, manager: ManagerMember, workflow_id: WorkflowId
) -> Workflow:
    """Find a workflow one may change, and lock its row until commit."""
    # Before the row: a manager removed meanwhile must not change what they could see.
    await projects.lock_membership(tx, manager)
    workflow = await workflows.lock(tx, manager.project_id, workflow_id)
    if workflow is None:
        raise NotFound
    return workflow


async def find_version(tx: Transaction, workflow: Workflow, number: int) -> Version:
    """Find one version of a workflow one has found."""
    version = await workflows.find_version(tx, workflow, number)
    if version is None:
        raise NotFound
    return version
