"""Visitors, and the signed secret that speaks for one."""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass, replace
from secrets import token_urlsafe

import msgspec

from frontdesk.features.accounts.model import clean_name, normal_email
from frontdesk.features.visitors.wire import SiteProfile
from frontdesk.kit.audience import OneVisitor
from frontdesk.kit.errors import Gone, Unauthorized
from frontdesk.kit.ids import ProjectId, VisitorId

_VERSION = "v1"


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

    @property
    def sockets(self) -> OneVisitor:
        """All tabs of this visitor."""
        return OneVisitor(self.project_id, self.token_key)

    @property
    def display_name(self) -> str:
        """What members call somebody who gave no name."""
        return self.name or f"Visitor #{self.uid[:6]}"


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
