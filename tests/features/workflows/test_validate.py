"""What keeps a workflow from being published, and that it says where."""

from __future__ import annotations

import pytest

from frontdesk.features.workflows.model.example import example
from frontdesk.features.workflows.model.validation import validate
from frontdesk.features.workflows.wire.graph import (
    ActionNode,
    AttributeRule,
    SendFormAction,
    StatusRule,
    TagRule,
    TextRule,
    TimeRule,
    WorkflowDefinition,
)
from frontdesk.features.workflows.wire.requests import (
    FormBody,
    FormField,
    HttpHeader,
    HttpRequestAction,
    JsonBody,
)
from tests.features.workflows.graphs import (
    HERE,
    case,
    condition,
    contains,
    end,
    graph,
    handoff,
    line,
    llm,
    message,
    note,
    request,
    start,
    switch,
    telling,
    wait,
)


def acting(action: HttpRequestAction | SendFormAction) -> WorkflowDefinition:
    return line(ActionNode("act", "act", HERE, action), end())


def asking(rule: TextRule | TimeRule | AttributeRule | StatusRule | TagRule) -> WorkflowDefinition:
    return graph(start(), condition("c", rule), end(), edges="start>c c:yes>end c:no>end")


def cases(count: int) -> WorkflowDefinition:
    keys = [f"k{number}" for number in range(count)]
    made = [case(key, contains(key)) for key in keys]
    ways = " ".join(f"s:{key}>end" for key in [*keys, "default"])
    return graph(start(), switch("s", *made), end(), edges=f"start>s {ways}")


TWIN_CASES = graph(
    start(),
    switch("s", case("a", contains("x"), label="Same"), case("b", contains("y"), label="same")),
    end(),
    edges="start>s s:a>end s:b>end s:default>end",
)
TAKEN_KEY = graph(
    start(), switch("s", case("default", contains("x"))), end(), edges="start>s s:default>end"
)

