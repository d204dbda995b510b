"""The verbs of routing: take, assign, release, push, and what timers do."""

from frontdesk.features.routing.actions.give import (
    give_chat,
    reassign_chat,
    release_chat,
    unassign_chat,
)
from frontdesk.features.routing.actions.overdue import (
    give_back_lost,
    give_back_unanswered,
    turn_pending,
)
from frontdesk.features.routing.actions.take import (
    choose_for_stuck,
    claim_chat,
    push_one,
    take_next,
)
from frontdesk.features.routing.actions.watch import (
    alert_when_lost_too_often,
    arm_auto_pending,
    arm_first_reply,
)

__all__ = [
    "alert_when_lost_too_often",
    "arm_auto_pending",
    "arm_first_reply",
    "choose_for_stuck",
    "claim_chat",
    "give_back_lost",
    "give_back_unanswered",
    "give_chat",
    "push_one",
    "reassign_chat",
    "release_chat",
    "take_next",
    "turn_pending",
    "unassign_chat",
]
