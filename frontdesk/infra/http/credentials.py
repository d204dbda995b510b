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


def credential_of(request: Request[Any, Any, Any]) -> Credential | None:
    """Read who asks; what a client wrote on purpose goes before what its browser added."""
    scheme, _, text = request.headers.get("authorization", "").strip().partition(" ")
    if scheme.lower() == "visitor":
        return VisitorToken(text.strip()[:_MAX_TOKEN_LENGTH])
    token = session_token_in(request.headers.get("cookie", ""))
    return None if token is None else SessionToken(token)


def session_token_of(request: Request[Any, Any, Any]) -> str:
    """Read the session's token; raise `Unauthorized` for every other credential, or none."""
    match credential_of(request):
        case SessionToken(text):
            return text
        case _:
            raise Unauthorized


def visitor_token_of(request: Request[Any, Any, Any]) -> str:
    """Read the visitor's token; raise `Unauthorized` for every other credential, or none."""
    match credential_of(request):
        case VisitorToken(text):
            return text
        case _:
            raise VisitorTokenMissing


class VisitorTokenMissing(Unauthorized):
    """Please send the visitor's token."""

    reason = "visitor_token_missing"
    advice = "Send `Authorization: Visitor <visitorToken>`."


def session_token_in(cookie_header: str) -> str | None:
    """Find the session's token in a raw Cookie header."""
    for pair in cookie_header.split(";"):
        name, _, value = pair.strip().partition("=")
        if name == NAME and 0 < len(value) <= _MAX_SESSION_LENGTH and value.isascii():
            return value
    return None


def session_cookie(token: str, *, is_secure: bool) -> Cookie:
    """Hand the token to the browser, out of reach of any script."""
    return Cookie(
        key=NAME,
        value=token,
        max_age=SESSION_DAYS * 86_400,
        path="/",
        httponly=True,
        samesite="lax",
        secure=is_secure,
    )


def no_session_cookie(*, is_secure: bool) -> Cookie:
    """Take it back."""
    return Cookie(
        key=NAME,
        value="",
        max_age=0,
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
