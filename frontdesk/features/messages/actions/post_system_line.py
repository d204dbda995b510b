"""A line from nobody: what the product itself has to tell a visitor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features import conversations
from frontdesk.features.conversations.model.conversation import with_message
from frontdesk.features.conversations.model.transitions import Decision
from frontdesk.features.messages import store
from frontdesk.features.messages.events import MessagePosted
from frontdesk.features.messages.model import Author, newest_message

if TYPE_CHECKING:
    from frontdesk.features.conversations.model.conversation import Conversation
    from frontdesk.infra.database import Transaction


async def post_system_line(
    tx: Transaction, before: Conversation, text: str, temp_id: str
) -> Conversation:
    """Add a line to a conversation this transaction has locked; it changes nobody's turn.

    The visitor reads it under the persona's name. `temp_id` makes a second one impossible.
    """
    [message_id] = await store.reserve_ids(tx, 1)
    at, _ = await conversations.find_rules(tx, [])
    after = with_message(before, message_id, text, at, from_visitor=False)
    persona = Author("system", 0, await store.persona_name(tx, after.project_id))
    message = newest_message(after, persona, temp_id, text, "sent")
    await store.insert(tx, [message])
    await conversations.save_decisions(tx, [(before, Decision(after))], "system_line", None, at)
    await tx.announce([MessagePosted(message, after)])
    return after
