"""Who is here: visitors in Redis, agents in PostgreSQL."""

from frontdesk.features.presence.store.agents import (
    available_agents,
    available_among,
    find_state,
    find_states,
    mark_left,
    note_beat,
    settle_all_states,
    settle_state,
)
from frontdesk.features.presence.store.blocked import BlockedAddresses
from frontdesk.features.presence.store.visitors import BEAT_SECONDS, OnlineVisitors

__all__ = [
    "BEAT_SECONDS",
    "BlockedAddresses",
    "OnlineVisitors",
    "available_agents",
    "available_among",
    "find_state",
    "find_states",
    "mark_left",
    "note_beat",
    "settle_all_states",
    "settle_state",
]
