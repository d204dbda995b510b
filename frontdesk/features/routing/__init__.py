"""Who gets which chat, and when one goes back into the queue."""

from frontdesk.features.routing.actions import (
    alert_when_lost_too_often,
    arm_auto_pending,
    arm_first_reply,
    choose_for_stuck,
    take_next,
)

__all__ = [
    "alert_when_lost_too_often",
    "arm_auto_pending",
    "arm_first_reply",
    "choose_for_stuck",
    "take_next",
]
