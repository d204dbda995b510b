"""The only way from an id to a conversation.

Callers have settled that the asker is a member of the project, or the visitor.
Every stranger hears `NotFound`: an id must not confirm that a conversation exists.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from frontdesk.features import presence, visitors
from frontdesk.features.conversations import store
from frontdesk.features.conversations.model.conversation import Conversation
from frontdesk.features.conversations.model.responding import (
    ConversationContext,
    responder_mode_of,
)
from frontdesk.features.conversations.model.rules import continues
from frontdesk.features.conversations.wire import FeedEntryWire, FeedPage
from frontdesk.features.visitors.model import VisitorIsBlocked
from frontdesk.infra.outbox import FeedEntry, feed_after, latest_feed_seqs, pruned_up_to
from frontdesk.kit.errors import NotFound
from frontdesk.kit.wire import to_wire_time

if TYPE_CHECKING:
    from datetime import datetime

    from frontdesk.features.conversations.model.rules import ConversationRules
    from frontdesk.features.projects.wire.settings import ResponderMode
    from frontdesk.features.visitors.model import VisitorIdentity
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ConversationId, ProjectId


async def find_for_reading(
    tx: Transaction, project_id: ProjectId, conversation_id: ConversationId
) -> Conversation:
    """Find a conversation of this project."""
    conversation = await store.find(tx, project_id, conversation_id)
    if conversation is None:
        raise NotFound
    return conversation


async def lock_for_posting(
    tx: Transaction, project_id: ProjectId, conversation_id: ConversationId
) -> Conversation:
    """Find a conversation of this project and lock its row until commit."""
    conversation = await store.lock(tx, project_id, conversation_id)
    if conversation is None:
        raise NotFound
    return conversation


async def lock_for_change(
    tx: Transaction, project_id: ProjectId, conversation_id: ConversationId
) -> Conversation:
    """Lock the visitor's row, then the conversation's: the order visitors' messages take."""
    # Read without a lock, to learn whose it is: that never changes. Locking it first would meet
    # a message that has locked the visitor and waits for the conversation.
    conversation = await find_for_reading(tx, project_id, conversation_id)
    await visitors.lock_by_id(tx, project_id, conversation.visitor_id)
    return await lock_for_posting(tx, project_id, conversation_id)


async def find_shown_to(tx: Transaction, identity: VisitorIdentity) -> Conversation | None:
    """Find the conversation a visitor sees: their last one, finished or not.

    Raises `VisitorIsBlocked` for one who is blocked.
    """
    visitor = await visitors.find_by_uid(tx, identity.project_id, identity.uid)
    # A uid nobody has written under gives each who asks a key of their own. The first to write
    # keeps it; the others, already connected, must not read what was written.
    if visitor is None or visitor.token_key != identity.key:
        return None
    if visitor.is_blocked:
        raise VisitorIsBlocked
    # A finished one stays until another begins, or an answer would vanish before it was read.
    # One who was marked as spam goes on in that conversation and notices nothing; once they are
    # not, they see the one they had before.
    newest = await store.find_newest(tx, visitor.project_id, visitor.id)
    return next((one for one in newest if (one.status == "spam") == visitor.is_spam), None)


async def is_continued(tx: Transaction, shown: Conversation) -> bool:
    """Whether what its visitor writes next belongs into this conversation, or begins another."""
    at, rules = await store.find_rules(tx, [shown.project_id])
    return shown.project_id in rules and continues(shown, rules[shown.project_id], at)


async def holders_there(tx: Transaction, held: Sequence[Conversation]) -> set[ConversationId]:
    """Return in which of these conversations the agent who has them can answer now."""
    asked = [one for one in held if one.assignee_id is not None]
    if not asked:
        return set()
    present = await presence.find_available_among(
        tx, {(one.project_id, one.assignee_id) for one in asked if one.assignee_id is not None}
    )
    return {one.id for one in asked if (one.project_id, one.assignee_id) in present}


async def responder_modes(
    tx: Transaction,
    held: Sequence[Conversation],
    rules: Mapping[int, ConversationRules],
    at: datetime,
) -> dict[ConversationId, ResponderMode]:
    """Return what the responder does in each of these when the visitor writes; off is left out."""
    asked = [
        one for one in held if (one.responder_mode or rules[one.project_id].responder.mode) != "off"
    ]
    # Who is there costs a query for each project: only those that ask pay for it.
    staffed = {
        project_id
        for project_id in {one.project_id for one in asked}
        if rules[project_id].responder.when == "nobody_online"
        and await presence.find_available(tx, project_id)
    }
    modes = {
        one.id: responder_mode_of(
            one,
            rules[one.project_id].responder,
            ConversationContext(at, is_anybody_available=one.project_id in staffed),
        )
        for one in asked
    }
    return {conversation_id: mode for conversation_id, mode in modes.items() if mode != "off"}


async def read_feed(
    tx: Transaction, project_id: ProjectId, after: int | None, limit: int
) -> FeedPage:
    """Read a project's feed behind a cursor; without one, only say where it ends.

    A cursor older than what the feed keeps, or one it never gave, means `resync`.
    """
    latest_seq = (await latest_feed_seqs(tx, [project_id])).get(project_id, 0)
    if after is None:
        return FeedPage(data=[], feed_seq=latest_seq, resync=False)
    # A number we never gave was given by a database that has since been put back.
    if after > latest_seq or after < await pruned_up_to(tx, project_id):
        return FeedPage(data=[], feed_seq=latest_seq, resync=True)
    entries = await feed_after(tx, project_id, after, limit)
    return FeedPage(data=[_shown(entry) for entry in entries], feed_seq=latest_seq, resync=False)


def _shown(entry: FeedEntry) -> FeedEntryWire:
    return FeedEntryWire(
        feed_seq=entry.feed_seq,
        event=entry.event,
        payload=msgspec.json.decode(entry.numbered()),
        at=to_wire_time(entry.at),
    )
