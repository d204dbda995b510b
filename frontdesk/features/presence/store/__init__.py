"""Who is here: visitors in Redis, agents in PostgreSQL."""

from frontdesk.features.presence.store.agents import (
    find_availabilities,
    find_availability,
    find_available,
    find_available_among,
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
    "find_availabilities",
    "find_availability",
    "find_available",
    "find_available_among",
    "mark_left",
    "note_beat",
    "settle_all_states",
    "settle_state",
]
