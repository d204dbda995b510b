"""Holding the conversation each visitor writes into, beginning it where there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from frontdesk.features.conversations import store
from frontdesk.features.conversations.model.conversation import Conversation
from frontdesk.features.conversations.model.rules import ConversationRules, continues
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
    held = await _lock_continued(tx, list(writing), rules, at)
    missing = [one for one in writing if (one.project_id, one.id) not in held]
    await pause_point("conversations.looked")
    if missing:
        await store.insert(tx, [(one.project_id, one.id, writing[one]) for one in missing], at)
        wanted = [(one.project_id, one.id, "active") for one in missing]
        for conversation in await store.lock_newest(tx, wanted):
            held[conversation.project_id, conversation.visitor_id] = conversation
    return held


async def _lock_continued(
    tx: Transaction,
    visitors_writing: Sequence[Visitor],
    rules: Mapping[int, ConversationRules],
    at: datetime,
) -> dict[tuple[ProjectId, VisitorId], Conversation]:
    wanted = [
        (one.project_id, one.id, _rule_for(one, rules[one.project_id])) for one in visitors_writing
    ]
    return {
        (conversation.project_id, conversation.visitor_id): conversation
        for conversation in await store.lock_newest(tx, wanted)
        if continues(conversation, rules[conversation.project_id], at)
    }


def _rule_for(visitor: Visitor, rules: ConversationRules) -> Literal["active", "forever", "spam"]:
    if visitor.is_spam:
        return "spam"
    return "forever" if rules.history_visibility == "forever" else "active"
