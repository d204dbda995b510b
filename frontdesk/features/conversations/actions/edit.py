"""What members set by hand: status, tags, priority, and whether the responder answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from frontdesk.features import visitors
from frontdesk.features.conversations import store
from frontdesk.features.conversations.actions.save import Cause, save_and_announce
from frontdesk.features.conversations.events import ConversationChanged
from frontdesk.features.conversations.model.conversation import Conversation
from frontdesk.features.conversations.model.decide import decide
from frontdesk.features.conversations.model.details import clean_tags, merge_metadata
from frontdesk.features.conversations.model.responding import hands_back
from frontdesk.features.conversations.model.threads import Threads
from frontdesk.features.conversations.model.transitions import (
    AnotherConversationOpen,
    QueueEntered,
    StatusSet,
    VisitorStillBlocked,
)
from frontdesk.features.conversations.store import NewVersion

if TYPE_CHECKING:
    from frontdesk.features.conversations.wire import PatchConversation, Status
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import UserId

T = TypeVar("T")


async def set_status(
    tx: Transaction,
    actor_id: UserId | None,
    conversation: Conversation,
    status: Status,
    threads: Threads,
) -> Conversation:
    """Set the status of a conversation this transaction has locked.

    Raises `Conflict` when it would be the visitor's second live conversation, or that of
    one who is blocked.
    """
    at = await store.now(tx)
    # Only one that is reopened needs to know whether its visitor still waits.
    is_over = conversation.chat_state == "completed"
    unanswered_since = await threads.unanswered_since(tx, conversation) if is_over else None
    decision = decide(conversation, StatusSet(status, at, unanswered_since))
    if conversation.chat_state == "completed" and decision.after.chat_state != "completed":
        await _refuse_what_cannot_live(tx, conversation)
    after = await save_and_announce(tx, conversation, decision, Cause(f"status_{status}", actor_id))
    # What the visitor writes next has to find this conversation, or not to find it.
    if "spam" in (status, conversation.status) and after != conversation:
        await visitors.set_spam(
            tx, conversation.project_id, conversation.visitor_id, is_spam=status == "spam"
        )
    return after


async def edit_details(
    tx: Transaction, actor_id: UserId | None, before: Conversation, patch: PatchConversation
) -> Conversation:
    """Change what the patch names of tags, priority, metadata and the responder's switches."""
    after = replace(
        before,
        tags=before.tags if patch.tags is UNSET else clean_tags(patch.tags),
        priority=_or(patch.priority, before.priority),
        ai_enabled=_or(patch.ai_enabled, before.ai_enabled),
        responder_mode=_or(patch.responder_mode, before.responder_mode),
        metadata=merge_metadata(before.metadata, _or(patch.metadata, {})),
    )
    # Switching the responder on by hand takes back the visitor's wish for a person, or it would
    # stay silent.
    if hands_back(before, after.responder_mode):
        after = replace(after, asked_for_person_at=None)
    if after == before:
        return before
    at = await store.now(tx)
    is_for_responder = (after.ai_enabled, after.responder_mode) != (
        before.ai_enabled,
        before.responder_mode,
    )
    after = replace(
        after,
        version=before.version + 1,
        revision=before.revision + 1,
        # A responder that thinks right now shall not commit under the old rules.
        turn=before.turn + is_for_responder,
        hard_turn=before.hard_turn + is_for_responder,
        updated_at=at,
    )
    name = await store.save_one(tx, (before, after))
    details = _said(before, after)
    await store.record(tx, [NewVersion(after, "_and_".join(details), actor_id, details)])
    await tx.announce([ConversationChanged(before, after, name, actor_id, "edited")])
    # Nobody but people can answer now: a chat that had been left to the responder has to queue.
    if is_for_responder and not (after.ai_enabled and after.responder_mode != "off"):
        entered = decide(after, QueueEntered(at))
        return await save_and_announce(tx, after, entered, Cause("queued", actor_id))
    return after


async def _refuse_what_cannot_live(tx: Transaction, conversation: Conversation) -> None:
    visitor = await visitors.find_by_uid(tx, conversation.project_id, conversation.visitor_uid)
    if visitor is None or visitor.is_blocked:
        raise VisitorStillBlocked
    # The index would refuse it, too, with an error that says nothing. The visitor's row is
    # locked, so no other conversation begins between this look and the write.
    wanted = (conversation.project_id, conversation.visitor_id, "active")
    if await store.lock_newest(tx, [wanted]):
        raise AnotherConversationOpen


def _or(value: T | UnsetType, otherwise: T) -> T:
    return otherwise if isinstance(value, UnsetType) else value


def _said(before: Conversation, after: Conversation) -> dict[str, object]:
    now = {name: getattr(after, name) for name in _DETAILS}
    said = {name: value for name, value in now.items() if value != getattr(before, name)}
    if "metadata" in said:
        # Which names changed; the values stand in the conversation.
        changed = before.metadata.items() ^ after.metadata.items()
        said["metadata"] = sorted({name for name, _ in changed})
    return said


_DETAILS = ("tags", "priority", "ai_enabled", "responder_mode", "metadata")
