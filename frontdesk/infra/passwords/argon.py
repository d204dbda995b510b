"""Argon2id in threads of its own, so that signing in never holds up a message."""

import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from frontdesk.infra.passwords.pools import KNOWN_BROWSERS, PasswordPool

# OWASP's first recommendation for argon2id: 19 MiB, two passes, no parallelism.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)

# Nobody's password: checked when the account doesn't exist, so that both take as long.
_NOBODY = _hasher.hash(secrets.token_hex())


async def hash_password(password: str) -> str:
    """Hash a new password. May raise `TooBusy`."""
    return await KNOWN_BROWSERS.run(_hasher.hash, password)


async def is_password_of(password_hash: str | None, password: str, pool: PasswordPool) -> bool:
    """Check a password; for no account at all it is wrong, after the same work.

    May raise `TooBusy`.
    """
    matches = await pool.run(_verify, password_hash or _NOBODY, password)
    return matches and password_hash is not None


def _verify(password_hash: str, password: str) -> bool:
    try:
        return _hasher.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False
