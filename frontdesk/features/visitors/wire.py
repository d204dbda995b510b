"""Visitors as they cross the network."""

from typing import Annotated, Any, Literal, TypeAlias

import msgspec
from msgspec import UNSET, Meta, UnsetType

from frontdesk.kit.audience import OneVisitor, ProjectMembers
from frontdesk.kit.protocol import ClientEvent, Rate, ServerEvent
from frontdesk.kit.wire import OkAck, Wire

VisitorUid: TypeAlias = Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[\x20-\x7e]+$")]
VisitorToken: TypeAlias = Annotated[str, Meta(min_length=1, max_length=512)]
AttributeName: TypeAlias = Annotated[str, Meta(min_length=1, max_length=64)]
AttributeText: TypeAlias = Annotated[str, Meta(max_length=200)]
Attributes: TypeAlias = Annotated[
    dict[AttributeName, AttributeText | bool | int | float], Meta(max_length=20)
]


class VisitorHandshake(Wire):
    """What a widget may say when it connects (`auth`)."""

    visitor_token: VisitorToken | None = None
    identity: Annotated[str, Meta(max_length=4_096)] | None = None


class VisitorWire(Wire):
    """A visitor as members see them in a list row.

    `is_online` is a snapshot, changed by `visitorStatusChanged`; events of the feed
    leave it out, because presence has no place in an ordered log.
    """

    id: int
    uid: str
    name: str | None
    email: str | None
    is_online: bool | UnsetType = UNSET


class SiteProfile(Wire):
    """Who a visitor is, as the site says it. Anybody at that page could say so: unverified.

    `setProfile` carries it, and `sessionMetadata` with each message.
    """

    name: Annotated[str, Meta(min_length=1, max_length=100)] | None = None
    email: Annotated[str, Meta(min_length=3, max_length=254)] | None = None
    attributes: Attributes = msgspec.field(default_factory=dict)


class ProfileAck(Wire):
    """Whether it is kept now: nothing is kept of somebody who has not written yet."""

    is_kept: bool
    ok: Literal[True] = True


class PageNow(Wire):
    """Where the visitor is right now."""

    current_url: str
    title: str | None


class VisitorDetails(Wire):
    """Everything the visitor panel shows."""

    id: int
    uid: str
    name: str | None
    email: str | None
    is_online: bool
    current_page: PageNow | None
    session_metadata: dict[str, Any]
    created_at: str
    last_seen_at: str | None
    conversation_count: int
    is_blocked: bool = False
    block_reason: str | None = None
    profile: SiteProfile | None = None


class BlockVisitor(Wire):
    """`POST /projects/{pid}/inbox/visitors/{id}/block`; only members read the reason."""

    reason: Annotated[str, Meta(max_length=500)] | None = None


class ChatClosed(Wire):
    """`chatClosed`, to a visitor who was blocked, or whose block was lifted."""

    is_closed: bool


class SetContact(Wire):
    """`setContact`, from a visitor who leaves an address."""

    email: Annotated[str, Meta(min_length=3, max_length=254)]
    name: Annotated[str, Meta(min_length=1, max_length=200)] | None = None


class VisitorFields(Wire):
    """Those fields of a visitor or of their details that changed; the others are left out."""

    name: str | UnsetType | None = UNSET
    email: str | UnsetType | None = UNSET
    is_blocked: bool | UnsetType = UNSET
    profile: SiteProfile | UnsetType = UNSET


class VisitorUpdated(Wire):
    """`visitorUpdated`, to members."""

    visitor_id: int
    fields: VisitorFields
    feed_seq: int | UnsetType = UNSET


_REFUSED_ABOUT_ONESELF = (
    *("not_identified", "chat_closed", "too_many_changes"),
    *("invalid_email", "unreadable_name"),
)
SET_CONTACT = ClientEvent(
    "setContact",
    "visitor",
    SetContact,
    OkAck,
    Rate(1, 30),
    refuses=(*_REFUSED_ABOUT_ONESELF, "wrong_visitor_token"),
)
SET_PROFILE = ClientEvent(
    "setProfile",
    "visitor",
    SiteProfile,
    ProfileAck,
    Rate(1, 60),
    refuses=_REFUSED_ABOUT_ONESELF,
)
CHAT_CLOSED = ServerEvent("chatClosed", ChatClosed, OneVisitor)
VISITOR_UPDATED = ServerEvent("visitorUpdated", VisitorUpdated, ProjectMembers, is_durable=True)
