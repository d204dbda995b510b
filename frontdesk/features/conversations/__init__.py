"""Conversations: a thread between one visitor and one project, and whose turn it is in it."""
