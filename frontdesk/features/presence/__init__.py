"""Presence: who is here right now, who types, and where they are."""

from frontdesk.features.presence.actions import arrive, leave
from frontdesk.features.presence.store import OnlineVisitors

__all__ = ["OnlineVisitors", "arrive", "leave"]
