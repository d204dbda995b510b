"""Projects: a tenant, its members and its settings."""

from frontdesk.features.projects.access import (
    ProjectCache,
    changing,
    find_member,
    find_public,
    find_routing_rules,
    lock_for_changing,
    lock_member,
    lock_membership,
    lock_taker,
    lost_memberships,
    routing_rules_of,
)
from frontdesk.features.projects.actions import (
    create_owner,
    create_setup_link,
    replace_assistant_settings,
    replace_routing_rules,
    seed_demo,
    void_assistant_runs,
)

__all__ = [
    "ProjectCache",
    "changing",
    "create_owner",
    "create_setup_link",
    "find_member",
    "find_public",
    "find_routing_rules",
    "lock_for_changing",
    "lock_member",
    "lock_membership",
    "lock_taker",
    "lost_memberships",
    "replace_assistant_settings",
    "replace_routing_rules",
    "routing_rules_of",
    "seed_demo",
    "void_assistant_runs",
]
