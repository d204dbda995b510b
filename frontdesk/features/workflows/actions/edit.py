"""Making, changing, importing and removing workflows."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from msgspec import UNSET

from frontdesk.features import projects
from frontdesk.features.accounts.model import clean_name
from frontdesk.features.workflows import access
from frontdesk.features.workflows.model.example import example
from frontdesk.features.workflows.model.refusals import InUse, NameTaken
from frontdesk.features.workflows.store import workflows
from frontdesk.infra.audit import record
from frontdesk.infra.database import UniqueViolation
from frontdesk.kit.audit import Audited, change
from frontdesk.kit.errors import Stale

if TYPE_CHECKING:
    from frontdesk.features.projects.model import ManagerMember
    from frontdesk.features.workflows.model.rows import Workflow, WorkflowId
    from frontdesk.features.workflows.wire.exchange import (
        CreateWorkflow,
        PatchWorkflow,
        WorkflowFile,
    )
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.audit import AuditKind, ValueChange

_NAME_CHARACTERS = 120


async def create_workflow(
    tx: Transaction, manager: ManagerMember, wanted: CreateWorkflow
) -> Workflow:
    """Begin a workflow; nobody runs it before it is published."""
    await projects.lock_membership(tx, manager)
    draft = wanted.definition or example()
    workflow = await workflows.insert(tx, manager.project_id, clean_name(wanted.name), draft)
    if workflow is None:
        raise NameTaken
    await record(tx, _of("workflow_created", manager, workflow.name))
    return workflow


async def import_workflow(tx: Transaction, manager: ManagerMember, file: WorkflowFile) -> Workflow:
    """Begin a workflow from a file; if its name is taken, it gets a number."""
    await projects.lock_membership(tx, manager)
    name = clean_name(file.name)
    for number in count(2):
        workflow = await workflows.insert(tx, manager.project_id, name, file.definition)
        if workflow is not None:
            await record(tx, _of("workflow_created", manager, workflow.name))
            return workflow
        suffix = f" ({number})"
        # A longest name gives way to its number, or no second import of it would ever fit.
        name = clean_name(file.name)[: _NAME_CHARACTERS - len(suffix)] + suffix
    raise AssertionError("numbers do not end")


async def edit_workflow(
    tx: Transaction,
    manager: ManagerMember,
    workflow_id: WorkflowId,
    patch: PatchWorkflow,
    version: int | None,
) -> Workflow:
    """Change the draft or the name, unless someone changed it since `version`.

    What is published stays as it is.
    """
    found = await access.lock_for_changing(tx, manager, workflow_id)
    if version not in (None, found.version):
        raise Stale
    name = found.name if patch.name is UNSET else clean_name(patch.name)
    draft = found.draft if patch.definition is UNSET else patch.definition
    # A new version for nothing would refuse the next save of everybody who has it open.
    if (name, draft) == (found.name, found.draft):
        return found
    try:
        edited = await workflows.update(tx, found, name, draft)
    # Looking first would not help: another request may take the name in between.
    except UniqueViolation as error:
        raise NameTaken from error
    changes = [change("name", found.name, name)] if name != found.name else []
    if draft != found.draft:
        # What a step sends to another system may be a secret: only that it changed is kept.
        changes.append(change("draft", f"version {found.version}", f"version {edited.version}"))
    await record(tx, _of("workflow_edited", manager, found.name, *changes))
    return edited


async def delete_workflow(tx: Transaction, manager: ManagerMember, workflow_id: WorkflowId) -> None:
    """Remove a workflow that was never published: others are part of what happened."""
    found = await access.lock_for_changing(tx, manager, workflow_id)
    # Unpublished is not enough: steps and traces of past conversations name its versions.
    if found.last_number:
        raise InUse
    await workflows.delete(tx, found)
    await record(tx, _of("workflow_deleted", manager, found.name))


def _of(kind: AuditKind, manager: ManagerMember, name: str, *changes: ValueChange) -> Audited:
    return Audited(kind, manager.user_id, manager.project_id, about=name, changes=changes)
