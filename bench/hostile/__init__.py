"""Clients that mean no good: each does one thing that a server must bear from a stranger.

`python -m bench.hostile` runs them in a process of their own, which a benchmark or a test
starts beside a Frontdesk of its own and ends when it has seen enough.
"""
