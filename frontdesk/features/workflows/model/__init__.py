"""Workflows: a graph, what is wrong with it, and how a conversation walks through it."""

from frontdesk.features.workflows.model.acting import (
    read_call,
)
from frontdesk.features.workflows.model.difference import (
    difference,
    is_same,
)
from frontdesk.features.workflows.model.example import (
    example,
)
from frontdesk.features.workflows.model.facts import (
    read_attributes,
    read_clock,
    read_memory,
)
from frontdesk.features.workflows.model.graph import (
    exits_of,
    find_node,
)
from frontdesk.features.workflows.model.refusals import (
    CannotPublish,
    InUse,
    NameTaken,
    StepTaken,
)
from frontdesk.features.workflows.model.rows import (
    Published,
    Trace,
    Version,
    Workflow,
    WorkflowId,
    WorkflowRun,
)
from frontdesk.features.workflows.model.rules import (
    applies,
)
from frontdesk.features.workflows.model.running import (
    AddNote,
    Answered,
    Ask,
    AskAnswer,
    AskDecision,
    AskFailed,
    AskResult,
    AskSite,
    ChangeStatus,
    Decided,
    Effect,
    Facts,
    Handoff,
    Key,
    Option,
    Output,
    RefuseTool,
    RequestedTool,
    Say,
    SetTag,
    SiteAnswered,
    State,
    StepContext,
    Stepped,
    StepResult,
    TellSite,
)
from frontdesk.features.workflows.model.schema import (
    SCHEMA_ADDRESS,
    file_schema,
)
from frontdesk.features.workflows.model.stand_in import (
    ChatMessage,
    StandIn,
)
from frontdesk.features.workflows.model.stepping import (
    Advanced,
    advance,
    begin_turn,
    step,
)
from frontdesk.features.workflows.model.tracing import (
    Spent,
    trace_entries,
)
from frontdesk.features.workflows.model.validation import (
    errors_in,
    validate,
)

__all__ = [
    "SCHEMA_ADDRESS",
    "AddNote",
    "Advanced",
    "Answered",
    "Ask",
    "AskAnswer",
    "AskDecision",
    "AskFailed",
    "AskResult",
    "AskSite",
    "CannotPublish",
    "ChangeStatus",
    "ChatMessage",
    "Decided",
    "Effect",
    "Facts",
    "Handoff",
    "InUse",
    "Key",
    "NameTaken",
    "Option",
    "Output",
    "Published",
    "RefuseTool",
    "RequestedTool",
    "Say",
    "SetTag",
    "SiteAnswered",
    "Spent",
    "StandIn",
    "State",
    "StepContext",
    "StepResult",
    "StepTaken",
    "Stepped",
    "TellSite",
    "Trace",
    "Version",
    "Workflow",
    "WorkflowId",
    "WorkflowRun",
    "advance",
    "applies",
    "begin_turn",
    "difference",
    "errors_in",
    "example",
    "exits_of",
    "file_schema",
    "find_node",
    "is_same",
    "read_attributes",
    "read_call",
    "read_clock",
    "read_memory",
    "step",
    "trace_entries",
    "validate",
]
