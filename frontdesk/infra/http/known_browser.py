"""A browser that has signed in before, and can prove it.

Wrong passwords are counted per account over all addresses. That alone would let anybody keep a
person out of their own account; so a browser that once signed in to it carries a signed proof,
and its tries are counted apart from those of strangers. The proof opens nothing.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass, replace
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Any

from frontdesk.infra.http.credentials import cookie_in, cookie_name, kept_cookie

if TYPE_CHECKING:
    from litestar.connection import Request
    from litestar.datastructures import Cookie

NAME = "frontdesk_browser"
# The longest that browsers keep a cookie.
_DAYS = 400
_MAX_ACCOUNTS = 5
_PROOF_BYTES = 16
_MAX_LENGTH = 256


@dataclass(frozen=True, slots=True)
class KnownBrowser:
    """A browser's own number, and proofs of the accounts that signed in with it, newest first."""

    number: str
    proofs: tuple[str, ...]

    def knows(self, account: str, secret: bytes) -> bool:
        """Whether this account once signed in with it."""
        expected = _proof(self.number, account, secret)
        return any(hmac.compare_digest(expected, proof) for proof in self.proofs)

    def remember(self, account: str, secret: bytes) -> KnownBrowser:
        """Add an account; a computer that many share remembers the last few."""
        proof = _proof(self.number, account, secret)
        others = [one for one in self.proofs if one != proof]
        return replace(self, proofs=(proof, *others)[:_MAX_ACCOUNTS])

    def cookie(self, *, is_secure: bool) -> Cookie:
        """Hand it to the browser."""
        text = ".".join((self.number, *self.proofs))
        return kept_cookie(NAME, text, days=_DAYS, is_secure=is_secure)


def known_browser_of(request: Request[Any, Any, Any], *, is_secure: bool) -> KnownBrowser:
    """Read which browser this is; a new one gets a number."""
    header, name = request.headers.get("cookie", ""), cookie_name(NAME, is_secure=is_secure)
    number, *proofs = (cookie_in(header, name, _MAX_LENGTH) or "").split(".")
    return KnownBrowser(number or token_urlsafe(16), tuple(proofs[:_MAX_ACCOUNTS]))


def account_name(email: str) -> str:
    """Name an account without its address: Redis and cookies are no place for that."""
    return hashlib.sha256(email.encode()).hexdigest()


def _proof(number: str, account: str, secret: bytes) -> str:
    digest = hmac.new(secret, f"browser:{number}:{account}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:_PROOF_BYTES]).rstrip(b"=").decode()
