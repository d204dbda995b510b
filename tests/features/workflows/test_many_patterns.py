"""Regular expressions are a manager's and the time they take is everybody's."""

from __future__ import annotations

import asyncio

from frontdesk.features.workflows.model.settings import MAX_PATTERNS
from frontdesk.features.workflows.model.validation import check, validate
from frontdesk.features.workflows.wire.graph import TextRule, WorkflowDefinition
from tests.features.workflows.graphs import condition, end, graph, start

SLOW = "(a+)+$"


def matching(*patterns: str) -> WorkflowDefinition:
    rules = [TextRule("matches", pattern, is_not=False) for pattern in patterns]
    node = condition("c", *rules)
    return graph(start(), node, end(), edges="start>c c:yes>end c:no>end")


def test_more_patterns_than_can_be_tried_are_refused_and_not_tried() -> None:
    many = [f"{SLOW}{number}" for number in range(MAX_PATTERNS + 1)]

    [problem] = validate(matching(*many))

    assert problem.severity == "error"
    assert str(MAX_PATTERNS) in problem.message


def test_as_many_as_are_allowed_are_tried() -> None:
    assert validate(matching(*["order"] * MAX_PATTERNS)) == []


async def test_others_are_served_while_patterns_are_tried() -> None:
    served = asyncio.create_task(asyncio.sleep(0))

    problems = await check(matching(*[f"{SLOW}{number}" for number in range(5)]))

    assert served.done()
    assert len(problems) == 5
