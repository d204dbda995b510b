"""Notes: text in a thread that only members see."""

from frontdesk.features.notes.actions import write_note

__all__ = ["write_note"]
