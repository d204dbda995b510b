"""The only way from an id to a visitor; callers have settled that a member asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features.visitors import store
from frontdesk.kit.errors import NotFound

if TYPE_CHECKING:
    from frontdesk.features.visitors.model import Visitor
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ProjectId, VisitorId


async def lock_for_changing(
    tx: Transaction, project_id: ProjectId, visitor_id: VisitorId
) -> Visitor:
    """Find a visitor of this project, and hold his row."""
    visitor = await store.lock_by_id(tx, project_id, visitor_id)
    if visitor is None:
        raise NotFound
    return visitor
