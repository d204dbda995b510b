"""The responder: the AI that helps until a person steps in."""

from frontdesk.features.responder.actions import (
    plan_after_hand_back,
    plan_answer,
    void_after_publishing,
)

__all__ = ["plan_after_hand_back", "plan_answer", "void_after_publishing"]
