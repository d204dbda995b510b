"""Holding the conversation each visitor writes into, beginning it where there is none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from frontdesk.features.conversations import store
from frontdesk.features.conversations.model.conversation import Conversation
from frontdesk.features.conversations.model.rules import ConversationRules, continues
from frontdesk.features.projects.wire.settings import HistoryVisibility
from frontdesk.infra.pause_points import pause_point

if TYPE_CHECKING:
    from datetime import datetime

    from frontdesk.features.visitors.model import Visitor
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ProjectId, VisitorId


async def lock_for_writing(
    tx: Transaction,
    writing: Mapping[Visitor, bool],
    rules: Mapping[int, ConversationRules],
    at: datetime,
) -> dict[tuple[ProjectId, VisitorId], Conversation]:
    """Lock the conversation each visitor writes into, beginning it where there is none.

    Each visitor comes with whether AI may answer them in a conversation that begins here.
    The partial unique index allows one live conversation per visitor, so of two
    transactions that begin one, the second waits here and continues the first's.
    """
    continued = [
        (
            one.project_id,
            one.id,
            "spam" if one.is_spam else _CONTINUED[rules[one.project_id].history_visibility],
        )
        for one in writing
    ]
    # Decided by the rows as they are once locked: while we waited, somebody may have solved one.
    held = {
        (found.project_id, found.visitor_id): found
        for found in await store.lock_newest(tx, continued)
        if continues(found, rules[found.project_id], at)
    }
    missing = [one for one in writing if (one.project_id, one.id) not in held]
    await pause_point("conversations.looked")
    if missing:
        await store.insert(tx, [(one.project_id, one.id, writing[one]) for one in missing], at)
        # Looked for again, as the row may be one that another transaction began meanwhile and
        # ours was left out for.
        wanted = [(one.project_id, one.id, "active") for one in missing]
        for conversation in await store.lock_newest(tx, wanted):
            held[conversation.project_id, conversation.visitor_id] = conversation
    return held


# Which conversation a visitor goes on in.
_CONTINUED: Mapping[HistoryVisibility, Literal["active", "forever"]] = {
    "limit_to_active": "active",
    "forever": "forever",
}