# What is wrong, the definition, and where: node, field, a part of the sentence.
WRONG: list[tuple[str, WorkflowDefinition, str | None, str | None, str]] = [
    ("no start", graph(end(), edges=""), None, None, "no start"),
    (
        "two starts",
        WorkflowDefinition([*line(end()).nodes, start()], line(end()).edges),
        "start",
        None,
        "another start",
    ),
    ("unknown target", graph(start(), edges="start>ghost"), "start", "next", "“ghost”"),
    ("unknown source", graph(start(), end(), edges="start>end ghost>end"), "end", None, "“ghost”"),
    ("no such exit", graph(start(), end(), edges="start>end start:yes>end"), "start", "yes", "yes"),
    ("two ways", graph(start(), end(), edges="start>end start>end"), "start", "next", "two steps"),
    ("last step", line(wait(), message("m")), "m", "next", "nowhere"),
    (
        "back to start",
        graph(start(), wait(), edges="start>wait wait>start"),
        "wait",
        "next",
        "back to the start",
    ),
    (
        "missing branch",
        graph(start(), condition("c", contains("x")), end(), edges="start>c c:yes>end"),
        "c",
        "no",
        "leads nowhere",
    ),
    (
        "cycle without a wait",
        graph(start(), message("a"), message("b"), edges="start>a a>b b>a"),
        "a",
        None,
        "without waiting",
    ),
    ("too many cases", cases(11), "s", "cases", "at most 10"),
    ("no cases", cases(0), "s", "cases", "Add a case"),
    ("twin cases", TWIN_CASES, "s", "cases.1", "another case"),
    ("taken key", TAKEN_KEY, "s", "cases.0", "taken"),
    ("twin names", line(message("a"), message("A"), end()), "A", "name", "called"),
    ("empty message", line(message("m", "  "), end()), "m", "text", "Say something"),
    ("unknown word", line(note("n", "{{secret}}"), end()), "n", "text", "secret"),
    ("no rules", graph(start(), condition("c"), edges="start>c"), "c", "rules", "Add a rule"),
    ("bad regex", asking(TextRule("matches", "(", is_not=False)), "c", "rules.0", "regular"),
    ("slow regex", asking(TextRule("matches", "(a+)+$", is_not=False)), "c", "rules.0", "too long"),
    ("empty rule", asking(TextRule("equals", "", is_not=False)), "c", "rules.0", "look for"),
    ("no attribute", asking(AttributeRule("", "exists", "", is_not=False)), "c", "rules.0", "Name"),
    ("bad time", asking(TimeRule(["mon"], "9", "25:00", is_not=False)), "c", "rules.0", "HH:MM"),
    ("no days", asking(TimeRule([], "09:00", "10:00", is_not=False)), "c", "rules.0", "day"),
    ("no status", asking(StatusRule([], is_not=False)), "c", "rules.0", "status"),
    ("no tag", asking(TagRule(" ", is_not=False)), "c", "rules.0", "tag"),
    ("forms", acting(SendFormAction("contact")), "act", "action.form", "Forms"),
    ("no address", line(request("r", url="ftp://x"), end()), "r", "action.url", "whole address"),
    (
        "host from outside",
        line(request("r", url="https://{{message}}/x"), end()),
        "r",
        "action.url",
        "fixed",
    ),
    (
        "secret in the address",
        line(request("r", url="https://a:b@shop.example/"), end()),
        "r",
        "action.url",
        "header",
    ),
    (
        "header of ours",
        acting(telling(headers=[HttpHeader("Host", "y")])),
        "act",
        "action.headers",
        "Frontdesk",
    ),
    (
        "a content type of the author's",
        acting(telling(headers=[HttpHeader("content-type", "text/xml")])),
        "act",
        "action.headers",
        "Frontdesk",
    ),
    ("a body that is no JSON", acting(telling(JsonBody("{"))), "act", "action.body", "not JSON"),
    (
        "a key that is filled",
        acting(telling(JsonBody('{"{{message}}": 1}'))),
        "act",
        "action.body",
        "key",
    ),
    (
        "JSON without a bottom",
        acting(telling(JsonBody("[" * 30 + "]" * 30))),
        "act",
        "action.body",
        "nested",
    ),
    (
        "a field's name that is filled",
        acting(telling(FormBody([FormField("{{message}}", "x")]))),
        "act",
        "action.body",
        "filled",
    ),
    ("model with addresses", line(llm("l", "http_request"), end()), "l", "tools", "addresses"),
]


@pytest.mark.parametrize(
    ("definition", "node_id", "field", "words"),
    [one[1:] for one in WRONG],
    ids=[one[0] for one in WRONG],
)
def test_an_error_says_what_is_wrong_and_where(
    definition: WorkflowDefinition, node_id: str | None, field: str | None, words: str
) -> None:
    errors = [problem for problem in validate(definition) if problem.severity == "error"]

    prefix = f"action.{field}" if field == "text" and node_id == "n" else field
    places = [(one.node_id, one.field, one.message) for one in errors]
    assert [one for one in places if one[:2] == (node_id, prefix) and words in one[2]], places


def test_a_step_no_way_leads_to_is_a_warning() -> None:
    lonely = graph(start(), end(), message("m"), edges="start>end m>end")

    [problem] = validate(lonely)

    assert (problem.severity, problem.node_id) == ("warning", "m")


def test_more_steps_than_a_turn_has_is_a_warning() -> None:
    long = line(*(message(f"m{number}") for number in range(30)), end())

    [problem] = validate(long)

    assert (problem.severity, problem.node_id) == ("warning", None)


def test_a_cycle_with_a_wait_in_it_is_right() -> None:
    chat = graph(start(), llm("talk"), wait(), edges="start>talk talk>wait wait>talk")

    assert validate(chat) == []


def test_the_example_and_a_handoff_without_a_way_out_are_right() -> None:
    assert validate(example()) == []
    assert validate(line(handoff())) == []


def test_a_large_workflow_is_checked_at_once() -> None:
    nodes = [message(f"m{number}") for number in range(198)]
    everywhere = [f"{one.id}>{other.id}" for one in nodes[:30] for other in nodes[30:60]]

    problems = validate(graph(start(), *nodes, edges=" ".join(["start>m0", *everywhere])))

    assert problems
