"""Where a conversation can stand, and what can happen to it, in short words."""

from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from frontdesk.features.conversations.model.conversation import Conversation
from frontdesk.features.conversations.model.decide import FINISHED
from frontdesk.features.conversations.model.transitions import (
    AgentReplied,
    AssignmentChange,
    ChatAssigned,
    ChatTaken,
    HolderLost,
    LossReason,
    PersonAskedFor,
    StatusSet,
    VisitorWrote,
)
from frontdesk.features.conversations.wire import ChatState, HowAssigned, ReleaseReason, Status
from frontdesk.features.projects.wire.settings import RoutingMode
from frontdesk.kit.ids import ConversationId, ProjectId, UserId, VisitorId

GRACE, ALAN, BOSS = UserId(11), UserId(12), UserId(13)
THEN = datetime(2026, 3, 1, 9, tzinfo=UTC)
NOW = THEN + timedelta(hours=1)


def conversation(
    chat_state: ChatState, holder: UserId | None = None, status: Status = "open"
) -> Conversation:
    is_waiting = chat_state == "waiting_assignment"
    return Conversation(
        project_id=ProjectId(1),
        id=ConversationId(7),
        visitor_id=VisitorId(3),
        visitor_uid="ada",
        visitor_key="k" * 22,
        visitor_name=None,
        visitor_email=None,
        status=status,
        chat_state=chat_state,
        assignee_id=holder,
        assigned_at=THEN if holder else None,
        last_assignee_id=None,
        agent_replied_at=None,
        priority="normal",
        tags=[],
        ai_enabled=True,
        responder_mode=None,
        last_seq=4,
        last_message_id=40,
        last_message_snippet="Hello",
        last_message_at=THEN,
        customer_count=2,
        agent_read_count=1,
        agent_read_seq=1,
        visitor_delivered_seq=2,
        visitor_read_seq=2,
        version=5,
        revision=9,
        turn=3,
        hard_turn=2,
        visitor_seq=4,
        responder_turns=0,
        responder_tokens=0,
        waiting_since=THEN if is_waiting or chat_state == "assigned" else None,
        queued_at=THEN if is_waiting else None,
        tries=0,
        asked_for_person_at=None,
        solved_at=THEN if status in FINISHED else None,
        created_at=THEN,
        updated_at=THEN,
    )


WAITING = conversation("waiting_assignment")
GRACES = conversation("assigned", GRACE)
# Given to Grace after her visitor was answered: nobody waits in it.
GRACES_TO_WATCH = replace(GRACES, waiting_since=None, agent_replied_at=THEN, last_assignee_id=ALAN)
ANSWERED = conversation("waiting_real_user_reply")
ANSWERED_BY_GRACE = conversation("waiting_real_user_reply", GRACE)
SOLVED = conversation("completed", status="solved")
SPAM = conversation("completed", status="spam")
PENDING = replace(ANSWERED_BY_GRACE, status="pending")

UNCHANGED = AssignmentChange()
ANSWERS = AssignmentChange(is_answered=True)


def wrote() -> VisitorWrote:
    return VisitorWrote(NOW)


def replied(agent: UserId = GRACE, mode: RoutingMode = "sticky") -> AgentReplied:
    return AgentReplied(agent, NOW, mode, is_further_line=False)


def said_more(agent: UserId = GRACE, mode: RoutingMode = "sticky") -> AgentReplied:
    return AgentReplied(agent, NOW, mode, is_further_line=True)


def wrote_to_nobody() -> VisitorWrote:
    return VisitorWrote(NOW, is_holder_there=False)


def status_set(status: Status, *, last_from_visitor: bool = True) -> StatusSet:
    return StatusSet(status, NOW, unanswered_since=THEN if last_from_visitor else None)


def lost(reason: LossReason = "removed", *, too_often: bool = False) -> HolderLost:
    return HolderLost(reason, NOW, is_once_too_often=too_often)


def taken(agent: UserId = GRACE, how: HowAssigned = "claimed") -> ChatTaken:
    return ChatTaken(agent, NOW, how)


def given_to(agent: UserId, how: HowAssigned = "reassigned") -> ChatAssigned:
    return ChatAssigned(agent, NOW, how, BOSS)


def person() -> PersonAskedFor:
    return PersonAskedFor(NOW)


def assignment(
    agent: UserId, how: HowAssigned, *, ends: ReleaseReason | None = None
) -> AssignmentChange:
    by = BOSS if how in ("assigned", "reassigned") else None
    return AssignmentChange(ends, agent, how, by, is_answered=how == "replied")
