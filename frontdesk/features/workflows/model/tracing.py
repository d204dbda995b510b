"""Telling in words what nodes did."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from frontdesk.features.workflows.model.graph import find_node
from frontdesk.features.workflows.model.running import (
    AddNote,
    Ask,
    AskAnswer,
    AskDecision,
    AskSite,
    ChangeStatus,
    Effect,
    Handoff,
    Key,
    RefuseTool,
    Say,
    SetTag,
    StepResult,
    TellSite,
)
from frontdesk.features.workflows.wire.exchange import TraceEntry
from frontdesk.features.workflows.wire.graph import WorkflowDefinition


@dataclass(frozen=True)
class Spent:
    """What a node's asks cost, what was asked, and why there was no answer if there was none."""

    tool: str | None = None
    tokens: int = 0
    ms: int = 0
    failure: str | None = None


def tool_of(ask: Ask) -> str:
    """Name what was asked for, for the trace."""
    match ask:
        case AskDecision():
            return "model: decide"
        case AskAnswer():
            return "model: answer"
        case AskSite():
            return "GET"


def trace_entries(
    definition: WorkflowDefinition,
    step_results: Iterable[StepResult],
    spent: Mapping[int, Spent],
    refused: Mapping[Key, str] | None = None,
) -> list[TraceEntry]:
    """Write one entry per node; `spent` is known by step number, `refused` by effect."""
    return [
        _entry(definition, step_result, spent.get(step_result.step_no, Spent()), refused or {})
        for step_result in step_results
    ]


def _entry(
    definition: WorkflowDefinition,
    step_result: StepResult,
    spent: Spent,
    refused: Mapping[Key, str],
) -> TraceEntry:
    node = find_node(definition, step_result.node_id)
    said = "\n\n".join(effect.text for effect in step_result.effects if isinstance(effect, Say))
    return TraceEntry(
        step_no=step_result.step_no,
        node_id=step_result.node_id,
        node_name=node.name if node else step_result.node_id,
        node_type=str(node.__struct_config__.tag) if node else "missing",
        exit=step_result.exit,
        decision=step_result.decision,
        did=[
            _became(effect, refused)
            for effect in step_result.effects
            if not isinstance(effect, Say)
        ],
        said=said or None,
        tool=spent.tool,
        tokens=spent.tokens,
        ms=spent.ms,
        failure=spent.failure,
    )


def _became(effect: Effect, refused: Mapping[Key, str]) -> str:
    why = refused.get(effect.key)
    return _in_words(effect) if why is None else f"Refused: {_in_words(effect)} ({why})"


def _in_words(effect: Effect) -> str:
    match effect:
        case AddNote():
            return f"Note: {effect.text}"
        case ChangeStatus() | SetTag():
            return _of_change(effect)
        case Handoff():
            return f"Handed to the team: {effect.reason}"
        case TellSite():
            return f"{effect.method} {effect.url.partition('?')[0]} after the turn"
        case RefuseTool():
            return f"Refused {effect.tool}: {effect.why}"
        case Say():
            return effect.text


def _of_change(effect: ChangeStatus | SetTag) -> str:
    if isinstance(effect, ChangeStatus):
        return f"Status: {effect.status}"
    return f"Tag {effect.tag} taken off" if effect.remove else f"Tag {effect.tag} put on"
