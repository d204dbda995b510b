"""Canned replies: what an agent says often, one key away."""
