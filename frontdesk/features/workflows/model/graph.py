"""A definition as a graph: ways out, neighbours, what can be reached."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from frontdesk.features.workflows.wire.graph import (
    ActionNode,
    ConditionNode,
    EndNode,
    HandoffAction,
    StartNode,
    SwitchNode,
    WorkflowDefinition,
    WorkflowEdge,
    WorkflowNode,
)
from frontdesk.features.workflows.wire.requests import HttpRequestAction

NEXT, YES, NO, DEFAULT, FAILED = "next", "yes", "no", "default", "failed"
RESERVED = frozenset({NEXT, YES, NO, DEFAULT, FAILED})

Neighbours: TypeAlias = dict[str, list[str]]


@dataclass(frozen=True)
class Exits:
    """The ways out of a node: those that must lead somewhere, and those that may."""

    needed: tuple[str, ...]
    allowed: tuple[str, ...] = ()


def exits_of(node: WorkflowNode) -> Exits:
    match node:
        case EndNode() | ActionNode(action=HandoffAction()):
            return Exits(())
        case ConditionNode():
            return Exits((YES, NO))
        case SwitchNode():
            return Exits((*(case.key for case in node.cases), DEFAULT))
        case ActionNode(action=HttpRequestAction()):
            # Failure may be of no consequence; without this way the next step follows all the same.
            return Exits((NEXT,), (FAILED,))
        case _:
            return Exits((NEXT,))


def find_node(definition: WorkflowDefinition, node_id: str | None) -> WorkflowNode | None:
    return next((node for node in definition.nodes if node.id == node_id), None)


def find_start(definition: WorkflowDefinition) -> StartNode | None:
    return next((node for node in definition.nodes if isinstance(node, StartNode)), None)


def target_of(definition: WorkflowDefinition, node_id: str, exit_: str) -> str | None:
    """Return where a way out leads; None if nowhere that exists."""
    # Both ends are looked up, because drafts are stored with edges that lead nowhere.
    edges = (edge for edge in definition.edges if (edge.source, edge.exit) == (node_id, exit_))
    edge = next(edges, None)
    return edge.target if edge and find_node(definition, edge.target) else None


def neighbours(
    definition: WorkflowDefinition, is_kept: Callable[[WorkflowEdge], bool]
) -> Neighbours:
    """List where each node leads along the edges that are kept."""
    found: Neighbours = defaultdict(list)
    for edge in definition.edges:
        if is_kept(edge):
            found[edge.source].append(edge.target)
    return found


def reachable(starts: Iterable[str], leads: Neighbours) -> set[str]:
    seen: set[str] = set()
    pending = list(starts)
    while pending:
        node_id = pending.pop()
        if node_id not in seen:
            seen.add(node_id)
            pending += leads.get(node_id, ())
    return seen


def cyclic_nodes(node_ids: Iterable[str], leads: Neighbours) -> set[str]:
    """Find the nodes that lead back to themselves."""
    return {node_id for node_id in node_ids if node_id in reachable(leads.get(node_id, ()), leads)}


def longest_walk(node_ids: Iterable[str], leads: Neighbours) -> int:
    """Count the nodes of the longest walk; the graph must have no cycle."""
    # By hand instead of by recursion: a chain of 200 steps is a valid workflow.
    lengths: dict[str, int] = {}
    pending = list(node_ids)
    while pending:
        node_id = pending[-1]
        missing = [other for other in leads.get(node_id, ()) if other not in lengths]
        if missing:
            pending += missing
            continue
        pending.pop()
        lengths[node_id] = 1 + max((lengths[other] for other in leads.get(node_id, ())), default=0)
    return max(lengths.values(), default=0)
