"""The only way from an id to a tag."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features.tags import store
from frontdesk.kit.errors import NotFound

if TYPE_CHECKING:
    from frontdesk.features.projects.model import Member
    from frontdesk.features.tags.model import Tag
    from frontdesk.infra.database import Transaction


async def find_for_changing(tx: Transaction, manager: Member, tag_id: int) -> Tag:
    """Find a tag of the manager's project; no other manager changes tags until commit.

    Its row is not locked: tagging a conversation locks that row while the tag is
    remembered, so conversations come before tags in the order of locks.
    """
    await store.wait_for_turn(tx, manager.project_id)
    tag = await store.find(tx, manager.project_id, tag_id)
    if tag is None:
        raise NotFound
    return tag
