"""Counting who tries which password, from where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features.accounts.actions import SignInSlowed, TooManyAttempts
from frontdesk.infra.http import address_of
from frontdesk.infra.http.known_browser import account_name, known_browser_of
from frontdesk.infra.passwords import (
    KNOWN_BROWSERS,
    UNKNOWN_BROWSERS,
    PasswordPool,
    TooBusy,
    is_password_of,
)
from frontdesk.kit.neighbourhood import neighbourhood

if TYPE_CHECKING:
    from frontdesk.features.accounts.model import SignedIn
    from frontdesk.infra.http import AnyRequest, AppContext

_SECONDS = 300
_PER_BROWSER = 5
_PER_SESSION = 5
_PER_ACCOUNT_AND_ADDRESS = 5
_PER_ADDRESS = 100
# From all browsers together that never signed in to the account. This one must not stop its
# owner, who has a browser that did: without that, anybody could keep them out.
_PER_ACCOUNT = 30
_ACCOUNT_SECONDS = 600
_CODES_PER_ACCOUNT = 10
_CODES_SECONDS = 3_600


class PasswordAttempt:
    """A try at an account's password: counted before it is made, taken back if it was right."""

    def __init__(self, app: AppContext, pool: PasswordPool) -> None:
        self._limiter = app.login_attempts
        # Known browsers don't wait behind strangers.
        self._pool = pool
        self._keys: list[str] = []

    async def count(self, key: str, at_most: int) -> None:
        """Count it once more; raise `TooManyAttempts` when that is too often."""
        wait = await self._limiter.take(key, at_most=at_most, window_seconds=_SECONDS)
        if wait:
            raise TooManyAttempts(retry_after_seconds=wait)
        self._keys.append(key)

    async def count_code(self, account: str) -> None:
        """Count a code after a right password: whoever stole that must not go through them all."""
        if self._pool is not KNOWN_BROWSERS:
            key = f"code:{account}"
            wait = await self._limiter.take(
                key, at_most=_CODES_PER_ACCOUNT, window_seconds=_CODES_SECONDS
            )
            if wait:
                raise TooManyAttempts(retry_after_seconds=wait)
            self._keys.append(key)

    async def count_in_all(self, key: str) -> None:
        """Count it for the account, wherever it comes from; raise `SignInSlowed`."""
        wait = await self._limiter.take(key, at_most=_PER_ACCOUNT, window_seconds=_ACCOUNT_SECONDS)
        if wait:
            raise SignInSlowed(retry_after_seconds=wait)
        self._keys.append(key)

    async def make(self, password_hash: str | None, password: str) -> bool:
        """Check the password. No transaction may be open while this takes its time."""
        try:
            return await is_password_of(password_hash, password, self._pool)
        except TooBusy:
            await self.take_back()
            raise

    async def take_back(self) -> None:
        """Uncount it: the password was right, or nobody looked at it."""
        for key in self._keys:
            await self._limiter.give_back(key)


async def count_sign_in(request: AnyRequest, app: AppContext, email: str) -> PasswordAttempt:
    """Count a try at an account from outside, by where it comes from."""
    account = account_name(email)
    browser = known_browser_of(request, is_secure=app.settings.is_https)
    if browser.knows(account, app.settings.secret_key):
        attempt = PasswordAttempt(app, KNOWN_BROWSERS)
        await attempt.count(f"login:{account}:browser:{browser.number}", _PER_BROWSER)
        return attempt
    nearby = neighbourhood(address_of(request, app.settings))
    attempt = PasswordAttempt(app, UNKNOWN_BROWSERS)
    await attempt.count(f"login:{account}:{nearby}", _PER_ACCOUNT_AND_ADDRESS)
    await attempt.count(f"login:{nearby}", _PER_ADDRESS)
    await attempt.count_in_all(f"login:{account}")
    return attempt


async def count_confirmation(app: AppContext, someone: SignedIn) -> PasswordAttempt:
    """Count a try at the password of an open session: its thief has as few."""
    attempt = PasswordAttempt(app, KNOWN_BROWSERS)
    await attempt.count(f"password:{someone.session_id}", _PER_SESSION)
    return attempt
