"""Whose turn it is: the one function that decides every change of chat state.

`decide` is pure: it takes where a conversation stands and what happened, and says where
it stands then, or refuses. Constraints in the database refuse what it would.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from msgspec.structs import replace

from frontdesk.features.conversations.model.conversation import (
    Conversation,
    RoutingMode,
    should_keep_assignment,
)
from frontdesk.features.conversations.wire import Status
from frontdesk.kit.errors import Conflict
from frontdesk.kit.ids import UserId

ReleaseReason: TypeAlias = Literal["replied", "removed", "solved", "spam"]

FINISHED: frozenset[Status] = frozenset({"solved", "spam"})


@dataclass(frozen=True)
class Hold:
    """What a decision does to the agent's hold: end the old one, begin a new one."""

    ends: ReleaseReason | None = None
    begins_for: UserId | None = None


@dataclass(frozen=True)
class Decision:
    """Where the conversation stands afterwards, and what that does to its hold."""

    after: Conversation
    hold: Hold = Hold()


@dataclass(frozen=True)
class VisitorWrote:
    """The visitor sent a message."""

    at: datetime


@dataclass(frozen=True)
class AgentReplied:
    """An agent sent a message."""

    agent_id: UserId
    at: datetime
    mode: RoutingMode


@dataclass(frozen=True)
class StatusSet:
    """A member set the status by hand."""

    status: Status
    at: datetime
    is_last_from_visitor: bool


@dataclass(frozen=True)
class HolderLost:
    """The agent who holds the chat can't go on with it."""

    reason: Literal["removed"]
    at: datetime


Happening: TypeAlias = VisitorWrote | AgentReplied | StatusSet | HolderLost


class HeldByAnother(Conflict):
    """Somebody else has this chat."""


class Finished(Conflict):
    """This conversation is finished. Reopen it first."""


def decide(before: Conversation, happening: Happening) -> Decision:
    """Say where a conversation stands after what happened, or refuse.

    Raises `HeldByAnother` or `Finished` when the table of the product does not allow it.
    """
    match happening:
        case VisitorWrote():
            decision = _visitor_wrote(before, happening)
        case AgentReplied():
            decision = _agent_replied(before, happening)
        case StatusSet():
            decision = _status_set(before, happening)
        case HolderLost():
            decision = _holder_lost(before, happening)
    return _counted(before, decision, happening.at)


def _visitor_wrote(before: Conversation, wrote: VisitorWrote) -> Decision:
    if before.status == "spam":
        return Decision(before)
    waiting = replace(
        before,
        status="open",
        solved_at=None,
        waiting_since=before.waiting_since or wrote.at,
    )
    if should_keep_assignment(before):
        return Decision(replace(waiting, chat_state="assigned", queued_at=None))
    queued_at = before.queued_at or wrote.at
    return Decision(replace(waiting, chat_state="waiting_assignment", queued_at=queued_at))


def _agent_replied(before: Conversation, reply: AgentReplied) -> Decision:
    if before.chat_state == "completed":
        raise Finished
    if before.assignee_id not in (None, reply.agent_id):
        raise HeldByAnother
    answered = replace(
        before,
        chat_state="waiting_real_user_reply",
        agent_replied_at=reply.at,
        waiting_since=None,
        queued_at=None,
        turn=before.turn + 1,
    )
    # A reply to a chat nobody holds takes it, unless the visitor was already answered.
    claims = before.chat_state == "waiting_assignment"
    if reply.mode == "queue":
        freed = replace(
            answered, assignee_id=None, assigned_at=None, last_assignee_id=reply.agent_id
        )
        is_held = claims or before.assignee_id is not None
        begins_for = reply.agent_id if claims else None
        return Decision(freed, Hold("replied" if is_held else None, begins_for))
    if not claims:
        return Decision(answered)
    held = replace(answered, assignee_id=reply.agent_id, assigned_at=reply.at)
    return Decision(held, Hold(begins_for=reply.agent_id))


def _status_set(before: Conversation, change: StatusSet) -> Decision:
    if change.status == before.status:
        return Decision(before)
    if change.status in FINISHED:
        return _finished(before, change)
    if before.chat_state != "completed":
        return Decision(replace(before, status=change.status))
    reopened = replace(before, status=change.status, solved_at=None)
    if change.is_last_from_visitor:
        waiting = replace(
            reopened,
            chat_state="waiting_assignment",
            waiting_since=before.last_message_at,
            queued_at=change.at,
        )
        return Decision(waiting)
    return Decision(replace(reopened, chat_state="waiting_real_user_reply"))


def _finished(before: Conversation, change: StatusSet) -> Decision:
    after = replace(
        before,
        status=change.status,
        chat_state="completed",
        assignee_id=None,
        assigned_at=None,
        last_assignee_id=before.assignee_id or before.last_assignee_id,
        waiting_since=None,
        queued_at=None,
        solved_at=change.at,
        turn=before.turn + 1,
    )
    ends: ReleaseReason = "spam" if change.status == "spam" else "solved"
    return Decision(after, Hold(ends=ends if before.assignee_id is not None else None))


def _holder_lost(before: Conversation, lost: HolderLost) -> Decision:
    """Put the chat back where it was in the queue, unless the visitor has his answer."""
    if before.assignee_id is None:
        return Decision(before)
    freed = replace(
        before,
        assignee_id=None,
        assigned_at=None,
        last_assignee_id=before.assignee_id,
        turn=before.turn + 1,
    )
    if before.chat_state == "assigned":
        waiting_since = before.waiting_since or lost.at
        freed = replace(
            freed,
            chat_state="waiting_assignment",
            waiting_since=waiting_since,
            queued_at=lost.at,
        )
    return Decision(freed, Hold(ends=lost.reason))


def _counted(before: Conversation, decision: Decision, at: datetime) -> Decision:
    """Count the change: `version` for what an ETag guards, `revision` for anything."""
    after = decision.after
    is_new_version = (
        before.status != after.status
        or before.chat_state != after.chat_state
        or before.assignee_id != after.assignee_id
    )
    if after == before and not decision.hold.ends and not decision.hold.begins_for:
        return decision
    counted = replace(
        after,
        version=before.version + is_new_version,
        revision=before.revision + 1,
        updated_at=at,
    )
    return Decision(counted, decision.hold)
