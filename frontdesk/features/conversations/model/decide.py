"""Whose turn it is: the one function that decides every change of chat state.

`decide` is pure: it takes where a conversation stands and what happened, and says where
it stands then, or refuses. Constraints and triggers in the database refuse what it would.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from frontdesk.features.conversations.model.conversation import Conversation
from frontdesk.features.conversations.model.transitions import (
    AgentReplied,
    AssignmentChange,
    ChatAssigned,
    ChatTaken,
    Decision,
    Finished,
    HeldByAnother,
    HolderLost,
    NotAssigned,
    NotTheRespondersTurn,
    PersonAskedFor,
    QueueEntered,
    ResponderReplied,
    StatusSet,
    Transition,
    VisitorWrote,
    WentQuiet,
)
from frontdesk.features.conversations.wire import ReleaseReason, Status
from frontdesk.kit.ids import UserId

FINISHED: frozenset[Status] = frozenset({"solved", "spam"})


def decide(before: Conversation, transition: Transition) -> Decision:
    """Return where a conversation stands after what happened, or refuse.

    Raises `HeldByAnother`, `Finished`, `NotAssigned` or `NotTheRespondersTurn` when the
    table of the product does not allow it.
    """
    decided = _RULES[type(transition)](before, transition)
    return _counted(before, decided, transition.at)


def _visitor_wrote(before: Conversation, wrote: VisitorWrote) -> Decision:
    if before.status == "spam":
        return Decision(before)
    # One who is in the queue keeps their place; what the responder answers takes none.
    queued_at = before.queued_at or (None if wrote.is_responders else wrote.at)
    return _needs_an_answer(before, wrote.at, queued_at, is_holder_there=wrote.is_holder_there)


def _person_asked_for(before: Conversation, asked: PersonAskedFor) -> Decision:
    if before.chat_state == "completed":
        raise Finished
    # Both turns move on: a responder that thinks right now must not speak over this wish.
    wanted = replace(
        before,
        asked_for_person_at=before.asked_for_person_at or asked.at,
        turn=before.turn + 1,
        hard_turn=before.hard_turn + 1,
    )
    queued_at = before.queued_at or asked.at
    return _needs_an_answer(wanted, asked.at, queued_at, is_holder_there=asked.is_holder_there)


def _needs_an_answer(
    before: Conversation, at: datetime, queued_at: datetime | None, *, is_holder_there: bool
) -> Decision:
    """Give it back to its holder if there is one, else into the queue."""
    waiting = replace(
        before, status="open", solved_at=None, waiting_since=before.waiting_since or at
    )
    is_held = before.assignee_id is not None
    if is_held and (is_holder_there or before.chat_state == "assigned"):
        return Decision(replace(waiting, chat_state="assigned", queued_at=None))
    queued = replace(waiting, chat_state="waiting_assignment", queued_at=queued_at)
    return _freed(queued, "visitor_returned") if is_held else Decision(queued)


def _queue_entered(before: Conversation, entered: QueueEntered) -> Decision:
    if before.chat_state != "waiting_assignment" or before.queued_at is not None:
        return Decision(before)
    return Decision(replace(before, queued_at=entered.at))


def _taken(before: Conversation, taken: ChatTaken) -> Decision:
    if before.chat_state == "completed":
        raise Finished
    if before.assignee_id not in (None, taken.agent_id):
        raise HeldByAnother
    if before.chat_state == "assigned":
        return Decision(before)
    # Theirs since before, and the visitor has had their answer: it is only opened again.
    held = _held_by(before, taken.agent_id, taken.at)
    if before.assignee_id == taken.agent_id:
        return Decision(held)
    return Decision(held, AssignmentChange(assign_to=taken.agent_id, how=taken.how))


def _assigned(before: Conversation, given: ChatAssigned) -> Decision:
    if before.chat_state == "completed":
        raise Finished
    is_own = before.assignee_id == given.agent_id
    if is_own and before.chat_state == "assigned":
        return Decision(before)
    held = _held_by(before, given.agent_id, given.at)
    if is_own:
        return Decision(held)
    assignment = AssignmentChange(
        ends="reassigned" if before.assignee_id is not None else None,
        assign_to=given.agent_id,
        how=given.how,
        assigned_by=given.assigned_by,
    )
    return Decision(replace(held, last_assignee_id=_last_holder(before)), assignment)


def _agent_replied(before: Conversation, reply: AgentReplied) -> Decision:
    if before.chat_state == "completed":
        raise Finished
    if before.assignee_id not in (None, reply.agent_id):
        raise HeldByAnother
    answered = replace(
        before,
        chat_state="waiting_real_user_reply",
        last_assignee_id=reply.agent_id,
        agent_replied_at=reply.at,
        waiting_since=None,
        queued_at=None,
        tries=0,
        turn=before.turn + 1,
        hard_turn=before.hard_turn + 1,
    )
    # A reply to a chat without an agent takes it; only a further line of the agent who
    # answered last does not.
    is_further_line = before.chat_state == "waiting_real_user_reply" and reply.is_further_line
    claims = before.assignee_id is None and not is_further_line
    is_held = claims or before.assignee_id is not None
    assignment = AssignmentChange(is_answered=is_held)
    if claims:
        assignment = AssignmentChange(assign_to=reply.agent_id, how="replied", is_answered=True)
    if reply.mode == "queue":
        freed = replace(answered, assignee_id=None, assigned_at=None)
        return Decision(freed, dataclasses.replace(assignment, ends="replied" if is_held else None))
    if not claims:
        return Decision(answered, assignment)
    held = replace(answered, assignee_id=reply.agent_id, assigned_at=reply.at)
    return Decision(held, assignment)


def _responder_replied(before: Conversation, replied: ResponderReplied) -> Decision:
    # Said beside the agent, for a project that wants so: whose turn it is stays theirs.
    is_beside_agent = replied.may_be_held and before.chat_state == "assigned"
    if before.chat_state != "waiting_assignment" and not is_beside_agent:
        raise NotTheRespondersTurn
    # It answered what came before; the newer message still waits, in its old place.
    if replied.is_behind:
        return Decision(before)
    if is_beside_agent:
        return Decision(replace(before, waiting_since=None))
    answered = replace(
        before, chat_state="waiting_real_user_reply", waiting_since=None, queued_at=None, tries=0
    )
    return Decision(answered)


def _status_set(before: Conversation, change: StatusSet) -> Decision:
    if change.status == before.status:
        return Decision(before)
    if change.status in FINISHED:
        return _finished(before, change)
    if before.chat_state != "completed":
        return Decision(replace(before, status=change.status))
    reopened = replace(before, status=change.status, solved_at=None)
    if change.unanswered_since is None:
        return Decision(replace(reopened, chat_state="waiting_real_user_reply"))
    waiting = replace(
        reopened,
        chat_state="waiting_assignment",
        waiting_since=change.unanswered_since,
        queued_at=change.at,
    )
    return Decision(waiting)


def _went_quiet(before: Conversation, _: WentQuiet) -> Decision:
    return Decision(replace(before, status="pending") if before.status == "open" else before)


def _finished(before: Conversation, change: StatusSet) -> Decision:
    after = replace(
        before,
        status=change.status,
        chat_state="completed",
        waiting_since=None,
        queued_at=None,
        tries=0,
        asked_for_person_at=None,
        solved_at=change.at,
        turn=before.turn + 1,
        hard_turn=before.hard_turn + 1,
    )
    if before.assignee_id is None:
        return Decision(after)
    return _freed(after, "spam" if change.status == "spam" else "solved")


def _holder_lost(before: Conversation, lost: HolderLost) -> Decision:
    """Put the chat back where it was in the queue, if its visitor waits for an answer.

    A chat can be given to an agent after its visitor was answered: while they have nothing to
    add, nobody waits, so there is nothing to lose.
    """
    if before.assignee_id is None:
        if lost.reason in ("released", "unassigned"):
            raise NotAssigned
        return Decision(before)
    # Only `turn`: who begins to answer now begins from what the agent left.
    left = replace(before, turn=before.turn + 1)
    if before.waiting_since is None:
        left = replace(left, chat_state="waiting_real_user_reply")
    else:
        left = replace(
            left,
            chat_state="waiting_assignment",
            queued_at=lost.at,
            tries=before.tries + 1,
            priority="urgent" if lost.is_once_too_often else before.priority,
        )
    return _freed(left, lost.reason)


def _held_by(before: Conversation, agent_id: UserId, at: datetime) -> Conversation:
    # `turn` alone: a project may let the responder finish although somebody took the chat.
    is_own = before.assignee_id == agent_id
    return replace(
        before,
        chat_state="assigned",
        assignee_id=agent_id,
        assigned_at=before.assigned_at if is_own else at,
        queued_at=None,
        turn=before.turn + 1,
    )


def _freed(held: Conversation, reason: ReleaseReason) -> Decision:
    freed = replace(held, assignee_id=None, assigned_at=None, last_assignee_id=_last_holder(held))
    return Decision(freed, AssignmentChange(ends=reason))


def _last_holder(held: Conversation) -> UserId | None:
    return held.assignee_id or held.last_assignee_id


def _counted(before: Conversation, decision: Decision, at: datetime) -> Decision:
    """Count the change: `version` for what an ETag guards, `revision` for anything."""
    after = decision.after
    is_new_version = (
        before.status != after.status
        or before.chat_state != after.chat_state
        or before.assignee_id != after.assignee_id
        or before.priority != after.priority
    )
    if after == before and not decision.assignment.ends and not decision.assignment.assign_to:
        return decision
    counted = replace(
        after,
        version=before.version + is_new_version,
        revision=before.revision + 1,
        updated_at=at,
    )
    return Decision(counted, decision.assignment)


# One line for each row of the product's table.
_RULES: Mapping[type, Callable[[Conversation, Any], Decision]] = {
    VisitorWrote: _visitor_wrote,
    PersonAskedFor: _person_asked_for,
    QueueEntered: _queue_entered,
    ChatTaken: _taken,
    ChatAssigned: _assigned,
    AgentReplied: _agent_replied,
    ResponderReplied: _responder_replied,
    StatusSet: _status_set,
    WentQuiet: _went_quiet,
    HolderLost: _holder_lost,
}
