"""Tags: the words a project sorts its conversations by."""

from frontdesk.features.tags.actions import remember, remember_used

__all__ = ["remember", "remember_used"]
