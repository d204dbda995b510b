"""What a new workflow begins with: small, right, and worth looking at."""

from frontdesk.features.workflows.wire.graph import (
    ActionNode,
    CanvasPosition,
    ConditionNode,
    EndNode,
    HandoffAction,
    LlmNode,
    StartNode,
    TextRule,
    WorkflowDefinition,
    WorkflowEdge,
)


def example() -> WorkflowDefinition:
    """Hand over visitors who ask for a person; let the model answer everybody else."""
    return WorkflowDefinition(
        nodes=[
            StartNode("start", "Start", CanvasPosition(0, 0)),
            ConditionNode(
                "asks",
                "Wants a person?",
                CanvasPosition(0, 140),
                by="rule",
                match="any",
                rules=[
                    TextRule(test="contains", value="human", is_not=False),
                    TextRule(test="contains", value="person", is_not=False),
                    TextRule(test="contains", value="agent", is_not=False),
                ],
                question="",
            ),
            ActionNode(
                "handoff",
                "Hand over",
                CanvasPosition(-160, 300),
                HandoffAction(reason="The visitor asked for a person."),
            ),
            LlmNode(
                "answer",
                "Answer",
                CanvasPosition(160, 300),
                instructions="Answer the visitor's question briefly and kindly.",
                tools=["handoff"],
            ),
            EndNode("end", "End", CanvasPosition(160, 440)),
        ],
        edges=[
            WorkflowEdge("start", "next", "asks"),
            WorkflowEdge("asks", "yes", "handoff"),
            WorkflowEdge("asks", "no", "answer"),
            WorkflowEdge("answer", "next", "end"),
        ],
    )
