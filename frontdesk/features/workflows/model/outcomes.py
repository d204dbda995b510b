"""The outcome of one node, before it is numbered and its exit is followed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from frontdesk.features.workflows.model.running import Effect, Handoff, Key

# Effects get their numbers when the node is passed.
NO_KEY = Key(0, 0)


@dataclass(frozen=True)
class NodeOutcome:
    """The way out of a node, and what is wanted on it.

    `otherwise` is the way to take when `exit` leads nowhere; `memory` is kept for the
    node, for texts further on.
    """

    exit: str | None
    effects: tuple[Effect, ...] = ()
    # Never "asking": an outcome is what comes after the answer.
    phase: Literal["ready", "waiting", "ended", "handed_over"] = "ready"
    decision: str | None = None
    memory: str | None = None
    otherwise: str | None = None
    tool_calls: int = 0


def hand_over(reason: str, before: tuple[Effect, ...] = ()) -> NodeOutcome:
    """Give the conversation to the team, after what is to be done before."""
    handed = Handoff(NO_KEY, storable(reason)[:_REASON_CHARACTERS])
    return NodeOutcome(None, (*before, handed), "handed_over")


_REASON_CHARACTERS = 500


def storable(text: str) -> str:
    """Drop what PostgreSQL cannot keep: NUL, and halves of characters."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode()
