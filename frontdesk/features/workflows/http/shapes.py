"""Rows in the shapes of the wire."""

from __future__ import annotations

from frontdesk.features.workflows.model.difference import is_same
from frontdesk.features.workflows.model.rows import Version, Workflow
from frontdesk.features.workflows.model.validation import check, errors_in
from frontdesk.features.workflows.wire.exchange import (
    WorkflowSummary,
    WorkflowVersionWire,
    WorkflowWire,
)
from frontdesk.features.workflows.wire.graph import WorkflowDefinition
from frontdesk.infra.http import Tagged
from frontdesk.kit.wire import to_wire


async def summary_of(workflow: Workflow) -> WorkflowSummary:
    draft = workflow.draft
    errors = errors_in(await check(draft))
    return to_wire(WorkflowSummary, workflow, node_count=len(draft.nodes), error_count=len(errors))


async def shown(workflow: Workflow, published: WorkflowDefinition | None) -> WorkflowWire:
    """Show a workflow with its draft; `published` is the definition it would replace."""
    return to_wire(
        WorkflowWire,
        workflow,
        has_unpublished_changes=published is None or not is_same(published, workflow.draft),
        definition=workflow.draft,
        problems=await check(workflow.draft),
    )


async def tagged(workflow: Workflow, published: WorkflowDefinition | None) -> Tagged[WorkflowWire]:
    """Answer with a workflow and its version."""
    return Tagged(await shown(workflow, published), workflow.version)


def version_of(version: Version) -> WorkflowVersionWire:
    return to_wire(WorkflowVersionWire, version)
