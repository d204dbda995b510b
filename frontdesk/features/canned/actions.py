"""The verbs of canned replies; callers have settled that a manager asks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from msgspec import UNSET

from frontdesk.features.canned import access, store
from frontdesk.features.canned.events import CannedResponsesChanged
from frontdesk.features.canned.model import CannedResponse, clean_content

if TYPE_CHECKING:
    from frontdesk.features.canned.wire import PatchCannedResponse, WriteCannedResponse
    from frontdesk.features.projects.model import Member
    from frontdesk.infra.database import Transaction


async def add_canned_response(
    tx: Transaction, manager: Member, wanted: WriteCannedResponse
) -> CannedResponse:
    """Add a canned reply. Raises `ShortcutTaken`."""
    content = clean_content(wanted.content)
    canned = await store.insert(tx, manager.project_id, wanted.shortcut, content)
    await tx.announce([CannedResponsesChanged(manager.project_id)])
    return canned


async def edit_canned_response(
    tx: Transaction, manager: Member, canned_id: int, patch: PatchCannedResponse
) -> CannedResponse:
    """Change what the patch names. Raises `ShortcutTaken`."""
    before = await access.lock_for_changing(tx, manager, canned_id)
    wanted = before
    if patch.shortcut is not UNSET:
        wanted = replace(wanted, shortcut=patch.shortcut)
    if patch.content is not UNSET:
        wanted = replace(wanted, content=clean_content(patch.content))
    if wanted == before:
        return before
    after = await store.update(tx, wanted)
    await tx.announce([CannedResponsesChanged(manager.project_id)])
    return after


async def remove_canned_response(tx: Transaction, manager: Member, canned_id: int) -> None:
    """Take a canned reply away."""
    canned = await access.lock_for_changing(tx, manager, canned_id)
    await store.delete(tx, canned)
    await tx.announce([CannedResponsesChanged(manager.project_id)])
