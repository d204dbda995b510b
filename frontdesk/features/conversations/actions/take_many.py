"""Many agents take a chat each, in one transaction: the cost is per batch, not per chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features.conversations import store
from frontdesk.features.conversations.events import ConversationChanged
from frontdesk.features.conversations.model import ChatTaken, decide
from frontdesk.features.conversations.store import NewVersion

if TYPE_CHECKING:
    from collections.abc import Mapping

    from frontdesk.features.conversations.model import Conversation
    from frontdesk.features.conversations.wire import HowAssigned
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ConversationId, ProjectId, UserId


async def take_held_chats(
    tx: Transaction,
    project_id: ProjectId,
    takers: Mapping[ConversationId, UserId],
    how: HowAssigned,
) -> list[Conversation]:
    """Give waiting chats this transaction holds to agents whose places it holds, too.

    Says and does what `take_chat` does for one. The caller has counted the agents' loads; a
    trigger counts again behind us.
    """
    at = await store.moment(tx)
    found = await store.find_several(tx, project_id, list(takers))
    taken = [(one, decide(one, ChatTaken(takers[one.id], at, how))) for one in found]
    await store.save(tx, [decision.after for _, decision in taken])
    await store.save_holds(tx, [decision for _, decision in taken], at)
    await store.record(
        tx,
        [
            NewVersion(
                decision.after, how, takers[before.id], {"from": None, "to": takers[before.id]}
            )
            for before, decision in taken
        ],
    )
    names = await store.user_names(tx, set(takers.values()))
    changed = [
        ConversationChanged(
            before, decision.after, names.get(takers[before.id]), takers[before.id], how
        )
        for before, decision in taken
    ]
    await tx.announce(changed)
    return [decision.after for _, decision in taken]
