"""Who comes next, and to whom: the choices of routing that need no database, and its jobs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

import msgspec

from frontdesk.features.conversations.wire import Priority
from frontdesk.infra.jobs import JobKind
from frontdesk.kit.ids import ConversationId, ProjectId, UserId

PRIORITIES: Sequence[Priority] = ("urgent", "high", "normal", "low")
# The estimate looks at so many of the latest waits.
WAITS_LOOKED_AT = 20

Place: TypeAlias = tuple[int, datetime, int]


@dataclass(frozen=True)
class Waiting:
    """A chat in the queue, as far as it matters for who gets it."""

    id: ConversationId
    priority: Priority
    waiting_since: datetime
    last_assignee_id: UserId | None
    # How often it was lost since the last answer; 0 means that its last agent did answer.
    tries: int

    @property
    def place(self) -> Place:
        """Where it stands: the lower, the sooner."""
        return PRIORITIES.index(self.priority), self.waiting_since, self.id


@dataclass(frozen=True)
class FreeAgent:
    """An agent who can be given one more chat."""

    user_id: UserId
    load: int
    # When they last got one; None is never.
    given_at: datetime | None


class AutoPending(msgspec.Struct, frozen=True):
    """Look, long after a reply, whether it is still the last word."""

    project_id: ProjectId
    conversation_id: ConversationId
    message_id: int


class FirstReplyDue(msgspec.Struct, frozen=True):
    """Look, some minutes after an assignment began, whether its agent has said anything."""

    project_id: ProjectId
    conversation_id: ConversationId
    agent_id: UserId
    assigned_at: datetime


AUTO_PENDING = JobKind("routing.auto_pending", AutoPending)
FIRST_REPLY_DUE = JobKind("routing.first_reply_due", FirstReplyDue)


def choose_agent(agents: Sequence[FreeAgent], last_assignee_id: UserId | None) -> UserId | None:
    """Choose who is pushed a chat: the least loaded, then who waited longest for one.

    The agent who had the chat before gets it again only when nobody else could.
    """
    others = [one for one in agents if one.user_id != last_assignee_id]
    chosen = min(others or agents, key=_next_in_line, default=None)
    return chosen.user_id if chosen else None


def _next_in_line(agent: FreeAgent) -> tuple[int, bool, float, int]:
    given = agent.given_at.timestamp() if agent.given_at else 0.0
    return agent.load, agent.given_at is not None, given, agent.user_id


def estimated_wait_seconds(
    position: int, median_wait_seconds: float | None, available: int
) -> int | None:
    """Return how long somebody at this position will wait; None when nobody can tell."""
    if median_wait_seconds is None or available == 0:
        return None
    return round(median_wait_seconds * position / available)
