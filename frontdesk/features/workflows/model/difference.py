"""How two definitions differ, by structure. Where nodes stand on the canvas does not count."""

from __future__ import annotations

from typing import Any

import msgspec

from frontdesk.features.workflows.wire.exchange import NodeChange, WorkflowDiff
from frontdesk.features.workflows.wire.graph import WorkflowDefinition, WorkflowEdge, WorkflowNode

_LOOKS = frozenset({"id", "position"})


def difference(before: WorkflowDefinition, after: WorkflowDefinition) -> WorkflowDiff:
    """Return what one must do to `before` to get `after`."""
    old = {node.id: node for node in before.nodes}
    new = {node.id: node for node in after.nodes}
    old_edges, new_edges = _edges_of(before, old), _edges_of(after, new)
    return WorkflowDiff(
        added=[_named(node) for node in after.nodes if node.id not in old],
        removed=[_named(node) for node in before.nodes if node.id not in new],
        changed=[
            change
            for node in after.nodes
            if node.id in old and (change := _change(old[node.id], node)).fields
        ],
        added_edges=[words for edge, words in new_edges.items() if edge not in old_edges],
        removed_edges=[words for edge, words in old_edges.items() if edge not in new_edges],
    )


def is_same(before: WorkflowDefinition, after: WorkflowDefinition) -> bool:
    """Whether two definitions do the same."""
    found = difference(before, after)
    # Not `==` on the definitions: nodes that were only moved are no unpublished change.
    parts = (found.added, found.removed, found.changed, found.added_edges, found.removed_edges)
    return not any(parts)


def _named(node: WorkflowNode) -> NodeChange:
    return NodeChange(node.id, node.name, [])


def _change(before: WorkflowNode, after: WorkflowNode) -> NodeChange:
    old, new = _fields_of(before), _fields_of(after)
    fields = [name for name in (new | old) if old.get(name) != new.get(name)]
    return NodeChange(after.id, after.name, sorted(fields))


def _fields_of(node: WorkflowNode) -> dict[str, Any]:
    fields: dict[str, Any] = msgspec.to_builtins(node)
    return {name: value for name, value in fields.items() if name not in _LOOKS}


def _edges_of(
    definition: WorkflowDefinition, nodes: dict[str, WorkflowNode]
) -> dict[tuple[str, str, str], str]:
    return {
        (edge.source, edge.exit, edge.target): _in_words(edge, nodes) for edge in definition.edges
    }


def _in_words(edge: WorkflowEdge, nodes: dict[str, WorkflowNode]) -> str:
    source, target = (
        nodes[end].name if end in nodes else end for end in (edge.source, edge.target)
    )
    return f"{source} ({edge.exit}) → {target}"
