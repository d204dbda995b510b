"""What can happen to a conversation's state, what a decision says, and the refusals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from frontdesk.features.conversations.model.conversation import Conversation
from frontdesk.features.conversations.wire import HowAssigned, ReleaseReason, Status
from frontdesk.features.projects.wire.settings import RoutingMode
from frontdesk.kit.errors import Conflict, Invalid
from frontdesk.kit.ids import UserId

LossReason: TypeAlias = Literal[
    "released", "unassigned", "idle", "offline", "removed", "no_first_reply"
]
# It came from another agent, not out of the queue.
HANDED_ON: frozenset[HowAssigned] = frozenset({"reassigned", "handed_over"})
# The agent did not choose to give up the chat.
INVOLUNTARY: frozenset[ReleaseReason] = frozenset({"idle", "offline", "removed", "no_first_reply"})


@dataclass(frozen=True)
class VisitorWrote:
    """The visitor sent a message.

    `is_holder_there` is whether the agent who has the chat can answer;
    `is_responders` whether the responder answers, so that nobody needs to queue.
    """

    at: datetime
    is_holder_there: bool = True
    is_responders: bool = False


@dataclass(frozen=True)
class PersonAskedFor:
    """The visitor wants a person, or the responder hands over to one."""

    at: datetime
    is_holder_there: bool = True


@dataclass(frozen=True)
class QueueEntered:
    """The responder will not answer after all: a person has to."""

    at: datetime


@dataclass(frozen=True)
class ChatTaken:
    """An agent claims the chat, takes it next from the queue, or is pushed it."""

    agent_id: UserId
    at: datetime
    how: HowAssigned = "claimed"


@dataclass(frozen=True)
class ChatAssigned:
    """Somebody who may assigns the chat to an agent, no matter who had it before."""

    agent_id: UserId
    at: datetime
    how: HowAssigned = "assigned"
    assigned_by: UserId | None = None


@dataclass(frozen=True)
class Giving:
    """To whom a chat is given, how, and why if somebody said so."""

    agent_id: UserId
    how: HowAssigned
    why: str | None = None


@dataclass(frozen=True)
class AgentReplied:
    """An agent sent a message.

    `is_further_line`: the latest answer was theirs, too.
    """

    agent_id: UserId
    at: datetime
    mode: RoutingMode
    is_further_line: bool


@dataclass(frozen=True)
class ResponderReplied:
    """The responder's turn passed its fence.

    `may_be_held`: the project wants the answer sent even if somebody took the chat meanwhile.
    `is_behind`: the visitor wrote on, so they still wait.
    """

    at: datetime
    may_be_held: bool = False
    is_behind: bool = False


@dataclass(frozen=True)
class StatusSet:
    """A member set the status by hand.

    `unanswered_since` is when the oldest message of the visitor without an answer came,
    or None when the team had the last word.
    """

    status: Status
    at: datetime
    unanswered_since: datetime | None


@dataclass(frozen=True)
class WentQuiet:
    """The visitor did not answer the team's last message in time."""

    at: datetime


@dataclass(frozen=True)
class HolderLost:
    """The agent who has the chat releases it, or can't go on with it.

    `is_once_too_often` is whether the project's limit of such losses is reached.
    """

    reason: LossReason
    at: datetime
    is_once_too_often: bool = False


Transition: TypeAlias = (
    VisitorWrote
    | PersonAskedFor
    | QueueEntered
    | ChatTaken
    | ChatAssigned
    | AgentReplied
    | ResponderReplied
    | StatusSet
    | WentQuiet
    | HolderLost
)


@dataclass(frozen=True)
class AssignmentChange:
    """What a decision does to the assignment: end the old one, begin a new one."""

    ends: ReleaseReason | None = None
    assign_to: UserId | None = None
    how: HowAssigned | None = None
    assigned_by: UserId | None = None
    is_answered: bool = False


@dataclass(frozen=True)
class Decision:
    """The conversation afterwards, and what that does to its assignment."""

    after: Conversation
    assignment: AssignmentChange = AssignmentChange()


class HeldByAnother(Conflict):
    """Somebody else has this chat."""

    reason = "held_by_another"
    advice = "Say who has it; a manager can reassign it."


class Finished(Conflict):
    """This conversation is finished. Reopen it first."""

    reason = "finished"
    advice = "Offer to reopen the conversation."


class NotAssigned(Conflict):
    """Nobody has this chat."""

    reason = "not_assigned"


class NotTheRespondersTurn(Conflict):
    """A person answers here, or nobody has to."""

    reason = "not_the_responders_turn"


class NoSuchMember(Invalid):
    """There is no such member."""

    reason = "no_such_member"
    advice = "Fetch the project's members again."


class VisitorStillBlocked(Conflict):
    """This visitor is blocked. Unblock them first."""

    reason = "visitor_blocked"


class AnotherConversationOpen(Conflict):
    """This visitor already has another open conversation."""

    reason = "another_conversation_open"
    advice = "Offer to go to that conversation."
