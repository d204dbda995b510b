"""A workflow's graph, as it crosses the network and as it is stored: one set of shapes.

A draft may be unfinished, so these shapes only bound sizes; `model/validation` says what
keeps it from being published.
"""

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta

from frontdesk.features.conversations.wire import Status
from frontdesk.features.projects.wire.settings import Weekday
from frontdesk.features.workflows.wire.requests import HttpRequestAction
from frontdesk.features.workflows.wire.texts import LongText, Words
from frontdesk.kit.wire import Wire

# `(?![\s\S])` is the end of the text for Python and for JavaScript; `$` is not for Python.
NodeId: TypeAlias = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{1,40}(?![\s\S])")]
NodeName: TypeAlias = Annotated[str, Meta(max_length=80)]
Coordinate: TypeAlias = Annotated[int, Meta(ge=-100_000, le=100_000)]

TextTest: TypeAlias = Literal["contains", "equals", "starts_with", "matches", "exists"]
DecidedBy: TypeAlias = Literal["rule", "model"]
RuleMatch: TypeAlias = Literal["all", "any"]
WorkflowTool: TypeAlias = Literal[
    "add_note", "change_status", "send_form", "set_tag", "handoff", "http_request"
]

MAX_SWITCH_CASES = 10
MAX_STEPS_PER_TURN = 25
MAX_RULES = 10


class CanvasPosition(Wire):
    """Where a node stands on the canvas."""

    x: Coordinate
    y: Coordinate


class TextRule(Wire, tag_field="kind", tag="text"):
    """What the visitor wrote."""

    test: TextTest
    value: Words
    is_not: bool


class PageRule(Wire, tag_field="kind", tag="page"):
    """The address of the page the visitor is on."""

    test: TextTest
    value: Words
    is_not: bool


class AttributeRule(Wire, tag_field="kind", tag="attribute"):
    """What is known about the visitor: `name`, `email`, or a custom attribute."""

    name: Words
    test: TextTest
    value: Words
    is_not: bool


class TimeRule(Wire, tag_field="kind", tag="time"):
    """The project's clock: on these days, from `opens` until before `closes` (`HH:MM`)."""

    days: Annotated[list[Weekday], Meta(max_length=7)]
    opens: Annotated[str, Meta(max_length=5)]
    closes: Annotated[str, Meta(max_length=5)]
    is_not: bool


class HoursRule(Wire, tag_field="kind", tag="hours"):
    """The project's business hours are on."""

    is_not: bool


class StatusRule(Wire, tag_field="kind", tag="status"):
    """The conversation has one of these statuses."""

    statuses: Annotated[list[Status], Meta(max_length=4)]
    is_not: bool


class TagRule(Wire, tag_field="kind", tag="tag"):
    """The conversation carries this tag."""

    tag: Words
    is_not: bool


WorkflowRule: TypeAlias = (
    TextRule | PageRule | AttributeRule | TimeRule | HoursRule | StatusRule | TagRule
)
Rules: TypeAlias = Annotated[list[WorkflowRule], Meta(max_length=MAX_RULES)]


class SwitchCase(Wire):
    """One way out of a switch. `key` names its edge; rules or `hint` say when it is taken."""

    key: NodeId
    label: NodeName
    match: RuleMatch
    rules: Rules
    hint: Words


class AddNoteAction(Wire, tag_field="kind", tag="add_note"):
    """Write a note that only members see."""

    text: LongText


class ChangeStatusAction(Wire, tag_field="kind", tag="change_status"):
    """Set the conversation's status."""

    status: Literal["pending", "solved"]


class SendFormAction(Wire, tag_field="kind", tag="send_form"):
    """Ask the visitor to fill a form in."""

    form: Words


class SetTagAction(Wire, tag_field="kind", tag="set_tag"):
    """Put a tag on the conversation, or take it off."""

    tag: Annotated[str, Meta(max_length=50)]
    remove: bool


class HandoffAction(Wire, tag_field="kind", tag="handoff"):
    """Give the conversation to the team; the workflow ends there."""

    reason: Words


WorkflowAction: TypeAlias = (
    AddNoteAction
    | ChangeStatusAction
    | SendFormAction
    | SetTagAction
    | HandoffAction
    | HttpRequestAction
)


class StartNode(Wire, tag_field="type", tag="start"):
    """Where a conversation begins."""

    id: NodeId
    name: NodeName
    position: CanvasPosition


class MessageNode(Wire, tag_field="type", tag="message"):
    """Say something to the visitor."""

    id: NodeId
    name: NodeName
    position: CanvasPosition
    text: LongText


class ConditionNode(Wire, tag_field="type", tag="condition"):
    """Yes or no, by rules or by asking the model `question`."""

    id: NodeId
    name: NodeName
    position: CanvasPosition
    by: DecidedBy
    match: RuleMatch
    rules: Rules
    question: Words


class SwitchNode(Wire, tag_field="type", tag="switch"):
    """One of up to ten cases or the default, by rules or by asking the model `question`."""

    id: NodeId
    name: NodeName
    position: CanvasPosition
    by: DecidedBy
    question: Words
    cases: Annotated[list[SwitchCase], Meta(max_length=50)]


class ActionNode(Wire, tag_field="type", tag="action"):
    """Do something besides talking."""

    id: NodeId
    name: NodeName
    position: CanvasPosition
    action: WorkflowAction


class LlmNode(Wire, tag_field="type", tag="llm"):
    """Let the model answer the visitor, with these tools at hand."""

    id: NodeId
    name: NodeName
    position: CanvasPosition
    instructions: LongText
    tools: Annotated[list[WorkflowTool], Meta(max_length=10)]


class WaitForReplyNode(Wire, tag_field="type", tag="wait_for_reply"):
    """Wait until the visitor writes again."""

    id: NodeId
    name: NodeName
    position: CanvasPosition


class EndNode(Wire, tag_field="type", tag="end"):
    """The workflow is done; what the visitor writes next begins anew."""

    id: NodeId
    name: NodeName
    position: CanvasPosition


WorkflowNode: TypeAlias = (
    StartNode
    | MessageNode
    | ConditionNode
    | SwitchNode
    | ActionNode
    | LlmNode
    | WaitForReplyNode
    | EndNode
)


class WorkflowEdge(Wire):
    """From one way out of a node to another node.

    `exit` is `next`, `yes`, `no`, `failed`, a case's key, or `default`.
    """

    source: NodeId
    exit: NodeId
    target: NodeId


class WorkflowDefinition(Wire):
    """A directed graph."""

    nodes: Annotated[list[WorkflowNode], Meta(max_length=200)]
    edges: Annotated[list[WorkflowEdge], Meta(max_length=1_000)]
