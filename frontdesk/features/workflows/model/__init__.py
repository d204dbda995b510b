"""Workflows: a graph, what is wrong with it, and how a conversation walks through it."""
