"""The verbs of tags; for those of managers, callers have settled that one asks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from msgspec import UNSET

from frontdesk.features import conversations
from frontdesk.features.conversations.events import RETAGGED
from frontdesk.features.tags import access, store
from frontdesk.features.tags.events import ProjectTagsChanged
from frontdesk.features.tags.model import Tag, clean_name
from frontdesk.infra.pause_points import pause_point

if TYPE_CHECKING:
    from frontdesk.features.conversations.events import ConversationChanged
    from frontdesk.features.projects.model import Member
    from frontdesk.features.tags.wire import PatchTag, WriteTag
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ProjectId


async def remember(tx: Transaction, project_id: ProjectId, names: Iterable[str]) -> None:
    """Make known tags of words a conversation carries; members hear of new ones."""
    wanted = set(names)
    if wanted and await store.insert_missing(tx, project_id, wanted):
        await tx.announce([ProjectTagsChanged(project_id)])


async def remember_used(tx: Transaction, changed: ConversationChanged) -> None:
    """Make known the tags a conversation was just given."""
    given = set(changed.after.tags) - set(changed.before.tags)
    # After renaming a tag, the new name is about to be an old tag's.
    if given and changed.kind != RETAGGED:
        await remember(tx, changed.after.project_id, given)


async def add_tag(tx: Transaction, manager: Member, wanted: WriteTag) -> Tag:
    """Add a tag nobody has used yet. Raises `TagNameTaken`."""
    name = clean_name(wanted.name)
    tag = await store.insert(tx, manager.project_id, name, wanted.colour)
    await tx.announce([ProjectTagsChanged(manager.project_id)])
    return tag


async def edit_tag(tx: Transaction, manager: Member, tag_id: int, patch: PatchTag) -> Tag:
    """Change what the patch names; a new name follows into every conversation.

    Raises `TagNameTaken`.
    """
    before = await access.find_for_changing(tx, manager, tag_id)
    wanted = before
    if patch.name is not UNSET:
        wanted = replace(wanted, name=clean_name(patch.name))
    if patch.colour is not UNSET:
        wanted = replace(wanted, colour=patch.colour)
    if wanted == before:
        return before
    if wanted.name == before.name:
        after = await store.update(tx, wanted)
    else:
        after = await _rename(tx, manager, before, wanted)
    await tx.announce([ProjectTagsChanged(manager.project_id)])
    return after


async def remove_tag(tx: Transaction, manager: Member, tag_id: int) -> None:
    """Take a tag away, from every conversation too."""
    tag = await access.find_for_changing(tx, manager, tag_id)
    await conversations.retag(tx, manager.user_id, manager.project_id, (tag.name, None))
    await pause_point("tags.retagged")
    await store.delete(tx, tag)
    await conversations.retag_latecomers(tx, manager.user_id, manager.project_id, (tag.name, None))
    await tx.announce([ProjectTagsChanged(manager.project_id)])


async def _rename(tx: Transaction, manager: Member, before: Tag, wanted: Tag) -> Tag:
    # Refused before a thousand conversations are touched; the unique key stands behind it.
    await store.refuse_taken(tx, wanted)
    names = (before.name, wanted.name)
    # Conversations first: tagging one locks its row while the tag is stored.
    await conversations.retag(tx, manager.user_id, manager.project_id, names)
    await pause_point("tags.retagged")
    await store.update(tx, wanted)
    await conversations.retag_latecomers(tx, manager.user_id, manager.project_id, names)
    return await store.update(tx, wanted)
