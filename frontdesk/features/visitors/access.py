"""The only way from an id to a visitor; callers have settled that a member asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features.visitors import store
from frontdesk.features.visitors.model import ForgedToken, VisitorIsBlocked
from frontdesk.kit.errors import NotFound

if TYPE_CHECKING:
    from frontdesk.features.visitors.model import Visitor, VisitorIdentity
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ProjectId, VisitorId


async def lock_for_changing(
    tx: Transaction, project_id: ProjectId, visitor_id: VisitorId
) -> Visitor:
    """Find a visitor of this project and lock their row."""
    visitor = await store.lock_by_id(tx, project_id, visitor_id)
    if visitor is None:
        raise NotFound
    return visitor


async def check_identity(tx: Transaction, identity: VisitorIdentity) -> None:
    """Refuse a token whose uid another secret has taken, and a visitor who is blocked."""
    visitor = await store.find_by_uid(tx, identity.project_id, identity.uid)
    if visitor is None:
        return
    if visitor.token_key != identity.key:
        raise ForgedToken
    if visitor.is_blocked:
        raise VisitorIsBlocked
