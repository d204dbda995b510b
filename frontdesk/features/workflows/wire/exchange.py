"""What is asked and answered about workflows."""

from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import UNSET, Meta, UnsetType

from frontdesk.features.conversations.wire import Status
from frontdesk.features.workflows.wire.graph import NodeId, WorkflowDefinition
from frontdesk.features.workflows.wire.texts import LongText, Words
from frontdesk.kit.wire import Wire, WireId

WorkflowName: TypeAlias = Annotated[str, Meta(min_length=1, max_length=120)]
Remark: TypeAlias = Annotated[str, Meta(max_length=500)]
Severity: TypeAlias = Literal["error", "warning"]
WorkflowPhase: TypeAlias = Literal["ready", "asking", "waiting", "ended", "handed_over"]
WithheldBecause: TypeAlias = Literal["leaked", "gated"]
TraceOutcome: TypeAlias = Literal["committed", "void", "failed"]

MAX_DRY_RUN_MESSAGES = 50
# As many as a model is shown in a real turn.
MAX_DRY_RUN_LINES = 30


class WorkflowFile(Wire):
    """`POST /projects/{id}/workflows/import`; what an export gives."""

    format: Literal["frontdesk.workflow"]
    format_version: Literal[1]
    name: WorkflowName
    definition: WorkflowDefinition


class WorkflowProblem(Wire):
    """What is wrong, and where; without a node it is about the whole."""

    message: str
    severity: Severity
    node_id: str | None
    field: str | None


class WorkflowSummary(Wire):
    """A workflow as the list shows it."""

    id: int
    name: str
    version: int
    published_number: int | None
    last_number: int
    node_count: int
    error_count: int
    created_at: str
    updated_at: str


class WorkflowPage(Wire):
    """The workflows of a project, oldest first."""

    data: list[WorkflowSummary]
    next_cursor: str | None


class WorkflowWire(Wire):
    """A workflow with its draft and what is wrong with that."""

    id: int
    name: str
    version: int
    published_number: int | None
    last_number: int
    has_unpublished_changes: bool
    definition: WorkflowDefinition
    problems: list[WorkflowProblem]
    created_at: str
    updated_at: str


class CreateWorkflow(Wire):
    """`POST /projects/{id}/workflows`; without a definition it begins with a small example."""

    name: WorkflowName
    definition: WorkflowDefinition | None = None


class PatchWorkflow(Wire):
    """`PATCH /projects/{id}/workflows/{id}`: only what is named changes."""

    name: WorkflowName | UnsetType = UNSET
    definition: WorkflowDefinition | UnsetType = UNSET


class CheckWorkflow(Wire):
    """`POST /projects/{id}/workflows/check`: say what is wrong, and store nothing."""

    definition: WorkflowDefinition


class WorkflowProblems(Wire):
    """Everything that is wrong with a definition."""

    problems: list[WorkflowProblem]


class PublishWorkflow(Wire):
    """`POST /projects/{id}/workflows/{id}/publish`: the draft becomes the next version."""

    remark: Remark = ""


class RollBackWorkflow(Wire):
    """`POST /projects/{id}/workflows/{id}/rollback`: an older version is published again."""

    number: WireId


class WorkflowVersionWire(Wire):
    """A version as the list shows it."""

    number: int
    remark: str
    restored_number: int | None
    published_by_name: str
    is_published: bool
    created_at: str


class WorkflowVersionPage(Wire):
    """The versions of a workflow, newest first."""

    data: list[WorkflowVersionWire]
    next_cursor: str | None


class NodeChange(Wire):
    """A node that two definitions do not have alike; `fields` are what differs."""

    node_id: str
    name: str
    fields: list[str]


class WorkflowDiff(Wire):
    """How one definition differs from an earlier one. Where nodes stand does not count."""

    added: list[NodeChange]
    removed: list[NodeChange]
    changed: list[NodeChange]
    added_edges: list[str]
    removed_edges: list[str]


class WorkflowVersionDetails(Wire):
    """A version, and how it differs from the one before it."""

    version: WorkflowVersionWire
    definition: WorkflowDefinition
    diff: WorkflowDiff


