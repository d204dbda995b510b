"""Passwords, kept as argon2id hashes."""

from frontdesk.infra.passwords.argon import hash_password, is_password_of
from frontdesk.infra.passwords.pools import KNOWN_BROWSERS, UNKNOWN_BROWSERS, PasswordPool, TooBusy
from frontdesk.infra.passwords.strength import is_easy_to_guess

__all__ = [
    "KNOWN_BROWSERS",
    "UNKNOWN_BROWSERS",
    "PasswordPool",
    "TooBusy",
    "hash_password",
    "is_easy_to_guess",
    "is_password_of",
]
