"""Publishing a version, publishing an older one again, and taking back what is live."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features import projects
from frontdesk.features.workflows import access
from frontdesk.features.workflows.events import WorkflowPublished, WorkflowUnpublished
from frontdesk.features.workflows.model.refusals import CannotPublish
from frontdesk.features.workflows.model.validation import check, errors_in
from frontdesk.features.workflows.store import workflows
from frontdesk.infra.audit import record
from frontdesk.kit.audit import Audited, change
from frontdesk.kit.errors import Stale

if TYPE_CHECKING:
    from frontdesk.features.projects.model import ManagerMember
    from frontdesk.features.workflows.model.rows import Workflow, WorkflowId
    from frontdesk.features.workflows.wire.graph import WorkflowDefinition
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.audit import AuditKind, ValueChange
    from frontdesk.kit.ids import UserId


async def publish_workflow(
    tx: Transaction,
    manager: ManagerMember,
    workflow_id: WorkflowId,
    remark: str,
    version: int | None,
) -> Workflow:
    """Make the draft the next version, and that the one new conversations begin with.

    Conversations that are under way stay with the version they began with. With
    `version`, only the draft one has seen is published.
    """
    found = await _lock(tx, manager, workflow_id)
    if version not in (None, found.version):
        raise Stale
    return await _publish(tx, manager.user_id, found, found.draft, (remark.strip(), None))


async def roll_back_workflow(
    tx: Transaction, manager: ManagerMember, workflow_id: WorkflowId, number: int
) -> Workflow:
    """Publish an older version again, as a new one: history only ever grows.

    The draft stays as it is.
    """
    found = await _lock(tx, manager, workflow_id)
    older = await access.find_version(tx, found, number)
    remark = f"Version {number} again"
    return await _publish(tx, manager.user_id, found, older.definition, (remark, number))


async def unpublish_workflow(
    tx: Transaction,
    manager: ManagerMember,
    workflow_id: WorkflowId,
    version: int | None,
) -> Workflow:
    """Let no conversation begin with it any more; the project's prompt answers those.

    Conversations that are under way finish on the version they began with. One that is not
    live stays as it is.
    """
    found = await _lock(tx, manager, workflow_id)
    if version not in (None, found.version):
        raise Stale
    # Saying it twice is no change: no event, and a version that stays what others hold.
    if found.published_number is None:
        return found
    await tx.announce([WorkflowUnpublished(found.project_id, found.id, manager.user_id)])
    taken_back = change("version", found.published_number, None)
    await record(tx, _of("workflow_unpublished", manager.user_id, found, taken_back))
    return await workflows.set_unpublished(tx, found)


async def _lock(tx: Transaction, manager: ManagerMember, workflow_id: WorkflowId) -> Workflow:
    await projects.lock_membership(tx, manager)
    # All of them, in order of their ids. Two managers publishing two workflows at once would
    # each see the other unpublished, and meet in the unique index or in a deadlock.
    await workflows.lock_all(tx, manager.project_id)
    return await access.lock_for_changing(tx, manager, workflow_id)


async def _publish(
    tx: Transaction,
    user_id: UserId,
    workflow: Workflow,
    definition: WorkflowDefinition,
    of: tuple[str, int | None],
) -> Workflow:
    errors = errors_in(await check(definition))
    if errors:
        raise CannotPublish(
            fields={
                f"{problem.node_id or 'workflow'}.{problem.field or ''}": problem.message
                for problem in errors
            }
        )
    number = await workflows.insert_version(tx, workflow, definition, user_id, of)
    published = await workflows.set_published(tx, workflow, number)
    await tx.announce([WorkflowPublished(workflow.project_id, workflow.id, number, user_id)])
    live = change("version", workflow.published_number, number)
    await record(tx, _of("workflow_published", user_id, workflow, live))
    return published


def _of(kind: AuditKind, user_id: UserId, workflow: Workflow, change: ValueChange) -> Audited:
    return Audited(kind, user_id, workflow.project_id, about=workflow.name, changes=(change,))