class CannedAnswer(Wire):
    """What another system is taken to answer in a dry run."""

    body: Annotated[str, Meta(max_length=20_000)] = ""
    status: Annotated[int, Meta(ge=100, le=599)] = 200


class DryRunMessage(Wire):
    """One message of a dry run, as a model is shown it."""

    sender: Literal["visitor", "ai"]
    text: Annotated[str, Meta(max_length=5_000)]


class DryRunProgress(Wire):
    """Where a dry run stands. Hand it back to go on from there: nothing of it is kept here."""

    turns: Annotated[int, Meta(ge=0, le=MAX_DRY_RUN_MESSAGES)]
    phase: WorkflowPhase
    node_id: NodeId | None
    step_no: Annotated[int, Meta(ge=0, le=1_000_000)]
    memory: Annotated[dict[NodeId, Annotated[str, Meta(max_length=2_000)]], Meta(max_length=500)]
    lines: Annotated[list[DryRunMessage], Meta(max_length=MAX_DRY_RUN_LINES)]
    tokens: Annotated[int, Meta(ge=0, le=10**12)]


class DryRun(Wire):
    """`POST /projects/{id}/workflows/{id}/dry-run`.

    The visitor says `messages`, or what they said in the conversation; `atMost` of them in one
    request, and `soFar` goes on behind those of an earlier one. `definition` is the draft
    unless given. `models` says who decides and answers: the project's own models, within the
    budgets and times of a real turn, or a stand-in that compares words. `decisions` and
    `answers` script either by node id. Other systems are asked (GET) only with `reallyAsk`;
    else `siteAnswers` says by node id what they answer. Nothing is sent or stored.
    """

    definition: WorkflowDefinition | None = None
    conversation_id: WireId | None = None
    messages: Annotated[list[LongText], Meta(max_length=MAX_DRY_RUN_MESSAGES)] = msgspec.field(
        default_factory=list
    )
    page_url: Annotated[str, Meta(max_length=2_000)] = ""
    attributes: Annotated[dict[str, Words], Meta(max_length=50)] = msgspec.field(
        default_factory=dict
    )
    status: Status = "open"
    tags: Annotated[list[Annotated[str, Meta(max_length=50)]], Meta(max_length=50)] = msgspec.field(
        default_factory=list
    )
    is_within_hours: bool = True
    models: Literal["project", "none"] = "project"
    decisions: dict[str, Words] = msgspec.field(default_factory=dict)
    answers: dict[str, LongText] = msgspec.field(default_factory=dict)
    really_ask: bool = False
    site_answers: Annotated[dict[str, CannedAnswer], Meta(max_length=100)] = msgspec.field(
        default_factory=dict
    )
    at_most: Annotated[int, Meta(ge=1, le=MAX_DRY_RUN_MESSAGES)] = MAX_DRY_RUN_MESSAGES
    so_far: DryRunProgress | None = None


class TraceEntry(Wire):
    """What one node did: the way out it took, why, and what came of it.

    `failure` says why a model or another system that was asked gave no answer.
    """

    step_no: int
    node_id: str
    node_name: str
    node_type: str
    exit: str | None
    decision: str | None
    did: list[str]
    said: str | None
    tool: str | None
    tokens: int
    ms: int
    failure: str | None = None


class DryRunTurn(Wire):
    """One visitor message of a dry run, and what the workflow made of it."""

    message: str
    entries: list[TraceEntry]
    phase: WorkflowPhase
    # What a person would be asked to look at, and the words that made it so.
    withheld: WithheldBecause | None = None
    withheld_words: str = ""


class DryRunResult(Wire):
    """A dry run, or a part of one: `messagesLeft` are still to be said after `soFar`."""

    turns: list[DryRunTurn]
    problems: list[WorkflowProblem]
    so_far: DryRunProgress
    messages_left: int


class TurnTrace(Wire):
    """What a real turn did, and why it was void if it was."""

    id: int
    turn: int
    trigger_seq: int
    workflow_id: int | None
    workflow_name: str | None
    version_number: int | None
    outcome: TraceOutcome
    why: str
    entries: list[TraceEntry]
    tokens: int
    ms: int
    created_at: str


class TurnTracePage(Wire):
    """The turns of a conversation, newest first."""

    data: list[TurnTrace]
    next_cursor: str | None
