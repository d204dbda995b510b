"""Projects: a tenant, its members and its settings."""

from frontdesk.features.projects.access import (
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
    replace_routing_rules,
    seed_demo,
)

__all__ = [
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
    "replace_routing_rules",
    "routing_rules_of",
    "seed_demo",
]
