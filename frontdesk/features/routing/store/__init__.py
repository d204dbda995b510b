"""The SQL of routing: the queue, the agents, and what is overdue."""

from frontdesk.features.routing.store.agents import (
    find_free_agents,
    find_room,
    hold_pushing,
    list_loads,
)
from frontdesk.features.routing.store.overdue import (
    find_fallen_silent,
    find_lost_holds,
    find_unanswered_holds,
    is_first_reply_overdue,
    losses_since_answer,
    pending_due,
    why_lost,
)
from frontdesk.features.routing.store.queue import (
    find_first,
    find_places,
    find_wait,
    list_waiting,
    pick_next,
    pick_waiting,
    projects_to_push,
    summary,
)

__all__ = [
    "find_fallen_silent",
    "find_first",
    "find_free_agents",
    "find_lost_holds",
    "find_places",
    "find_room",
    "find_unanswered_holds",
    "find_wait",
    "hold_pushing",
    "is_first_reply_overdue",
    "list_loads",
    "list_waiting",
    "losses_since_answer",
    "pending_due",
    "pick_next",
    "pick_waiting",
    "projects_to_push",
    "summary",
    "why_lost",
]
