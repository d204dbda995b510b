"""Simple mode is a workflow nobody had to draw: answer, wait, answer again."""

from __future__ import annotations

from frontdesk.features.workflows.wire.graph import (
    CanvasPosition,
    LlmNode,
    StartNode,
    WaitForReplyNode,
    WorkflowDefinition,
    WorkflowEdge,
)

DEFAULT_PROMPT = (
    "You answer visitors of a website on behalf of its team. Be brief, friendly and honest. "
    "If you do not know something, say so and offer to pass the question on."
)


def simple_workflow(prompt: str) -> WorkflowDefinition:
    """Make the workflow of one prompt, with a way to hand over."""
    at = CanvasPosition(0, 0)
    return WorkflowDefinition(
        nodes=[
            StartNode("start", "Start", at),
            LlmNode(
                "answer",
                "Answer",
                at,
                instructions=prompt.strip() or DEFAULT_PROMPT,
                tools=["handoff"],
            ),
            WaitForReplyNode("wait", "Wait for the visitor", at),
        ],
        edges=[
            WorkflowEdge("start", "next", "answer"),
            WorkflowEdge("answer", "next", "wait"),
            WorkflowEdge("wait", "next", "answer"),
        ],
    )
