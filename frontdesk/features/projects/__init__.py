"""Projects: a tenant, its members and its settings."""

from frontdesk.features.projects.access import (
    find_member,
    hold_member,
    hold_taker,
    lost_memberships,
)
from frontdesk.features.projects.actions import create_owner, create_setup_link, seed_demo

__all__ = [
    "create_owner",
    "create_setup_link",
    "find_member",
    "hold_member",
    "hold_taker",
    "lost_memberships",
    "seed_demo",
]
