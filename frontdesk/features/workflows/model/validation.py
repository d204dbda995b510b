"""What keeps a definition from being published, and what should make its author think."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator

from frontdesk.features.workflows.model.graph import (
    Exits,
    cyclic_nodes,
    exits_of,
    find_node,
    find_start,
    longest_walk,
    neighbours,
    reachable,
)
from frontdesk.features.workflows.model.settings import (
    MAX_PATTERNS,
    is_pattern,
    rules_of,
    troubles_of,
)
from frontdesk.features.workflows.wire.exchange import WorkflowProblem
from frontdesk.features.workflows.wire.graph import (
    MAX_STEPS_PER_TURN,
    StartNode,
    SwitchNode,
    WaitForReplyNode,
    WorkflowDefinition,
    WorkflowEdge,
    WorkflowNode,
)


async def check(definition: WorkflowDefinition) -> list[WorkflowProblem]:
    """List everything that is wrong, on a thread: trying patterns may take a while."""
    return await asyncio.to_thread(validate, definition)


def validate(definition: WorkflowDefinition) -> list[WorkflowProblem]:
    """List everything that is wrong, each with its place; errors first."""
    too_many_patterns = list(_of_patterns(definition))
    problems = [
        *_of_starts(definition),
        *_of_names(definition),
        *_of_edges(definition),
        *_of_branches(definition),
        *_of_cycles(definition),
        *(too_many_patterns or _of_settings(definition)),
        *_of_reach(definition),
    ]
    # Stable within each kind, so that a list on screen does not jump while one types.
    return sorted(problems, key=lambda problem: problem.severity != "error")


def errors_in(problems: list[WorkflowProblem]) -> list[WorkflowProblem]:
    return [problem for problem in problems if problem.severity == "error"]


def _of_starts(definition: WorkflowDefinition) -> Iterator[WorkflowProblem]:
    starts = [node for node in definition.nodes if isinstance(node, StartNode)]
    if not starts:
        yield _error(None, None, "There is no start. Add one.")
    for node in starts[1:]:
        yield _error(node, None, "There is another start already. Remove one of them.")


def _of_names(definition: WorkflowDefinition) -> Iterator[WorkflowProblem]:
    ids = Counter(node.id for node in definition.nodes)
    seen: set[str] = set()
    for node in definition.nodes:
        # Placeholders go by id; names must differ because the trace and the diff show only those.
        name = node.name.strip().casefold()
        if ids[node.id] > 1:
            yield _error(node, "id", f"Two steps have the id “{node.id}”.")
        if not name:
            yield _error(node, "name", "Give this step a name.")
        elif name in seen:
            yield _error(node, "name", f"Another step is called “{node.name.strip()}”, too.")
        seen.add(name)


def _of_edges(definition: WorkflowDefinition) -> Iterator[WorkflowProblem]:
    uses = Counter((edge.source, edge.exit) for edge in definition.edges)
    for edge in definition.edges:
        source, target = (find_node(definition, end) for end in (edge.source, edge.target))
        trouble = _trouble_of_edge(edge, source, target)
        if trouble is not None:
            yield _error(source or target, edge.exit if source else None, trouble)
        elif uses[edge.source, edge.exit] > 1:
            yield _error(source, edge.exit, "This way out leads to two steps.")


def _trouble_of_edge(
    edge: WorkflowEdge, source: WorkflowNode | None, target: WorkflowNode | None
) -> str | None:
    if source is None:
        return f"A connection comes from “{edge.source}”, which does not exist."
    if target is None:
        return f"The way out “{edge.exit}” leads to “{edge.target}”, which does not exist."
    if edge.exit not in _all_exits(exits_of(source)):
        return f"A connection leaves through “{edge.exit}”, but there is no such way out."
    return "Nothing can lead back to the start." if isinstance(target, StartNode) else None


def _of_branches(definition: WorkflowDefinition) -> Iterator[WorkflowProblem]:
    used = {(edge.source, edge.exit) for edge in definition.edges}
    for node in definition.nodes:
        for exit_ in exits_of(node).needed:
            if (node.id, exit_) not in used:
                yield _error(node, exit_, f"The way out “{_called(node, exit_)}” leads nowhere.")


def _called(node: WorkflowNode, exit_: str) -> str:
    """Return the name a person gave to a way out."""
    cases = node.cases if isinstance(node, SwitchNode) else []
    return next((case.label for case in cases if case.key == exit_ and case.label), exit_)


def _of_cycles(definition: WorkflowDefinition) -> Iterator[WorkflowProblem]:
    waits = {node.id for node in definition.nodes if isinstance(node, WaitForReplyNode)}
    # A node that waits ends the turn, so a circle through it is no circle of one turn.
    leads = neighbours(definition, lambda edge: edge.source not in waits)
    ids = {node.id for node in definition.nodes}
    cyclic = cyclic_nodes(ids, leads)
    for node in definition.nodes:
        if node.id in cyclic:
            trouble = "This step leads back to itself without waiting for the visitor."
            yield _error(node, None, trouble)
    # Only a warning: whether the long way is ever taken depends on what visitors write.
    if not cyclic and longest_walk(ids, leads) > MAX_STEPS_PER_TURN:
        yield WorkflowProblem(
            f"More than {MAX_STEPS_PER_TURN} steps can follow one message; "
            f"after {MAX_STEPS_PER_TURN} the team takes over.",
            "warning",
            None,
            None,
        )


def _of_patterns(definition: WorkflowDefinition) -> Iterator[WorkflowProblem]:
    """Refuse more patterns than can be tried in time; then none of them is tried."""
    count = sum(1 for node in definition.nodes for rule in rules_of(node) if is_pattern(rule))
    if count > MAX_PATTERNS:
        trouble = f"A workflow has at most {MAX_PATTERNS} regular expressions; this has {count}."
        yield _error(None, None, trouble)


def _of_settings(definition: WorkflowDefinition) -> Iterator[WorkflowProblem]:
    for node in definition.nodes:
        for field, trouble in troubles_of(node):
            yield _error(node, field, trouble)


def _of_reach(definition: WorkflowDefinition) -> Iterator[WorkflowProblem]:
    start = find_start(definition)
    if start is None:
        return
    # A step on its way to being connected is no mistake: it warns, and publishing works.
    reached = reachable([start.id], neighbours(definition, lambda _: True))
    for node in definition.nodes:
        if node.id not in reached and not isinstance(node, StartNode):
            yield WorkflowProblem("No way leads to this step.", "warning", node.id, None)


def _all_exits(exits: Exits) -> tuple[str, ...]:
    return exits.needed + exits.allowed


def _error(node: WorkflowNode | None, field: str | None, message: str) -> WorkflowProblem:
    return WorkflowProblem(message, "error", node.id if node else None, field)
