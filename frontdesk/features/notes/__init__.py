"""Notes: text in a thread that only members see."""

from frontdesk.features.notes.actions import keep_word_left, write_note

__all__ = ["keep_word_left", "write_note"]
