"""Argon2id in threads of its own, so that signing in never holds up a message."""

import asyncio
import secrets
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# OWASP's first recommendation for argon2id: 19 MiB, two passes, one lane.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)

# Two at once bounds the memory a flood of sign-ins can take.
_threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="argon2")

# Nobody's password: checked when the account doesn't exist, so that both take as long.
_NOBODY = _hasher.hash(secrets.token_hex())


async def hash_password(password: str) -> str:
    """Hash a new password."""
    return await asyncio.get_running_loop().run_in_executor(_threads, _hasher.hash, password)


async def is_password_of(password_hash: str | None, password: str) -> bool:
    """Check a password; for no account at all it is wrong, after the same work."""
    loop = asyncio.get_running_loop()
    matches = await loop.run_in_executor(_threads, _verify, password_hash or _NOBODY, password)
    return matches and password_hash is not None


def _verify(password_hash: str, password: str) -> bool:
    try:
        return _hasher.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False
