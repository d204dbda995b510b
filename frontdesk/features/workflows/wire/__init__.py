"""Workflows as they cross the network."""
