"""What a request shows to say who sends it, and what makes a write with it deliberate."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from typing import Any, TypeAlias

from litestar.connection import Request
from litestar.datastructures import Cookie

from frontdesk.kit.errors import Forbidden, Unauthorized
from frontdesk.kit.origins import is_own

NAME = "frontdesk_session"
# A browser takes a cookie of such a name only over https, for the whole host and from the host
# itself: no sibling of ours can plant one.
_HOST_ONLY = "__Host-"
CSRF_HEADER = "x-csrf-token"
SESSION_DAYS = 30

_SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
_MAX_SESSION_LENGTH, _MAX_TOKEN_LENGTH = 128, 1_024


@dataclass(frozen=True, slots=True)
class SessionToken:
    """The session's cookie, which a browser adds by itself: a write needs X-CSRF-Token, too."""

    text: str


@dataclass(frozen=True, slots=True)
class VisitorToken:
    """`Authorization: Visitor <token>`, as the widget keeps it."""

    text: str


# A new way to say who one is becomes a member of this union, and a case at the doors.
Credential: TypeAlias = SessionToken | VisitorToken


def credential_of(request: Request[Any, Any, Any], *, is_secure: bool) -> Credential | None:
    """Read who asks; what a client wrote on purpose goes before what its browser added."""
    shown = _visitor_token_of(request)
    if shown is not None:
        return shown
    token = session_token_in(request.headers.get("cookie", ""), is_secure=is_secure)
    return None if token is None else SessionToken(token)


def session_token_of(request: Request[Any, Any, Any], *, is_secure: bool) -> str:
    """Read the session's token; raise `Unauthorized` for every other credential, or none."""
    match credential_of(request, is_secure=is_secure):
        case SessionToken(text):
            return text
        case _:
            raise Unauthorized


def visitor_token_of(request: Request[Any, Any, Any]) -> str:
    """Read the visitor's token; raise `Unauthorized` for every other credential, or none."""
    shown = _visitor_token_of(request)
    if shown is None:
        raise VisitorTokenMissing
    return shown.text


def _visitor_token_of(request: Request[Any, Any, Any]) -> VisitorToken | None:
    scheme, _, text = request.headers.get("authorization", "").strip().partition(" ")
    return VisitorToken(text.strip()[:_MAX_TOKEN_LENGTH]) if scheme.lower() == "visitor" else None


class VisitorTokenMissing(Unauthorized):
    """Please send the visitor's token."""

    reason = "visitor_token_missing"
    advice = "Send `Authorization: Visitor <visitorToken>`."


def session_token_in(cookie_header: str, *, is_secure: bool) -> str | None:
    """Find the session's token in a raw Cookie header."""
    return cookie_in(cookie_header, cookie_name(NAME, is_secure=is_secure), _MAX_SESSION_LENGTH)


def cookie_in(cookie_header: str, wanted: str, at_most: int) -> str | None:
    """Find the first cookie of this name whose value is ASCII and no longer than that."""
    for pair in cookie_header.split(";"):
        name, _, value = pair.strip().partition("=")
        if name == wanted and 0 < len(value) <= at_most and value.isascii():
            return value
    return None


def cookie_name(name: str, *, is_secure: bool) -> str:
    """Return what a cookie of ours is called in the browser."""
    return f"{_HOST_ONLY}{name}" if is_secure else name


def session_cookie(token: str, *, is_secure: bool) -> Cookie:
    """Hand the token to the browser, out of reach of any script."""
    return kept_cookie(NAME, token, days=SESSION_DAYS, is_secure=is_secure)


def no_session_cookie(*, is_secure: bool) -> Cookie:
    """Take it back."""
    return kept_cookie(NAME, "", days=0, is_secure=is_secure)


def kept_cookie(name: str, value: str, *, days: int, is_secure: bool) -> Cookie:
    """Let a browser keep this for so many days, and show it to nobody but us."""
    return Cookie(
        key=cookie_name(name, is_secure=is_secure),
        value=value,
        max_age=days * 86_400,
        path="/",
        httponly=True,
        samesite="lax",
        secure=is_secure,
    )


def csrf_token(secret: bytes, session_token: str) -> str:
    """Derive the token that only pages which may read our answers can know."""
    message = b"csrf:" + session_token.encode()
    return hmac.new(secret, message, hashlib.sha256).hexdigest()


def check_csrf(
    request: Request[Any, Any, Any], secret: bytes, session_token: str, own_origin: str
) -> None:
    """Refuse a write that another site made the browser send."""
    if request.method in _SAFE_METHODS:
        return
    check_same_origin(request, own_origin)
    given = request.headers.get(CSRF_HEADER, "").encode()
    if not hmac.compare_digest(given, csrf_token(secret, session_token).encode()):
        raise WrongCsrfToken


def check_same_origin(request: Request[Any, Any, Any], own_origin: str) -> None:
    """Refuse a browser whose page came from elsewhere; for doors without a session."""
    origin = request.headers.get("origin")
    if origin is None:
        return
    if not is_own(origin, own_origin, request.headers.get("host")):
        raise ForeignOrigin


class WrongCsrfToken(Forbidden):
    """The X-CSRF-Token header is missing or wrong."""

    reason = "wrong_csrf_token"
    advice = "Fetch the session again and send its token."


class ForeignOrigin(Forbidden):
    """This request comes from another site than PUBLIC_URL names."""

    reason = "foreign_origin"
