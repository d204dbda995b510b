"""The only way from an id to a workflow: for managers and owners of its project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features import projects
from frontdesk.features.projects.model import Role
from frontdesk.features.workflows import store
from frontdesk.kit.errors import NotFound

if TYPE_CHECKING:
    from frontdesk.features.workflows.model import Version, Workflow, WorkflowId
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ProjectId, UserId


async def check_may_see(tx: Transaction, user_id: UserId, project_id: ProjectId) -> None:
    """Let managers and owners pass; an outsider hears that there is no such project."""
    await projects.find_member(tx, user_id, project_id, Role.MANAGER)


async def check_may_change(tx: Transaction, user_id: UserId, project_id: ProjectId) -> None:
    """As above, and the place can't be taken away before the commit."""
    await projects.hold_member(tx, user_id, project_id, Role.MANAGER)


async def find_for_reading(
    tx: Transaction, user_id: UserId, project_id: ProjectId, workflow_id: WorkflowId
) -> Workflow:
    """Find a workflow one may see."""
    await check_may_see(tx, user_id, project_id)
    workflow = await store.find(tx, project_id, workflow_id)
    if workflow is None:
        raise NotFound
    return workflow


async def lock_for_changing(
    tx: Transaction, user_id: UserId, project_id: ProjectId, workflow_id: WorkflowId
) -> Workflow:
    """Find a workflow one may change, and hold its row until commit."""
    await check_may_change(tx, user_id, project_id)
    workflow = await store.lock(tx, project_id, workflow_id)
    if workflow is None:
        raise NotFound
    return workflow


async def find_version(tx: Transaction, workflow: Workflow, number: int) -> Version:
    """Find one version of a workflow one has found."""
    version = await store.find_version(tx, workflow, number)
    if version is None:
        raise NotFound
    return version
