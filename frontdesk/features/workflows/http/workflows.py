"""Workflows and their drafts over HTTP."""

from __future__ import annotations

import re
from typing import Any

from litestar import Response, delete, get, patch, post
from litestar.params import FromPath, JSONBody

from frontdesk.features.projects.model import ManagerMember
from frontdesk.features.workflows import access
from frontdesk.features.workflows.actions import edit
from frontdesk.features.workflows.http.shapes import shown, summary_of, tagged
from frontdesk.features.workflows.model.refusals import InUse, NameTaken
from frontdesk.features.workflows.model.rows import Workflow, WorkflowId
from frontdesk.features.workflows.model.schema import file_schema
from frontdesk.features.workflows.model.validation import check
from frontdesk.features.workflows.store import workflows
from frontdesk.features.workflows.wire.exchange import (
    CheckWorkflow,
    CreateWorkflow,
    PatchWorkflow,
    WorkflowFile,
    WorkflowPage,
    WorkflowProblems,
    WorkflowWire,
)
from frontdesk.features.workflows.wire.graph import WorkflowDefinition
from frontdesk.infra.audit import record
from frontdesk.infra.database import Transaction
from frontdesk.infra.http import (
    AppContext,
    Cursor,
    IdempotencyKey,
    IfMatch,
    Inject,
    PageSize,
    Tagged,
    cut_page,
    once,
)
from frontdesk.infra.http.openapi import refuses
from frontdesk.kit.audit import Audited

WORKFLOWS = "/projects/{project_id:int}/workflows"
WORKFLOW = f"{WORKFLOWS}/{{workflow_id:int}}"


@get(WORKFLOWS)
async def list_workflows(
    manager: Inject[ManagerMember],
    app: Inject[AppContext],
    cursor: Cursor = None,
    limit: PageSize = 50,
) -> WorkflowPage:
    """List the workflows of a project."""
    async with app.database.snapshot() as tx:
        rows = await workflows.list_workflows(tx, manager.project_id, cursor or 0, limit + 1)
    page, next_cursor = cut_page(rows, limit, lambda row: row.id)
    return WorkflowPage([await summary_of(workflow) for workflow in page], next_cursor)


@post(WORKFLOWS, status_code=201)
@refuses(NameTaken)
async def create_workflow(
    data: JSONBody[CreateWorkflow],
    manager: Inject[ManagerMember],
    app: Inject[AppContext],
    idempotency_key: Inject[IdempotencyKey],
) -> WorkflowWire:
    """Begin a workflow; it does nothing before it is published."""

    async def create(tx: Transaction) -> WorkflowWire:
        made = await edit.create_workflow(tx, manager, data)
        return await shown(made, None)

    return await once(
        app.database, idempotency_key, f"user:{manager.user_id}", WorkflowWire, create
    )


@post(f"{WORKFLOWS}/import", status_code=201)
async def import_workflow(
    data: JSONBody[WorkflowFile],
    manager: Inject[ManagerMember],
    app: Inject[AppContext],
    idempotency_key: Inject[IdempotencyKey],
) -> WorkflowWire:
    """Begin a workflow from a file."""

    async def bring_in(tx: Transaction) -> WorkflowWire:
        made = await edit.import_workflow(tx, manager, data)
        return await shown(made, None)

    return await once(
        app.database, idempotency_key, f"user:{manager.user_id}", WorkflowWire, bring_in
    )


@post(f"{WORKFLOWS}/check", status_code=200)
async def check_workflow(
    data: JSONBody[CheckWorkflow],
    manager: Inject[ManagerMember],  # noqa: ARG001 - the door; nothing more is needed of them
) -> WorkflowProblems:
    """Say what is wrong with a definition, without saving it."""
    return WorkflowProblems(await check(data.definition))


@get(WORKFLOW)
async def show_workflow(
    workflow_id: FromPath[WorkflowId],
    manager: Inject[ManagerMember],
    app: Inject[AppContext],
) -> Tagged[WorkflowWire]:
    """Show a workflow and its draft."""
    async with app.database.snapshot() as tx:
        found = await access.find_for_reading(tx, manager, workflow_id)
        return await tagged(found, await published_of(tx, found))


@patch(WORKFLOW)
@refuses(NameTaken)
async def edit_workflow(
    workflow_id: FromPath[WorkflowId],
    data: JSONBody[PatchWorkflow],
    manager: Inject[ManagerMember],
    app: Inject[AppContext],
    if_match: Inject[IfMatch],
) -> Tagged[WorkflowWire]:
    """Change a workflow's draft or name; what is published stays as it is."""
    async with app.database.transaction() as tx:
        edited = await edit.edit_workflow(tx, manager, workflow_id, data, if_match.version())
        return await tagged(edited, await published_of(tx, edited))


@delete(WORKFLOW)
@refuses(InUse)
async def delete_workflow(
    workflow_id: FromPath[WorkflowId],
    manager: Inject[ManagerMember],
    app: Inject[AppContext],
) -> None:
    """Remove a workflow that was never published."""
    async with app.database.transaction() as tx:
        await edit.delete_workflow(tx, manager, workflow_id)


@get(f"{WORKFLOW}/export")
async def export_workflow(
    workflow_id: FromPath[WorkflowId],
    manager: Inject[ManagerMember],
    app: Inject[AppContext],
) -> Response[WorkflowFile]:
    """Download a workflow's draft as a file."""
    async with app.database.transaction() as tx:
        found = await access.find_for_reading(tx, manager, workflow_id)
        about = f"the workflow {found.name}"
        await record(tx, Audited("exported", manager.user_id, manager.project_id, about=about))
    file = WorkflowFile("frontdesk.workflow", 1, found.name, found.draft)
    name = re.sub(r"[^A-Za-z0-9]+", "-", found.name).strip("-").lower() or "workflow"
    disposition = f'attachment; filename="{name}.workflow.json"'
    return Response(file, headers={"Content-Disposition": disposition})


@get("/workflow.schema.json")
async def show_workflow_schema() -> dict[str, Any]:
    """Show the JSON Schema of workflow files."""
    return file_schema()


HANDLERS = [
    list_workflows,
    create_workflow,
    import_workflow,
    check_workflow,
    show_workflow,
    edit_workflow,
    delete_workflow,
    export_workflow,
    show_workflow_schema,
]


async def published_of(tx: Transaction, workflow: Workflow) -> WorkflowDefinition | None:
    """Find what of this workflow is published, if anything."""
    if workflow.published_number is None:
        return None
    return (await access.find_version(tx, workflow, workflow.published_number)).definition
