"""What each node's own settings must be like before it may be published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias
from urllib.parse import urlsplit

from frontdesk.features.workflows.model.acting import NO_FORMS
from frontdesk.features.workflows.model.graph import RESERVED
from frontdesk.features.workflows.model.requests import BadTemplate, read_json
from frontdesk.features.workflows.model.rules import minutes_of, trouble_of_pattern
from frontdesk.features.workflows.model.texts import (
    has_placeholder,
    is_known_placeholder,
    placeholders,
)
from frontdesk.features.workflows.wire.graph import (
    MAX_SWITCH_CASES,
    ActionNode,
    AddNoteAction,
    AttributeRule,
    ConditionNode,
    LlmNode,
    MessageNode,
    PageRule,
    SendFormAction,
    SetTagAction,
    StatusRule,
    SwitchCase,
    SwitchNode,
    TagRule,
    TextRule,
    TimeRule,
    WorkflowNode,
    WorkflowRule,
)
from frontdesk.features.workflows.wire.requests import (
    FormBody,
    HttpHeader,
    HttpRequestAction,
    JsonBody,
    RequestBody,
)

# Each may take the time of one trial, so this bounds what a check costs.
MAX_PATTERNS = 50

# A field of the node, and what is wrong with it.
Trouble: TypeAlias = tuple[str, str]

_HEADER_NAME = re.compile(r"[A-Za-z0-9-]+")
# What the sender of a request sets itself.
_FORBIDDEN_HEADERS = frozenset(
    {
        *("host", "content-type", "content-length", "transfer-encoding"),
        *("connection", "idempotency-key"),
    }
)


def rules_of(node: WorkflowNode) -> list[WorkflowRule]:
    match node:
        case ConditionNode():
            return node.rules
        case SwitchNode():
            return [rule for case in node.cases for rule in case.rules]
        case _:
            return []


def is_pattern(rule: WorkflowRule) -> bool:
    return isinstance(rule, TextRule | PageRule | AttributeRule) and rule.test == "matches"


def troubles_of(node: WorkflowNode) -> Iterator[Trouble]:
    """List what is wrong with a node's settings."""
    match node:
        case MessageNode():
            yield from _of_text("text", node.text, "Say something here.")
        case ConditionNode():
            yield from _of_condition(node)
        case SwitchNode():
            yield from _of_switch(node)
        case ActionNode():
            yield from _of_action(node)
        case LlmNode():
            yield from _of_model(node)
        case _:
            return


def _of_text(field: str, text: str, when_empty: str) -> Iterator[Trouble]:
    if not text.strip():
        yield field, when_empty
    for name in placeholders(text):
        if not is_known_placeholder(name):
            yield field, f"Nothing is known as “{name}”."


def _of_condition(node: ConditionNode) -> Iterator[Trouble]:
    if node.by == "model":
        if not node.question.strip():
            yield "question", "Write the question the model answers with yes or no."
        return
    if not node.rules:
        yield "rules", "Add a rule, or let the model decide."
    yield from _of_rules("rules", node.rules)


def _of_switch(node: SwitchNode) -> Iterator[Trouble]:
    if not node.cases:
        yield "cases", "Add a case."
    if len(node.cases) > MAX_SWITCH_CASES:
        yield "cases", f"A switch has at most {MAX_SWITCH_CASES} cases; this has {len(node.cases)}."
    if node.by == "model" and not node.question.strip():
        yield "question", "Write the question the model answers with one of the cases."
    keys: set[str] = set()
    labels: set[str] = set()
    for number, case in enumerate(node.cases):
        yield from _of_case(f"cases.{number}", case, by_rule=node.by == "rule")
        # An edge names its way out by key alone: twice the same would make it lead two ways.
        if case.key in keys or case.key in RESERVED:
            yield f"cases.{number}", f"The key “{case.key}” is taken."
        if case.label.strip().casefold() in labels:
            yield f"cases.{number}", f"There is another case called “{case.label}”."
        keys.add(case.key)
        labels.add(case.label.strip().casefold())


