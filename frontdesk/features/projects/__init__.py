"""Projects: a tenant, its members and its settings."""

from frontdesk.features.projects.access import find_member, hold_member, lost_memberships

__all__ = ["find_member", "hold_member", "lost_memberships"]
