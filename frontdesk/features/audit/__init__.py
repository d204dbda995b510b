"""The audit log: who changed what people may do here, when, and from where."""

from frontdesk.features.audit.actions import forget_old_entries, keep_entry

__all__ = ["forget_old_entries", "keep_entry"]
