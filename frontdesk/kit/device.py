"""A browser, as far as its requests say what it is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Device:
    """What a session remembers about where it was opened."""

    user_agent: str
    address: str
    # The session this browser still has; it ends when another one is opened in it.
    session_token: str | None = None
