"""Conversations, and whose turn it is in them."""
