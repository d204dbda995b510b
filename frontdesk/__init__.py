"""Frontdesk: self-hosted live chat for websites."""
