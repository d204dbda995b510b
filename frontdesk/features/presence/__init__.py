"""Presence: who is here right now, who types, and where they are."""