def _of_case(field: str, case: SwitchCase, *, by_rule: bool) -> Iterator[Trouble]:
    if not case.label.strip():
        yield field, "Give this case a name."
    if by_rule and not case.rules:
        yield field, "Add a rule to this case, or let the model decide."
    if by_rule:
        yield from _of_rules(f"{field}.rules", case.rules)


def _of_action(node: ActionNode) -> Iterator[Trouble]:
    action = node.action
    match action:
        case AddNoteAction():
            yield from _of_text("action.text", action.text, "Write the note.")
        case SetTagAction() if not action.tag.strip():
            yield "action.tag", "Name the tag."
        case SendFormAction():
            yield "action.form", NO_FORMS
        case HttpRequestAction():
            yield from _of_request(action)
        case _:
            return


def _of_request(action: HttpRequestAction) -> Iterator[Trouble]:
    try:
        parts = urlsplit(action.url.strip())
        host = parts.hostname
    except ValueError:
        yield "action.url", "This is not an address."
        return
    if parts.scheme not in ("http", "https") or not host:
        yield "action.url", "Give a whole address, like https://shop.example/orders."
    # The host is what the project's list allows; filled in by a visitor it would be theirs.
    # A lone brace is refused as well: it is a placeholder that somebody mistyped.
    elif has_placeholder(parts.scheme + parts.netloc) or "{" in parts.netloc:
        yield "action.url", "The host must be fixed; placeholders belong into the path or query."
    if parts.username or parts.password:
        yield "action.url", "Put credentials into a header, not into the address."
    yield from _of_headers(action.headers)
    if action.method != "GET":
        yield from _of_body(action.body)


def _of_headers(headers: list[HttpHeader]) -> Iterator[Trouble]:
    for header in headers:
        if not _HEADER_NAME.fullmatch(header.name):
            yield "action.headers", f"“{header.name}” is no name for a header."
        elif header.name.lower() in _FORBIDDEN_HEADERS:
            yield "action.headers", f"The header “{header.name}” is set by Frontdesk."


def _of_body(body: RequestBody) -> Iterator[Trouble]:
    match body:
        case JsonBody(template=template):
            try:
                read_json(template)
            except BadTemplate as trouble:
                yield "action.body", str(trouble)
        case FormBody(fields=fields):
            for field in fields:
                if has_placeholder(field.name):
                    yield (
                        "action.body",
                        f"“{field.name}” cannot be filled; only values can.",
                    )
        case _:
            return


def _of_model(node: LlmNode) -> Iterator[Trouble]:
    yield from _of_text("instructions", node.instructions, "Tell the model what to do here.")
    if "send_form" in node.tools:
        yield "tools", NO_FORMS
    # An address a model may choose is one a visitor may choose, by talking to it.
    if "http_request" in node.tools:
        yield "tools", "A model may not choose addresses; use a step of its own for the request."


def _of_rules(field: str, rules: list[WorkflowRule]) -> Iterator[Trouble]:
    for number, rule in enumerate(rules):
        trouble = _of_rule(rule)
        if trouble is not None:
            yield f"{field}.{number}", trouble


def _of_rule(rule: WorkflowRule) -> str | None:
    match rule:
        case AttributeRule(name=name) if not name.strip():
            return "Name the attribute."
        case TextRule() | PageRule() | AttributeRule():
            return _of_text_rule(rule)
        case TimeRule():
            return _of_time_rule(rule)
        case StatusRule(statuses=[]):
            return "Choose a status."
        case TagRule(tag=tag) if not tag.strip():
            return "Name the tag."
        case _:
            return None


def _of_text_rule(rule: TextRule | PageRule | AttributeRule) -> str | None:
    if rule.test == "exists":
        return None
    if not rule.value.strip():
        return "Write what to look for."
    return trouble_of_pattern(rule.value) if is_pattern(rule) else None


def _of_time_rule(rule: TimeRule) -> str | None:
    opens, closes = minutes_of(rule.opens), minutes_of(rule.closes)
    if opens is None or closes is None:
        return "Give times as HH:MM."
    if opens == closes:
        return "This time is over before it begins."
    return None if rule.days else "Choose a day."
