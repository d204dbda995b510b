"""Workflows as they are stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from frontdesk.features.workflows.model.running import State
from frontdesk.features.workflows.wire.exchange import TraceEntry, TraceOutcome
from frontdesk.features.workflows.wire.graph import WorkflowDefinition
from frontdesk.kit.ids import ConversationId, ProjectId

WorkflowId = NewType("WorkflowId", int)


@dataclass(frozen=True)
class Workflow:
    """A row of `workflows`."""

    project_id: ProjectId
    id: WorkflowId
    name: str
    draft: WorkflowDefinition
    version: int
    last_number: int
    published_number: int | None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True)
class Version:
    """A row of `workflow_versions`; it never changes."""

    workflow_id: WorkflowId
    number: int
    definition: WorkflowDefinition
    remark: str
    restored_number: int | None
    published_by_name: str
    is_published: bool
    created_at: datetime


@dataclass(frozen=True)
class Published:
    """The version new conversations of a project begin with."""

    workflow_id: WorkflowId
    number: int
    definition: WorkflowDefinition


@dataclass(frozen=True)
class WorkflowRun:
    """Where a conversation stands, and in which version: the one it began with."""

    conversation_id: ConversationId
    published: Published
    state: State


@dataclass(frozen=True)
class Trace:
    """What a turn did. `why` says why it was void or failed; `at` is set by the database."""

    conversation_id: ConversationId
    turn: int
    trigger_seq: int
    published: Published | None
    outcome: TraceOutcome
    why: str
    entries: list[TraceEntry]
    tokens: int
    ms: int
