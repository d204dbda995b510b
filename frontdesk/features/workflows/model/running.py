"""What a run is made of: its state, what it is told, and its effects.

Effects are values. The driver of a turn carries out the asks (they cost time and change
nothing) and commits the rest together with the steps. The key of an effect is its turn
and its number in that turn: done twice, it is done once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from frontdesk.features.conversations.wire import Status
from frontdesk.features.projects.wire.settings import Weekday
from frontdesk.features.workflows.wire.exchange import WorkflowPhase
from frontdesk.features.workflows.wire.graph import WorkflowTool
from frontdesk.features.workflows.wire.requests import HttpMethod

# Memory is a column of every step: what a site answers must not be kept whole each time.
MEMORY_CHARACTERS = 2_000


@dataclass(frozen=True)
class Facts:
    """What rules and texts may look at. Everything has a value, however odd the metadata."""

    text: str = ""
    page_url: str = ""
    # Texts only: a rule that compares numbers would have to guess what "12" was meant as.
    attributes: dict[str, str] = field(default_factory=dict)
    status: Status = "open"
    tags: frozenset[str] = frozenset()
    weekday: Weekday = "mon"
    minute_of_day: int = 0
    is_within_hours: bool = True


@dataclass(frozen=True)
class State:
    """Where a conversation stands in a workflow.

    `node_id` is the node to run next. `step_no` counts the nodes it has been through in
    its whole life, `steps`, `calls` and `tool_calls` only those of this turn. `memory`
    keeps, by node, what was decided or fetched.
    """

    phase: WorkflowPhase = "ready"
    node_id: str | None = None
    step_no: int = 0
    turn: int = 0
    steps: int = 0
    calls: int = 0
    tool_calls: int = 0
    memory: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Key:
    """Which effect of which turn; unique in a conversation."""

    turn: int
    call: int


@dataclass(frozen=True)
class Option:
    """One label the model may choose, and when it should."""

    label: str
    hint: str = ""


@dataclass(frozen=True)
class AskDecision:
    """The model must choose one of the labels, through one forced tool call."""

    key: Key
    node_id: str
    question: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class AskAnswer:
    """The model must answer the visitor, and may use these tools."""

    key: Key
    node_id: str
    instructions: str
    tools: tuple[WorkflowTool, ...]
    # What the instructions refer to by name: others wrote it, so it is no part of them.
    known: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class AskSite:
    """Another system must be asked (GET); its answer is wanted at once."""

    key: Key
    node_id: str
    url: str
    headers: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Say:
    """The visitor is told this; `authored` is what the team itself wrote of it."""

    key: Key
    text: str
    # Not compared: two runs said the same if the visitor read the same.
    authored: str = field(default="", compare=False)


@dataclass(frozen=True)
class AddNote:
    """Members see this note."""

    key: Key
    text: str


@dataclass(frozen=True)
class ChangeStatus:
    """The conversation gets this status."""

    key: Key
    status: Status


@dataclass(frozen=True)
class SetTag:
    """The conversation gets this tag, or loses it."""

    key: Key
    tag: str
    remove: bool


@dataclass(frozen=True)
class Handoff:
    """The team takes over."""

    key: Key
    reason: str


@dataclass(frozen=True)
class TellSite:
    """Another system is told something, once, after the commit."""

    key: Key
    method: HttpMethod
    url: str
    headers: tuple[tuple[str, str], ...]
    body: str


@dataclass(frozen=True)
class RefuseTool:
    """Something was wanted that cannot be done; the trace says why."""

    key: Key
    tool: str
    why: str


# Asks change nothing and may be repeated; effects are committed, each once.
Ask: TypeAlias = AskDecision | AskAnswer | AskSite
Effect: TypeAlias = Say | AddNote | ChangeStatus | SetTag | Handoff | TellSite | RefuseTool
Output: TypeAlias = Ask | Effect


@dataclass(frozen=True)
class RequestedTool:
    """A tool the model called, with whatever arguments it made up."""

    name: str
    arguments: object


@dataclass(frozen=True)
class Decided:
    """The model chose a label. `None`: it chose none of them."""

    key: Key
    label: str | None


@dataclass(frozen=True)
class Answered:
    """The model answered the visitor, and called these tools."""

    key: Key
    text: str
    calls: tuple[RequestedTool, ...] = ()


@dataclass(frozen=True)
class SiteAnswered:
    """The other system answered."""

    key: Key
    status: int
    body: str


@dataclass(frozen=True)
class AskFailed:
    """What was asked for could not be had."""

    key: Key
    why: str


AskResult: TypeAlias = Decided | Answered | SiteAnswered | AskFailed


@dataclass(frozen=True)
class StepContext:
    """What a step is told: how things are, and the answer it waited for, if it did."""

    facts: Facts
    answer: AskResult | None = None


@dataclass(frozen=True)
class StepResult:
    """One node that was run: a row of `workflow_steps`, and what it wants done.

    `decision` says in words why this way out was taken.
    """

    step_no: int
    turn: int
    node_id: str
    exit: str | None
    next_node_id: str | None
    phase: WorkflowPhase
    memory: dict[str, str]
    effects: tuple[Effect, ...] = ()
    decision: str | None = None


@dataclass(frozen=True)
class Stepped:
    """What one call of `step` came to: a step result, or an ask that must be answered first."""

    state: State
    outputs: tuple[Output, ...] = ()
    step_result: StepResult | None = None
