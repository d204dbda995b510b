"""Projects: a tenant, its members and its settings."""

from frontdesk.features.projects.access import (
    ProjectCache,
    changing,
    find_for_reading,
    find_member,
    find_public,
    find_settings,
    lock_for_changing,
    lock_member,
    lock_membership,
    lock_taker,
    lost_memberships,
    routing_of,
)
from frontdesk.features.projects.actions import (
    create_owner,
    create_setup_link,
    replace_routing_rules,
    replace_settings,
    save_assistant,
    seed_demo,
    void_assistant_runs,
)

__all__ = [
    "ProjectCache",
    "changing",
    "create_owner",
    "create_setup_link",
    "find_for_reading",
    "find_member",
    "find_public",
    "find_settings",
    "lock_for_changing",
    "lock_member",
    "lock_membership",
    "lock_taker",
    "lost_memberships",
    "replace_routing_rules",
    "replace_settings",
    "routing_of",
    "save_assistant",
    "seed_demo",
    "void_assistant_runs",
]
