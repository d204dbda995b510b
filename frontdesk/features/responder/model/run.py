"""One time the responder thinks about a message, and what makes its words void."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from frontdesk.features.conversations.model.conversation import Conversation
from frontdesk.features.conversations.model.responding import Fence
from frontdesk.features.projects.wire.settings import AssignedMeanwhile
from frontdesk.features.responder.wire import RunMode
from frontdesk.kit.ids import ConversationId, ProjectId

# The third attempt at a burst is sent although the visitor wrote on: they get an answer.
MAX_ATTEMPTS = 3

VoidReason: TypeAlias = Literal[
    "closed",
    "ai_off",
    "person_asked_for",
    "answered",
    "taken",
    "settings_changed",
    "changed",
    "newer_message",
    "workflow_moved",
    "leaked",
    "gated",
]
DraftReason: TypeAlias = VoidReason | Literal["draft_mode"]

# Nobody decided against an answer: another run follows.
_THINKS_AGAIN: frozenset[VoidReason] = frozenset({"settings_changed", "changed", "workflow_moved"})
# A person took over; what the responder was about to say may help them.
_FOR_PEOPLE: frozenset[VoidReason] = frozenset(
    {"taken", "answered", "person_asked_for", "ai_off", "changed", "gated"}
)


@dataclass(frozen=True)
class Run:
    """A row of `responder_runs` while it lasts, with what stood when it began."""

    project_id: ProjectId
    id: int
    conversation_id: ConversationId
    trigger_seq: int
    attempt: int
    mode: RunMode
    turn: int
    hard_turn: int
    responder_version: int


@dataclass(frozen=True)
class Now:
    """How things stand, to be held against what stood when a run began."""

    conversation: Conversation
    responder_version: int
    assigned_meanwhile: AssignedMeanwhile


def why_void(run: Run, now: Now) -> VoidReason | None:
    """Return why the words of a run may not be said; None when they may."""
    if run.mode == "draft":
        return _why_no_draft(run, now)
    return _why_not_the_responders(run, now) or _why_overtaken(run, now)


def _why_no_draft(run: Run, now: Now) -> VoidReason | None:
    conversation = now.conversation
    if conversation.chat_state == "completed":
        return "closed"
    if conversation.visitor_seq != run.trigger_seq and run.attempt < MAX_ATTEMPTS:
        return "newer_message"
    return None


def _why_not_the_responders(run: Run, now: Now) -> VoidReason | None:
    conversation = now.conversation
    if conversation.chat_state == "completed":
        return "closed"
    if not conversation.ai_enabled or conversation.responder_mode == "off":
        return "ai_off"
    if conversation.asked_for_person_at is not None:
        return "person_asked_for"
    is_overtaken = conversation.hard_turn != run.hard_turn
    if is_overtaken and conversation.chat_state == "waiting_real_user_reply":
        return "answered"
    if now.assigned_meanwhile == "draft" and conversation.assignee_id is not None:
        return "taken"
    return None


def _why_overtaken(run: Run, now: Now) -> VoidReason | None:
    conversation = now.conversation
    if now.responder_version != run.responder_version:
        return "settings_changed"
    before, after = run.turn, conversation.turn
    if now.assigned_meanwhile == "send":
        before, after = run.hard_turn, conversation.hard_turn
    if before != after:
        return "changed"
    if conversation.visitor_seq != run.trigger_seq and run.attempt < MAX_ATTEMPTS:
        return "newer_message"
    return None


def fence_of(run: Run, now: Now) -> Fence:
    """Return what the statement that writes its words has to compare."""
    return Fence(
        turn=run.turn,
        hard_turn=run.hard_turn,
        responder_version=run.responder_version,
        trigger_seq=run.trigger_seq,
        may_be_held=now.assigned_meanwhile == "send",
        may_be_older=run.attempt >= MAX_ATTEMPTS,
    )


def is_still_a_draft(reason: VoidReason) -> bool:
    """Whether thinking on is worth it: the agent who took the chat gets it as a draft."""
    return reason == "taken"


def what_follows(reason: VoidReason) -> Literal["another_run", "its_own_run", "a_person"]:
    """Return who answers the visitor now. A newer message has a run of its own already."""
    if reason == "newer_message":
        return "its_own_run"
    return "another_run" if reason in _THINKS_AGAIN else "a_person"


def deserves_draft(reason: VoidReason) -> bool:
    """Whether what was written so far is kept for a person."""
    return reason in _FOR_PEOPLE
