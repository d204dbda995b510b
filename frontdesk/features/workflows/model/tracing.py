"""Telling in words what nodes did."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from frontdesk.features.workflows.model.graph import find_node
from frontdesk.features.workflows.model.running import (
    AddNote,
    ChangeStatus,
    Deed,
    Handoff,
    Key,
    Passage,
    RefuseTool,
    Say,
    SetTag,
    TellSite,
)
from frontdesk.features.workflows.wire import TraceEntry, WorkflowDefinition


@dataclass(frozen=True)
class Spent:
    """What a node's asks cost, what was asked, and why there was no answer if there was none."""

    tool: str | None = None
    tokens: int = 0
    ms: int = 0
    failure: str | None = None


def trace_entries(
    definition: WorkflowDefinition,
    passages: Iterable[Passage],
    spent: Mapping[int, Spent],
    refused: Mapping[Key, str] | None = None,
) -> list[TraceEntry]:
    """Write one entry per node; `spent` is known by step number, `refused` by deed."""
    return [
        _entry(definition, passage, spent.get(passage.step_no, Spent()), refused or {})
        for passage in passages
    ]


def _entry(
    definition: WorkflowDefinition, passage: Passage, spent: Spent, refused: Mapping[Key, str]
) -> TraceEntry:
    node = find_node(definition, passage.node_id)
    said = "\n\n".join(deed.text for deed in passage.deeds if isinstance(deed, Say))
    return TraceEntry(
        step_no=passage.step_no,
        node_id=passage.node_id,
        node_name=node.name if node else passage.node_id,
        node_type=str(node.__struct_config__.tag) if node else "missing",
        exit=passage.exit,
        decision=passage.decision,
        did=[_became(deed, refused) for deed in passage.deeds if not isinstance(deed, Say)],
        said=said or None,
        tool=spent.tool,
        tokens=spent.tokens,
        ms=spent.ms,
        failure=spent.failure,
    )


def _became(deed: Deed, refused: Mapping[Key, str]) -> str:
    why = refused.get(deed.key)
    return _in_words(deed) if why is None else f"Refused: {_in_words(deed)} ({why})"


def _in_words(deed: Deed) -> str:
    match deed:
        case AddNote():
            return f"Note: {deed.text}"
        case ChangeStatus() | SetTag():
            return _of_change(deed)
        case Handoff():
            return f"Handed to the team: {deed.reason}"
        case TellSite():
            return f"{deed.method} {deed.url.partition('?')[0]} after the turn"
        case RefuseTool():
            return f"Refused {deed.tool}: {deed.why}"
        case Say():
            return deed.text


def _of_change(deed: ChangeStatus | SetTag) -> str:
    if isinstance(deed, ChangeStatus):
        return f"Status: {deed.status}"
    return f"Tag {deed.tag} taken off" if deed.remove else f"Tag {deed.tag} put on"
