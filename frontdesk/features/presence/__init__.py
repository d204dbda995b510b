"""Presence: who is here right now, who types, and where they are."""

from frontdesk.features.presence.access import TeamCache, find_without_rights
from frontdesk.features.presence.actions import (
    arrive,
    leave,
    leave_as_agent,
    note_agent,
    say_rights_of_project_ended,
    say_rights_of_user_ended,
    say_sites_changed,
)
from frontdesk.features.presence.store import (
    BlockedAddresses,
    OnlineVisitors,
    find_availabilities,
    find_availability,
    find_available,
    find_available_among,
)

__all__ = [
    "BlockedAddresses",
    "OnlineVisitors",
    "TeamCache",
    "arrive",
    "find_availabilities",
    "find_availability",
    "find_available",
    "find_available_among",
    "find_without_rights",
    "leave",
    "leave_as_agent",
    "note_agent",
    "say_rights_of_project_ended",
    "say_rights_of_user_ended",
    "say_sites_changed",
]
