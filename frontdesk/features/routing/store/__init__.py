"""The SQL of routing: the queue, the agents, and what is overdue."""

from frontdesk.features.routing.store.agents import (
    find_capacity,
    find_free_agents,
    list_loads,
    lock_pushing,
)
from frontdesk.features.routing.store.overdue import (
    auto_pending_minutes,
    find_fallen_silent,
    find_lost_assignments,
    find_unanswered_assignments,
    first_reply_minutes,
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
    "auto_pending_minutes",
    "find_capacity",
    "find_fallen_silent",
    "find_first",
    "find_free_agents",
    "find_lost_assignments",
    "find_places",
    "find_unanswered_assignments",
    "find_wait",
    "first_reply_minutes",
    "is_first_reply_overdue",
    "list_loads",
    "list_waiting",
    "lock_pushing",
    "losses_since_answer",
    "pending_due",
    "pick_next",
    "pick_waiting",
    "projects_to_push",
    "summary",
    "why_lost",
]
