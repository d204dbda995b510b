"""Counting who tries which password, from where."""

import hashlib

from frontdesk.features.accounts.actions import TooManyAttempts
from frontdesk.infra.limits import AttemptLimiter
from frontdesk.kit.neighbourhood import neighbourhood

_ATTEMPTS_PER_ACCOUNT = 5
_ATTEMPTS_PER_ADDRESS = 100
_ATTEMPTS_SECONDS = 300


async def count_attempt(login_attempts: AttemptLimiter, email: str, address: str) -> list[str]:
    """Count a try against the account from here, and against this address at all.

    The account is hashed: Redis is no place for anybody's e-mail address.
    """
    account = hashlib.sha256(email.encode()).hexdigest()
    nearby = neighbourhood(address)
    limits = {
        f"login:{account}:{nearby}": _ATTEMPTS_PER_ACCOUNT,
        f"login:{nearby}": _ATTEMPTS_PER_ADDRESS,
    }
    for key, at_most in limits.items():
        wait = await login_attempts.take(key, at_most=at_most, window_seconds=_ATTEMPTS_SECONDS)
        if wait:
            raise TooManyAttempts(retry_after_seconds=wait)
    return list(limits)
