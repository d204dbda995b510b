"""Passwords, kept as argon2id hashes."""

from frontdesk.infra.passwords.argon import hash_password, is_password_of

__all__ = ["hash_password", "is_password_of"]
