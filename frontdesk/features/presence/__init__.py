"""Presence: who is here right now, who types, and where they are."""

from frontdesk.features.presence.access import (
    TeamCache,
    find_availabilities,
    find_availability,
    find_available,
    find_available_among,
)
from frontdesk.features.presence.actions import arrive, leave, leave_as_agent, note_agent
from frontdesk.features.presence.store import BlockedAddresses, OnlineVisitors

__all__ = [
    "BlockedAddresses",
    "OnlineVisitors",
    "TeamCache",
    "arrive",
    "find_availabilities",
    "find_availability",
    "find_available",
    "find_available_among",
    "leave",
    "leave_as_agent",
    "note_agent",
]
