"""Who hears of a visitor, and what they are told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from frontdesk.features.visitors.model import Visitor, room_of
from frontdesk.features.visitors.wire import ChatClosed, VisitorUpdated
from frontdesk.infra.database import Announcement
from frontdesk.kit import strict_json

if TYPE_CHECKING:
    from frontdesk.features.visitors.events import (
        ContactLeft,
        VisitorBlocked,
        VisitorDescribed,
        VisitorUnblocked,
    )


def visitor_blocked(event: VisitorBlocked) -> list[Announcement]:
    """Tell members, and the visitor that his chat is closed; why is not his business."""
    closed = ChatClosed(is_closed=True)
    return [_updated(event.visitor, {"isBlocked": True}, _to_visitor(event.visitor, closed))]


def visitor_unblocked(event: VisitorUnblocked) -> list[Announcement]:
    """Tell members, and the visitor that he may write again."""
    closed = ChatClosed(is_closed=False)
    return [_updated(event.visitor, {"isBlocked": False}, _to_visitor(event.visitor, closed))]


def contact_left(event: ContactLeft) -> list[Announcement]:
    """Tell members how to reach the visitor."""
    visitor = event.visitor
    return [_updated(visitor, {"name": visitor.name, "email": visitor.email}, None)]


def visitor_described(event: VisitorDescribed) -> list[Announcement]:
    """Tell members who the site says he is."""
    visitor = event.visitor
    fields = {"name": visitor.name, "email": visitor.email, "profile": event.profile}
    return [_updated(visitor, fields, None)]


def _updated(visitor: Visitor, fields: dict[str, Any], audience: str | None) -> Announcement:
    payload = VisitorUpdated(visitor_id=visitor.id, fields=fields)
    return Announcement(visitor.project_id, "visitorUpdated", _json(payload), audience)


def _to_visitor(visitor: Visitor, closed: ChatClosed) -> str:
    room = room_of(visitor.project_id, visitor.token_key)
    return _json({"room": room, "event": "chatClosed", "payload": closed})


def _json(value: object) -> str:
    return strict_json.encode(value).decode()
