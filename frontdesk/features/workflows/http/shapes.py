"""Rows in the shapes of the wire."""

from __future__ import annotations

from typing import Any

from litestar import Response

from frontdesk.features.workflows.model import Version, Workflow, errors_in, is_same, validate
from frontdesk.features.workflows.wire import (
    WorkflowDefinition,
    WorkflowSummary,
    WorkflowVersionWire,
    WorkflowWire,
)
from frontdesk.kit.wire import to_wire_time


def summary_of(workflow: Workflow) -> WorkflowSummary:
    return WorkflowSummary(
        id=workflow.id,
        name=workflow.name,
        version=workflow.version,
        published_number=workflow.published_number,
        last_number=workflow.last_number,
        node_count=len(workflow.draft.nodes),
        error_count=len(errors_in(workflow.draft)),
        created_at=to_wire_time(workflow.created_at),
        updated_at=to_wire_time(workflow.updated_at),
    )


def shown(workflow: Workflow, published: WorkflowDefinition | None) -> WorkflowWire:
    """Show a workflow with its draft; `published` is the definition it would replace."""
    return WorkflowWire(
        id=workflow.id,
        name=workflow.name,
        version=workflow.version,
        published_number=workflow.published_number,
        last_number=workflow.last_number,
        has_unpublished_changes=published is None or not is_same(published, workflow.draft),
        definition=workflow.draft,
        problems=validate(workflow.draft),
        created_at=to_wire_time(workflow.created_at),
        updated_at=to_wire_time(workflow.updated_at),
    )


def tagged(workflow: Workflow, published: WorkflowDefinition | None) -> Response[Any]:
    """Answer with a workflow and its version."""
    return Response(
        shown(workflow, published), headers={"ETag": f'"{workflow.version}"'}, status_code=200
    )


def version_of(version: Version) -> WorkflowVersionWire:
    return WorkflowVersionWire(
        number=version.number,
        remark=version.remark,
        restored_number=version.restored_number,
        published_by_name=version.published_by_name,
        is_published=version.is_published,
        created_at=to_wire_time(version.created_at),
    )
