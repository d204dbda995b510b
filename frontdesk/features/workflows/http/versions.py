"""Publishing, taking back, rolling back and comparing over HTTP."""

from __future__ import annotations

from litestar import get, post
from litestar.params import FromPath, JSONBody

from frontdesk.features import conversations
from frontdesk.features.projects.model import AgentMember, ManagerMember
from frontdesk.features.workflows import access
from frontdesk.features.workflows.actions import publish
from frontdesk.features.workflows.http.shapes import tagged, version_of
from frontdesk.features.workflows.http.workflows import (
    WORKFLOW,
    published_of,
)
from frontdesk.features.workflows.model.difference import difference
from frontdesk.features.workflows.model.refusals import CannotPublish
from frontdesk.features.workflows.model.rows import WorkflowId
from frontdesk.features.workflows.store import runs, workflows
from frontdesk.features.workflows.wire.exchange import (
    PublishWorkflow,
    RollBackWorkflow,
    TurnTracePage,
    WorkflowVersionDetails,
    WorkflowVersionPage,
    WorkflowWire,
)
from frontdesk.features.workflows.wire.graph import WorkflowDefinition
from frontdesk.infra.http import (
    AppContext,
    Cursor,
    IfMatch,
    Inject,
    PageSize,
    Tagged,
    cut_page,
)
from frontdesk.infra.http.openapi import refuses
from frontdesk.kit.ids import MAX_ID, ConversationId
from frontdesk.kit.wire import Empty

_NOTHING = WorkflowDefinition([], [])


@post(f"{WORKFLOW}/publish", status_code=200)
@refuses(CannotPublish)
async def publish_workflow(
    workflow_id: FromPath[WorkflowId],
    data: JSONBody[PublishWorkflow],
    manager: Inject[ManagerMember],
    app: Inject[AppContext],
    if_match: Inject[IfMatch],
) -> Tagged[WorkflowWire]:
    """Publish the draft: new conversations begin with it."""
    async with app.database.transaction() as tx:
        found = await publish.publish_workflow(
            tx, manager, workflow_id, data.remark, if_match.version()
        )
        return await tagged(found, found.draft)


@post(f"{WORKFLOW}/rollback", status_code=200)
@refuses(CannotPublish)
async def roll_back_workflow(
    workflow_id: FromPath[WorkflowId],
    data: JSONBody[RollBackWorkflow],
    manager: Inject[ManagerMember],
    app: Inject[AppContext],
) -> Tagged[WorkflowWire]:
    """Publish an older version again."""
    async with app.database.transaction() as tx:
        found = await publish.roll_back_workflow(tx, manager, workflow_id, data.number)
        return await tagged(found, await published_of(tx, found))


@post(f"{WORKFLOW}/unpublish", status_code=200)
async def unpublish_workflow(
    workflow_id: FromPath[WorkflowId],
    data: JSONBody[Empty],
    manager: Inject[ManagerMember],
    app: Inject[AppContext],
    if_match: Inject[IfMatch],
) -> Tagged[WorkflowWire]:
    """Take a workflow out of use; conversations under way finish on it."""
    del data
    async with app.database.transaction() as tx:
        found = await publish.unpublish_workflow(tx, manager, workflow_id, if_match.version())
        return await tagged(found, None)


@get(f"{WORKFLOW}/versions")
async def list_workflow_versions(
    workflow_id: FromPath[WorkflowId],
    manager: Inject[ManagerMember],
    app: Inject[AppContext],
    cursor: Cursor = None,
    limit: PageSize = 50,
) -> WorkflowVersionPage:
    """List what was published, the latest first."""
    async with app.database.snapshot() as tx:
        found = await access.find_for_reading(tx, manager, workflow_id)
        rows = await workflows.list_versions(tx, found, cursor or MAX_ID, limit + 1)
    page, next_cursor = cut_page(rows, limit, lambda row: row.number)
    return WorkflowVersionPage([version_of(version) for version in page], next_cursor)


@get(f"{WORKFLOW}/versions/{{number:int}}")
async def show_workflow_version(
    workflow_id: FromPath[WorkflowId],
    number: FromPath[int],
    manager: Inject[ManagerMember],
    app: Inject[AppContext],
) -> WorkflowVersionDetails:
    """Show a published version and how it differs from the one before."""
    async with app.database.snapshot() as tx:
        found = await access.find_for_reading(tx, manager, workflow_id)
        version = await access.find_version(tx, found, number)
        earlier = await workflows.find_version(tx, found, number - 1)
    before = earlier.definition if earlier else _NOTHING
    diff = difference(before, version.definition)
    return WorkflowVersionDetails(version_of(version), version.definition, diff)


@get("/projects/{project_id:int}/inbox/conversations/{conversation_id:int}/trace")
async def list_traces(
    conversation_id: FromPath[ConversationId],
    agent: Inject[AgentMember],
    app: Inject[AppContext],
    cursor: Cursor = None,
    limit: PageSize = 50,
) -> TurnTracePage:
    """List what workflows did in a conversation, turn by turn, the latest first."""
    async with app.database.snapshot() as tx:
        await conversations.find_for_reading(tx, agent.project_id, conversation_id)
        rows = await runs.list_traces(
            tx, agent.project_id, conversation_id, cursor or MAX_ID, limit + 1
        )
    page, next_cursor = cut_page(rows, limit, lambda row: row.id)
    return TurnTracePage(page, next_cursor)


HANDLERS = [
    publish_workflow,
    roll_back_workflow,
    unpublish_workflow,
    list_workflow_versions,
    show_workflow_version,
    list_traces,
]
