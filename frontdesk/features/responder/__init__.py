"""The responder: the AI that helps until a person steps in."""

from frontdesk.features.responder.actions.plan import plan_after_hand_back, plan_answer
from frontdesk.features.responder.actions.settings import void_after_publishing

__all__ = ["plan_after_hand_back", "plan_answer", "void_after_publishing"]
