"""Store what visitors wrote: many messages, one transaction, set-based all the way.

The cost is per batch and not per message: each step below is one statement over arrays,
whatever the number of messages, visitors and projects.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec

from frontdesk.features import conversations, visitors
from frontdesk.features.conversations.model.conversation import Conversation, with_message
from frontdesk.features.conversations.model.decide import decide
from frontdesk.features.conversations.model.transitions import Decision, VisitorWrote
from frontdesk.features.messages import store
from frontdesk.features.messages.events import MessagePosted
from frontdesk.features.messages.model import (
    Author,
    Message,
    ProjectGone,
    TempIdTaken,
    VisitorDraft,
    newest_message,
)
from frontdesk.features.visitors.model import (
    ForgedToken,
    Visitor,
    VisitorIdentity,
    VisitorIsBlocked,
)
from frontdesk.infra.pause_points import pause_point
from frontdesk.kit.errors import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from frontdesk.features.messages.wire import SessionMetadata
    from frontdesk.features.projects.wire.settings import ResponderMode
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ConversationId, MessageId, ProjectId, VisitorId

# What became of a draft: stored (now or earlier), or refused.
StoredOrRefused: TypeAlias = Message | Refused
_Known: TypeAlias = Mapping[VisitorIdentity, Visitor]
_Key: TypeAlias = tuple[int, int, str]


@dataclass(frozen=True)
class _Writing:
    """A draft that is not stored yet, and the visitor who wrote it."""

    draft: VisitorDraft
    visitor: Visitor


@dataclass(frozen=True)
class _Now:
    """The batch's moment, and what the responder does in each conversation."""

    at: datetime
    responder_modes: Mapping[ConversationId, ResponderMode]


async def post_visitor_messages(
    tx: Transaction, drafts: Sequence[VisitorDraft]
) -> list[StoredOrRefused]:
    """Add each draft to its visitor's conversation, once, however often it is sent."""
    projects = [draft.author.project_id for draft in drafts]
    at, rules = await conversations.find_rules(tx, projects)
    authors = dict.fromkeys(one.author for one in drafts if one.author.project_id in rules)
    known = await visitors.lock_writers(tx, list(authors))
    await pause_point("messages.visitors_held")
    # The visitors' rows are locked, so nobody can store a twin between this look and the
    # insert below; the unique key stands behind it.
    keys = {_key(draft, known[draft.author]) for draft in drafts if draft.author in known}
    stored = await store.find_by_temp_ids(tx, "visitor", sorted(keys))
    fresh = await _introduced(tx, _only_fresh(drafts, known, stored))
    if fresh:
        held = await conversations.lock_for_writing(tx, _wishes(fresh), rules, at)
        modes = await conversations.responder_modes(tx, list(held.values()), rules, at)
        for message in await _store(tx, fresh, held, _Now(at, modes)):
            stored[message.project_id, message.sender_id, message.temp_id] = message
        if sessions := _sessions(fresh):
            await visitors.keep_sessions(tx, sessions)
    await pause_point("messages.inserted")
    return [_outcome(draft, rules, known, stored) for draft in drafts]


def _only_fresh(
    drafts: Sequence[VisitorDraft], known: _Known, stored: Mapping[_Key, Message]
) -> list[_Writing]:
    """Leave out what is stored already, and the second of two twins in this batch."""
    fresh: dict[_Key, _Writing] = {}
    for draft in drafts:
        visitor = known.get(draft.author)
        if visitor is None or visitor.is_blocked:
            continue
        if _key(draft, visitor) not in stored:
            fresh.setdefault(_key(draft, visitor), _Writing(draft, visitor))
    return list(fresh.values())


async def _introduced(tx: Transaction, fresh: list[_Writing]) -> list[_Writing]:
    """Let the site say who they are, before anybody is told what they wrote."""
    said = {
        one.visitor: one.draft.session.profile
        for one in fresh
        if one.draft.session is not None and one.draft.session.profile is not None
    }
    if not said:
        return fresh
    now = await visitors.take_profiles(tx, said)
    return [replace(one, visitor=now.get(one.visitor, one.visitor)) for one in fresh]


