"""What a request shows to say who sends it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

from litestar.connection import Request

from frontdesk.infra.http.session_cookie import session_token_in
from frontdesk.kit.errors import Unauthorized

_MAX_TOKEN_LENGTH = 1_024


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
