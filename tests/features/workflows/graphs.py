"""Workflows to try things with: drawn by hand, and invented by the thousand."""

from __future__ import annotations

import itertools

import msgspec
from hypothesis import strategies as st

from frontdesk.features.workflows.model.graph import exits_of
from frontdesk.features.workflows.wire.graph import (
    ActionNode,
    AddNoteAction,
    CanvasPosition,
    ChangeStatusAction,
    ConditionNode,
    EndNode,
    HandoffAction,
    LlmNode,
    MessageNode,
    SetTagAction,
    StartNode,
    SwitchCase,
    SwitchNode,
    TagRule,
    TextRule,
    WaitForReplyNode,
    WorkflowDefinition,
    WorkflowEdge,
    WorkflowNode,
    WorkflowRule,
)
from frontdesk.features.workflows.wire.requests import (
    HttpHeader,
    HttpRequestAction,
    RequestBody,
    TextBody,
)

HERE = CanvasPosition(0, 0)


def contains(value: str, *, is_not: bool = False) -> TextRule:
    return TextRule("contains", value, is_not)


def start() -> StartNode:
    return StartNode("start", "Start", HERE)


def message(node_id: str, text: str = "Hello!") -> MessageNode:
    return MessageNode(node_id, node_id, HERE, text)


def condition(node_id: str, *rules: WorkflowRule, question: str = "") -> ConditionNode:
    made = ConditionNode(node_id, node_id, HERE, "rule", "all", list(rules), question)
    return msgspec.structs.replace(made, by="model") if question else made


def case(key: str, *rules: WorkflowRule, label: str = "") -> SwitchCase:
    return SwitchCase(key, label or key, "any", list(rules), "")


def switch(node_id: str, *cases: SwitchCase, question: str = "") -> SwitchNode:
    return SwitchNode(
        node_id, node_id, HERE, "model" if question else "rule", question, list(cases)
    )


def note(node_id: str, text: str = "Look here") -> ActionNode:
    return ActionNode(node_id, node_id, HERE, AddNoteAction(text))


def tag(node_id: str, name: str) -> ActionNode:
    return ActionNode(node_id, node_id, HERE, SetTagAction(name, remove=False))


def status(node_id: str) -> ActionNode:
    return ActionNode(node_id, node_id, HERE, ChangeStatusAction("solved"))


def handoff(node_id: str = "handoff", reason: str = "Too hard") -> ActionNode:
    return ActionNode(node_id, node_id, HERE, HandoffAction(reason))


def request(node_id: str, method: str = "GET", url: str = "https://shop.example/o") -> ActionNode:
    action = HttpRequestAction(
        "GET" if method == "GET" else "POST", url, [], TextBody("{{message}}")
    )
    return ActionNode(node_id, node_id, HERE, action)


def llm(node_id: str, *tools: str) -> LlmNode:
    node = LlmNode(node_id, node_id, HERE, "Be kind.", [])
    node.tools.extend(tools)  # type: ignore[arg-type]  # also such as a file may wrongly name
    return node


def wait(node_id: str = "wait") -> WaitForReplyNode:
    return WaitForReplyNode(node_id, node_id, HERE)


def end(node_id: str = "end") -> EndNode:
    return EndNode(node_id, node_id, HERE)


def graph(*nodes: WorkflowNode, edges: str) -> WorkflowDefinition:
    """Connect nodes: `a>b` is a's way on, `a:yes>b` another of its ways out."""
    made = []
    for text in edges.split():
        source, _, target = text.partition(">")
        node_id, _, exit_ = source.partition(":")
        made.append(WorkflowEdge(node_id, exit_ or "next", target))
    return WorkflowDefinition(list(nodes), made)


def line(*nodes: WorkflowNode) -> WorkflowDefinition:
    """Put nodes one behind the other, after a start."""
    chain = [start(), *nodes]
    pairs = itertools.pairwise(chain)
    return WorkflowDefinition(
        list(chain), [WorkflowEdge(one.id, "next", other.id) for one, other in pairs]
    )


WORDS = ["refund", "order", "hello", "human", ""]
_RULES: st.SearchStrategy[WorkflowRule] = st.one_of(
    st.builds(TextRule, st.sampled_from(["contains", "equals"]), st.just("order"), st.booleans()),
    st.builds(TagRule, st.sampled_from(["vip", "new"]), st.booleans()),
)


_KINDS = ["message", "condition", "asks", "switch", "chooses", "note", "tag", "solve"]
_MORE_KINDS = ["get", "post", "llm", "wait", "handoff", "end"]


@st.composite
def valid_definitions(draw: st.DrawFn) -> WorkflowDefinition:
    """Any workflow without errors: ways lead forward, and back only out of a wait."""
    is_long = draw(st.booleans())
    kinds_of = st.sampled_from(_KINDS if is_long else _KINDS + _MORE_KINDS)
    kinds = draw(st.lists(kinds_of, min_size=30 if is_long else 1, max_size=40))
    rules = draw(st.lists(_RULES, min_size=1, max_size=3))
    nodes: list[WorkflowNode] = [start()]
    nodes += [_made(kind, f"n{number}", rules) for number, kind in enumerate(kinds)]
    nodes.append(end("last"))
    edges = []
    for place, node in enumerate(nodes):
        exits = exits_of(node)
        first = 1 if isinstance(node, WaitForReplyNode) else place + 1
        for exit_ in exits.needed + exits.allowed:
            target = draw(st.sampled_from(nodes[first : first + (1 if is_long else 4)]))
            edges.append(WorkflowEdge(node.id, exit_, target.id))
    return WorkflowDefinition(nodes, edges)


def _made(kind: str, node_id: str, rules: list[WorkflowRule]) -> WorkflowNode:
    cases = (case("a", *rules, label="Alpha"), case("b", *rules, label="Beta"))
    made: dict[str, WorkflowNode] = {
        "message": message(node_id, "Hi {{visitor.name}}, you said {{message}}"),
        "condition": condition(node_id, *rules),
        "asks": condition(node_id, question="Is it urgent?"),
        "switch": switch(node_id, *cases),
        "chooses": switch(node_id, *cases, question="Which one?"),
        "note": note(node_id),
        "tag": tag(node_id, "vip"),
        "solve": status(node_id),
        "get": request(node_id),
        "post": request(node_id, "POST"),
        "llm": llm(node_id, "add_note", "set_tag", "handoff", "change_status"),
        "wait": wait(node_id),
        "handoff": handoff(node_id),
        "end": end(node_id),
    }
    return made[kind]


def telling(
    body: RequestBody | None = None,
    url: str = "https://shop.example/tickets",
    headers: list[HttpHeader] | None = None,
) -> HttpRequestAction:
    """Tell the shop something."""
    return HttpRequestAction("POST", url, headers or [], body or TextBody("{{message}}"))