async def _store(
    tx: Transaction,
    fresh: Sequence[_Writing],
    held: Mapping[tuple[ProjectId, VisitorId], Conversation],
    now: _Now,
) -> list[Message]:
    """Give every draft its place, in the order in which they came, and write it all."""
    ids = await store.reserve_ids(tx, len(fresh))
    there = await conversations.holders_there(tx, list(held.values()))
    current = {whose: Decision(one) for whose, one in held.items()}
    posted: list[MessagePosted] = []
    for writing, message_id in zip(fresh, ids, strict=True):
        whose = (writing.visitor.project_id, writing.visitor.id)
        chat = held[whose].id
        mode = now.responder_modes.get(chat, "off")
        wrote = VisitorWrote(now.at, chat in there, is_responders=mode == "auto")
        message, current[whose] = _append(current[whose], writing, message_id, wrote)
        posted.append(MessagePosted(message, current[whose].after, mode))
    messages = [one.message for one in posted]
    await store.insert(tx, messages)
    written = dict.fromkeys((one.visitor.project_id, one.visitor.id) for one in fresh)
    decisions = [(held[whose], current[whose]) for whose in written]
    await conversations.save_decisions(tx, decisions, "visitor_wrote", None, now.at)
    await tx.announce(posted)
    return messages


def _append(
    before: Decision, writing: _Writing, message_id: MessageId, wrote: VisitorWrote
) -> tuple[Message, Decision]:
    decided = decide(before.after, wrote)
    content = writing.draft.content
    after = with_message(decided.after, message_id, content, wrote.at, from_visitor=True)
    # Only the first of several lines can end the assignment of an agent who is gone.
    assignment = before.assignment if before.assignment.ends else decided.assignment
    writer = Author("visitor", writing.visitor.id, writing.visitor.display_name)
    # Committed together with its outbox row, which nothing but the relay removes: whoever
    # can see this row will find it in the feed.
    message = newest_message(after, writer, writing.draft.temp_id, content, "delivered")
    return message, Decision(after, assignment)


def _wishes(fresh: Sequence[_Writing]) -> dict[Visitor, bool]:
    """Return who writes, and who of them wants AI to answer: the first line that says so counts."""
    wishes: dict[Visitor, bool | None] = {}
    for writing in fresh:
        session = writing.draft.session
        if wishes.get(writing.visitor) is None:
            wishes[writing.visitor] = session.ai_enabled if session else None
    return {visitor: wish is not False for visitor, wish in wishes.items()}


def _sessions(fresh: Sequence[_Writing]) -> dict[Visitor, list[dict[str, Any]]]:
    sessions: dict[Visitor, list[dict[str, Any]]] = {}
    for writing in fresh:
        if writing.draft.session is not None:
            sessions.setdefault(writing.visitor, []).append(_visit(writing.draft.session))
    return sessions


def _visit(session: SessionMetadata) -> dict[str, Any]:
    """Leave out the profile: it is stored already, and kept longer than a visit."""
    seen: dict[str, Any] = msgspec.to_builtins(session)
    del seen["profile"]
    return seen


def _outcome(
    draft: VisitorDraft,
    rules: Mapping[int, object],
    known: _Known,
    stored: Mapping[_Key, Message],
) -> StoredOrRefused:
    if draft.author.project_id not in rules:
        return ProjectGone()
    visitor = known.get(draft.author)
    if visitor is None:
        return ForgedToken()
    message = stored.get(_key(draft, visitor))
    if message is None:
        return VisitorIsBlocked()
    return message if message.content == draft.content else TempIdTaken()


def _key(draft: VisitorDraft, visitor: Visitor) -> _Key:
    return visitor.project_id, visitor.id, draft.temp_id
