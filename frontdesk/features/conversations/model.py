"""Conversations, whose turn it is in them, and the one function that decides it.

`decide` is pure: it takes where a conversation stands and what happened, and says where
it stands then, or refuses. Constraints in the database refuse what it would.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

from frontdesk.features.conversations.wire import (
    AssigneeWire,
    ChatState,
    ConversationWire,
    Priority,
    ResponderMode,
    Status,
    VisitorConversation,
)
from frontdesk.features.visitors.wire import VisitorWire
from frontdesk.kit.errors import Conflict
from frontdesk.kit.ids import ConversationId, ProjectId, UserId, VisitorId
from frontdesk.kit.wire import to_wire_time

RoutingMode: TypeAlias = Literal["queue", "sticky", "push"]
HistoryVisibility: TypeAlias = Literal["limit_to_active", "forever"]
ReleaseReason: TypeAlias = Literal["replied", "removed", "solved", "spam"]

SNIPPET_CHARACTERS = 100
FINISHED: frozenset[Status] = frozenset({"solved", "spam"})


@dataclass(frozen=True)
class Rules:
    """What a project decided about how its conversations live."""

    project_id: ProjectId
    history_visibility: HistoryVisibility
    reopen_days: int
    routing_mode: RoutingMode


@dataclass(frozen=True)
class Conversation:
    """A row of `conversations`, with what its wire shape needs of the visitor."""

    project_id: ProjectId
    id: ConversationId
    visitor_id: VisitorId
    visitor_uid: str
    visitor_key: str
    visitor_name: str | None
    visitor_email: str | None
    status: Status
    chat_state: ChatState
    assignee_id: UserId | None
    assigned_at: datetime | None
    last_assignee_id: UserId | None
    agent_replied_at: datetime | None
    priority: Priority
    tags: list[str]
    ai_enabled: bool
    responder_mode: ResponderMode | None
    last_seq: int
    last_message_id: int | None
    last_message_snippet: str | None
    last_message_at: datetime | None
    customer_count: int
    agent_read_count: int
    agent_read_seq: int
    visitor_delivered_seq: int
    visitor_read_seq: int
    version: int
    revision: int
    turn: int
    waiting_since: datetime | None
    queued_at: datetime | None
    solved_at: datetime | None
    created_at: datetime
    updated_at: datetime

    @property
    def unread_count(self) -> int:
        """How many of the visitor's messages no agent has seen."""
        return self.customer_count - self.agent_read_count

    def to_wire(self) -> ConversationWire:
        """Shape it for members."""
        return ConversationWire(
            id=self.id,
            project_id=self.project_id,
            visitor=VisitorWire(
                id=self.visitor_id,
                uid=self.visitor_uid,
                name=self.visitor_name,
                email=self.visitor_email,
            ),
            status=self.status,
            chat_state=self.chat_state,
            assignee_id=self.assignee_id,
            last_assignee_id=self.last_assignee_id,
            priority=self.priority,
            tags=self.tags,
            ai_enabled=self.ai_enabled,
            responder_mode=self.responder_mode,
            last_seq=self.last_seq,
            last_message_id=self.last_message_id,
            last_message_snippet=self.last_message_snippet,
            last_message_at=_time(self.last_message_at),
            agent_read_seq=self.agent_read_seq,
            visitor_delivered_seq=self.visitor_delivered_seq,
            visitor_read_seq=self.visitor_read_seq,
            unread_count=self.unread_count,
            waiting_since=_time(self.waiting_since),
            queued_at=_time(self.queued_at),
            agent_replied_at=_time(self.agent_replied_at),
            version=self.version,
            revision=self.revision,
            created_at=to_wire_time(self.created_at),
            updated_at=to_wire_time(self.updated_at),
        )


    def to_visitors_wire(self, assignee_name: str | None) -> VisitorConversation:
        """Shape it for its visitor, who does not learn that he was marked as spam."""
        return VisitorConversation(
            id=self.id,
            status="open" if self.status == "spam" else self.status,
            assignee=AssigneeWire(assignee_name, None) if assignee_name else None,
            last_seq=self.last_seq,
            version=self.version,
            agent_read_seq=self.agent_read_seq,
            visitor_delivered_seq=self.visitor_delivered_seq,
            visitor_read_seq=self.visitor_read_seq,
        )


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


def should_keep_assignment(conversation: Conversation) -> bool:
    """Whether a visitor who writes again keeps the agent he has."""
    return conversation.assignee_id is not None


def continues(conversation: Conversation, rules: Rules, at: datetime) -> bool:
    """Whether what the visitor writes belongs into this conversation."""
    if conversation.status in ("open", "pending", "spam"):
        return True
    if rules.history_visibility != "forever" or conversation.solved_at is None:
        return False
    return at - conversation.solved_at <= timedelta(days=rules.reopen_days)


def with_message(
    before: Conversation, message_id: int, content: str, at: datetime, *, from_visitor: bool
) -> Conversation:
    """Append the message that was given the next `seq`."""
    return replace(
        before,
        last_seq=before.last_seq + 1,
        last_message_id=message_id,
        last_message_snippet=snippet_of(content),
        last_message_at=at,
        customer_count=before.customer_count + from_visitor,
        revision=before.revision + 1,
        updated_at=at,
    )


def snippet_of(content: str) -> str:
    """Cut a message down to what a list row shows."""
    return " ".join(content.split())[:SNIPPET_CHARACTERS]


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


def _time(moment: datetime | None) -> str | None:
    return None if moment is None else to_wire_time(moment)
