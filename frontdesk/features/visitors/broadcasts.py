"""Who hears of a visitor, and what they are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features.visitors.wire import (
    CHAT_CLOSED,
    VISITOR_UPDATED,
    ChatClosed,
    VisitorFields,
    VisitorUpdated,
)
from frontdesk.infra.database import Announcement, also_visitor

if TYPE_CHECKING:
    from frontdesk.features.visitors.events import (
        ContactLeft,
        VisitorBlocked,
        VisitorDescribed,
        VisitorUnblocked,
    )
    from frontdesk.features.visitors.model import Visitor
    from frontdesk.infra.database import StoredAudience


def visitor_blocked(event: VisitorBlocked) -> list[Announcement[VisitorUpdated]]:
    """Tell members, and the visitor that their chat is closed; why is not their business."""
    return [_block_changed(event.visitor, is_blocked=True)]


def visitor_unblocked(event: VisitorUnblocked) -> list[Announcement[VisitorUpdated]]:
    """Tell members, and the visitor that they may write again."""
    return [_block_changed(event.visitor, is_blocked=False)]


def contact_left(event: ContactLeft) -> list[Announcement[VisitorUpdated]]:
    """Tell members how to reach the visitor."""
    visitor = event.visitor
    return [_updated(visitor, VisitorFields(name=visitor.name, email=visitor.email))]


def visitor_described(event: VisitorDescribed) -> list[Announcement[VisitorUpdated]]:
    """Tell members who the site says they are."""
    visitor = event.visitor
    fields = VisitorFields(name=visitor.name, email=visitor.email, profile=event.profile)
    return [_updated(visitor, fields)]


def _block_changed(visitor: Visitor, *, is_blocked: bool) -> Announcement[VisitorUpdated]:
    closed = also_visitor(visitor.sockets, CHAT_CLOSED, ChatClosed(is_closed=is_blocked))
    return _updated(visitor, VisitorFields(is_blocked=is_blocked), closed)


def _updated(
    visitor: Visitor, fields: VisitorFields, audience: StoredAudience | None = None
) -> Announcement[VisitorUpdated]:
    payload = VisitorUpdated(visitor_id=visitor.id, fields=fields)
    return Announcement(visitor.project_id, VISITOR_UPDATED, payload, audience)
