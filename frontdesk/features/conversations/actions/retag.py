"""A tag that is renamed or removed takes its conversations along."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeAlias

from msgspec.structs import replace

from frontdesk.features.conversations import store
from frontdesk.features.conversations.events import RETAGGED, ConversationChanged
from frontdesk.features.conversations.store import NewVersion

if TYPE_CHECKING:
    from datetime import datetime

    from frontdesk.features.conversations.model.conversation import Conversation
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ProjectId, UserId

Lock: TypeAlias = "Callable[[Transaction, ProjectId, str, int], Awaitable[list[Conversation]]]"

_CHUNK = 500


async def retag(
    tx: Transaction, actor_id: UserId, project_id: ProjectId, names: tuple[str, str | None]
) -> None:
    """Put the second name in the place of the first, in every conversation that has it.

    None takes the first away.
    """
    await _retag(tx, actor_id, project_id, names, store.lock_tagged)


async def retag_latecomers(
    tx: Transaction, actor_id: UserId, project_id: ProjectId, names: tuple[str, str | None]
) -> None:
    """Do the same for those tagged meanwhile, without waiting for anybody.

    A transaction that holds such a row may be waiting for a row of ours.
    """
    await _retag(tx, actor_id, project_id, names, store.lock_tagged_now)


async def _retag(
    tx: Transaction,
    actor_id: UserId,
    project_id: ProjectId,
    names: tuple[str, str | None],
    lock: Lock,
) -> None:
    old, new = names
    at = await store.now(tx)
    # A chunk loses its tag as it is written, so the next look finds the next; one statement
    # for a project's tens of thousands would hold all of their rows while it runs.
    while carrying := await lock(tx, project_id, old, _CHUNK):
        pairs = [(before, _retagged(before, old, new, at)) for before in carrying]
        await store.save(tx, pairs)
        versions = [NewVersion(one, "tags", actor_id, {"tags": one.tags}) for _, one in pairs]
        await store.record(tx, versions)
        held = {after.assignee_id for _, after in pairs if after.assignee_id is not None}
        known = await store.user_names(tx, held)
        await tx.announce(
            [
                ConversationChanged(
                    before, after, known.get(after.assignee_id or 0), actor_id, RETAGGED
                )
                for before, after in pairs
            ]
        )


def _retagged(before: Conversation, old: str, new: str | None, at: datetime) -> Conversation:
    tags = [new if tag == old else tag for tag in before.tags]
    return replace(
        before,
        tags=[tag for tag in dict.fromkeys(tags) if tag is not None],
        version=before.version + 1,
        revision=before.revision + 1,
        updated_at=at,
    )
