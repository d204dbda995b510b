"""Visitors, and the signed secret that speaks for one."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from secrets import token_urlsafe
from typing import Any

import msgspec

from frontdesk.features.accounts.model import clean_name, normal_email
from frontdesk.features.visitors.wire import SiteProfile
from frontdesk.kit.audience import OneVisitor
from frontdesk.kit.errors import Gone, Unauthorized
from frontdesk.kit.ids import ProjectId, VisitorId

_VERSION = "v1"
VISIT_PAUSE = timedelta(minutes=30)
MAX_PAGES = 10
_BEFORE_ALL = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class VisitorIdentity:
    """Whom a visitor token speaks for: a uid of one project, and the key bound to it."""

    project_id: ProjectId
    uid: str
    key: str

    @property
    def sockets(self) -> OneVisitor:
        """All tabs of this visitor."""
        return OneVisitor(self.project_id, self.key)


@dataclass(frozen=True)
class Visitor:
    """A row of `visitors`."""

    project_id: ProjectId
    id: VisitorId
    uid: str
    token_key: str
    name: str | None
    email: str | None
    is_spam: bool
    is_blocked: bool
    # The visit as it was last heard of, without what the site says of the visitor.
    session_metadata: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def sockets(self) -> OneVisitor:
        """All tabs of this visitor."""
        return OneVisitor(self.project_id, self.token_key)

    @property
    def display_name(self) -> str:
        """What members call somebody who gave no name."""
        return self.name or f"Visitor #{self.uid[:6]}"


def merge_visit(stored: Mapping[str, Any], seen: Mapping[str, Any]) -> dict[str, Any]:
    """Add what one page load or tab knows of a visit to what is known of it already.

    The first referrer and landing page stay and pages are added in the order of their time,
    until half an hour passes without one: then another visit has begun. What is left out
    erases nothing. Times are the device's own, so they are compared with each other only.
    """
    earlier, later = _pages_of(stored), _pages_of(seen)
    times = [at for page in later if (at := _time_of(page))]
    latest = max((at for page in earlier if (at := _time_of(page))), default=None)
    has_ended = latest is not None and bool(times) and min(times) - latest > VISIT_PAUSE
    known = {name: value for name, value in seen.items() if value is not None}
    if has_ended or not earlier:
        return {**seen, "pages": _latest_pages(later)}
    first = {name: stored.get(name) for name in ("referrer", "landingPage")}
    if first["landingPage"] is None:
        first = {name: seen.get(name) for name in first}
    return {**stored, **known, **first, "pages": _latest_pages([*earlier, *later])}


def _latest_pages(pages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Order pages by their time, each load once, and keep the last of them."""
    loads = {(page["url"], page.get("at")): page for page in pages}
    in_order: list[dict[str, Any]] = []
    for page in sorted(loads.values(), key=lambda one: _time_of(one) or _BEFORE_ALL):
        # Reloaded, or said again with a new title: it is the page they were on.
        if in_order and in_order[-1]["url"] == page["url"]:
            in_order.pop()
        in_order.append(page)
    return in_order[-MAX_PAGES:]


def _pages_of(session: Mapping[str, Any]) -> list[dict[str, Any]]:
    pages = session.get("pages")
    found = pages if isinstance(pages, list) else []
    return [one for one in found if isinstance(one, dict) and isinstance(one.get("url"), str)]


def _time_of(page: Mapping[str, Any]) -> datetime | None:
    # A visitor can write anything here; what is no time counts as none.
    try:
        at = datetime.fromisoformat(page["at"])
    except (KeyError, TypeError, ValueError):
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


class VisitorIsBlocked(Gone):
    """This chat is closed."""

    reason = "chat_closed"
    advice = "Close the composer; a visitor is not told why."


class ForgedToken(Unauthorized):
    """This visitor token is not ours, or not for this visitor."""

    reason = "wrong_visitor_token"
    advice = "Try the stored token, then begin with a new uid."


class _Claims(msgspec.Struct, forbid_unknown_fields=True):
    p: int
    u: str
    k: str


def clean_profile(said: SiteProfile) -> SiteProfile:
    """Write what a site says the one way it is kept; raise `Invalid` for what can't be shown."""
    return SiteProfile(
        name=None if said.name is None else clean_name(said.name),
        email=None if said.email is None else normal_email(said.email),
        attributes=said.attributes,
    )


def described(visitor: Visitor, before: SiteProfile | None, said: SiteProfile) -> Visitor:
    """Use the site's name and address for a visitor, except where they left their own."""
    earlier = before or SiteProfile()
    keeps_name = visitor.name is not None and visitor.name != earlier.name
    keeps_email = visitor.email is not None and visitor.email != earlier.email
    return replace(
        visitor,
        name=visitor.name if keeps_name else said.name or visitor.name,
        email=visitor.email if keeps_email else said.email or visitor.email,
    )


def new_identity(project_id: ProjectId, uid: str) -> VisitorIdentity:
    """Invent the secret of a visitor who has none yet."""
    return VisitorIdentity(project_id, uid, token_urlsafe(16))


def sign(identity: VisitorIdentity, secret: bytes) -> str:
    """Write the token a widget keeps."""
    claims = _Claims(identity.project_id, identity.uid, identity.key)
    body = base64.urlsafe_b64encode(msgspec.json.encode(claims)).decode().rstrip("=")
    return f"{_VERSION}.{body}.{_signature(body, secret)}"


def verify(token: str, secret: bytes) -> VisitorIdentity:
    """Read a token; raise `ForgedToken` unless we signed exactly this one."""
    version, _, rest = token.partition(".")
    body, _, signature = rest.partition(".")
    expected = _signature(body, secret)
    is_ours = hmac.compare_digest(signature.encode(), expected.encode())
    if version != _VERSION or not is_ours:
        raise ForgedToken
    try:
        raw = base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))
        claims = msgspec.json.decode(raw, type=_Claims)
    except (ValueError, msgspec.DecodeError) as error:
        raise ForgedToken from error
    return VisitorIdentity(ProjectId(claims.p), claims.u, claims.k)


def _signature(body: str, secret: bytes) -> str:
    digest = hmac.new(secret, b"visitor-token:" + body.encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")
