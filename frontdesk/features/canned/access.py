"""The only way from an id to a canned reply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features.canned import store
from frontdesk.kit.errors import NotFound

if TYPE_CHECKING:
    from frontdesk.features.canned.model import CannedResponse
    from frontdesk.features.projects.model import Member
    from frontdesk.infra.database import Transaction


async def lock_for_changing(tx: Transaction, manager: Member, canned_id: int) -> CannedResponse:
    """Find a canned reply of the manager's project, and lock its row."""
    canned = await store.lock(tx, manager.project_id, canned_id)
    if canned is None:
        raise NotFound
    return canned
