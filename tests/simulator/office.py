"""An office on a virtual clock: visitors arrive, agents come and go, nothing is stored.

Every change of a chat is decided by the product's own pure functions: `decide`, and the
choices of routing. What the database guards, the office checks after every step.
"""

from __future__ import annotations

import heapq
import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Literal

from msgspec.structs import replace

from frontdesk.features.conversations.model.conversation import Conversation
from frontdesk.features.conversations.model.decide import decide
from frontdesk.features.conversations.model.transitions import (
    AgentReplied,
    ChatTaken,
    HolderLost,
    StatusSet,
    Transition,
    VisitorWrote,
)
from frontdesk.features.conversations.wire import Priority
from frontdesk.features.projects.wire.settings import RoutingMode
from frontdesk.features.routing.model import (
    PRIORITIES,
    FreeAgent,
    Waiting,
    choose_agent,
)
from frontdesk.kit.clock import FrozenClock
from frontdesk.kit.ids import ConversationId, UserId
from tests.simulator.choices import choose_next

START = datetime(2026, 1, 5, 9, tzinfo=UTC)
CAPACITY = 5
FIRST_REPLY_SECONDS = 300.0
MAX_LOSSES = 3


@dataclass
class Agent:
    """An agent who answers, at their own speed, while they are here."""

    id: UserId
    seconds_per_reply: float
    is_here: bool = True
    given_at: datetime | None = None


@dataclass
class Office:
    """A project's queue and its agents; `run` lets time pass."""

    mode: RoutingMode
    seed: int
    chats: dict[int, Conversation] = field(default_factory=dict)
    finished: set[int] = field(default_factory=set)
    agents: dict[int, Agent] = field(default_factory=dict)
    served: list[tuple[Waiting, list[Waiting]]] = field(default_factory=list)
    waits_seconds: list[float] = field(default_factory=list)
    # The most any agent had when they got one; visitors who come back may add to it.
    most_held: int = 0
    _events: list[tuple[float, int, Callable[[], None]]] = field(default_factory=list)
    _number: int = 0

    def __post_init__(self) -> None:
        self.clock = FrozenClock(START)
        self.random = random.Random(self.seed)  # noqa: S311 - a story, not a secret

    def later(self, seconds: float, act: Callable[[], None]) -> None:
        self._number += 1
        heapq.heappush(self._events, (self.clock.monotonic() + seconds, self._number, act))

    def run(self, template: Conversation, *, visitors: int, agents: int) -> None:
        """Let so many visitors come to so many agents, and go on until all is quiet."""
        for number in range(1, agents + 1):
            self.agents[number] = Agent(UserId(number), self.random.uniform(5, 40))
            self.later(self.random.uniform(0, 5), lambda n=number: self._asks(n))  # type: ignore[misc]
            self.later(self.random.uniform(60, 3_600), lambda n=number: self._leaves(n))  # type: ignore[misc]
        at = 0.0
        for number in range(1, visitors + 1):
            at += self.random.expovariate(agents / 100)
            chat = replace(template, id=ConversationId(number), priority=self._priority())
            self.later(at, lambda c=chat: self._arrives(c))  # type: ignore[misc]
        while self._events and len(self.finished) < visitors:
            due, _, act = heapq.heappop(self._events)
            self.clock.advance(due - self.clock.monotonic())
            act()

    def waiting(self) -> list[Waiting]:
        """The queue, in any order."""
        return [_waiting(one) for one in self.chats.values() if one.queued_at is not None]

    def loads(self) -> dict[int, int]:
        held: dict[int, int] = defaultdict(int)
        for one in self.chats.values():
            if one.chat_state == "assigned" and one.assignee_id is not None:
                held[one.assignee_id] += 1
        return held

    def _priority(self) -> Priority:
        return self.random.choices(PRIORITIES, weights=[1, 3, 12, 4])[0]

    def _arrives(self, chat: Conversation) -> None:
        self._happens(chat, VisitorWrote(self.clock.now()))
        if self.random.random() < 0.5:
            self.later(self.random.uniform(1, 20), lambda: self._writes_again(chat.id))
        self._push()

    def _writes_again(self, number: int) -> None:
        chat = self.chats.get(number)
        if chat is not None:
            is_there = chat.assignee_id is None or self.agents[chat.assignee_id].is_here
            self._happens(chat, VisitorWrote(self.clock.now(), is_holder_there=is_there))
            self._push()

    def _asks(self, agent: int) -> None:
        """An agent answers a chat, or asks for the next; again and again."""
        one = self.agents[agent]
        if one.is_here:
            mine = [c for c in self.chats.values() if c.assignee_id == agent]
            due = [c for c in mine if c.chat_state == "assigned"]
            if due and self.random.random() < 0.8:
                self._answers(min(due, key=lambda c: c.waiting_since or START), agent)
            elif self.mode != "push" and len(due) < CAPACITY:
                self._takes_next(one)
        self.later(one.seconds_per_reply, lambda: self._asks(agent))

    def _takes_next(self, agent: Agent) -> None:
        waiting = self.waiting()
        loads = self.loads()
        can_another = any(
            other.is_here and other.id != agent.id and loads[other.id] < CAPACITY
            for other in self.agents.values()
        )
        chosen = choose_next(waiting, agent.id, self.mode, can_another=can_another)
        if chosen is not None:
            open_to_agent = [
                one
                for one in waiting
                if choose_next([one], agent.id, self.mode, can_another=can_another)
            ]
            self.served.append((chosen, open_to_agent))
            self._gives(chosen, agent, "next")

    def _push(self) -> None:
        while self.mode == "push" and (waiting := self.waiting()):
            first = min(waiting, key=lambda one: one.place)
            loads = self.loads()
            free = [
                FreeAgent(one.id, loads[one.id], one.given_at)
                for one in self.agents.values()
                if one.is_here and loads[one.id] < CAPACITY
            ]
            agent = choose_agent(free, first.last_assignee_id)
            if agent is None:
                return
            self.served.append((first, waiting))
            self._gives(first, self.agents[agent], "pushed")

    def _gives(self, chosen: Waiting, agent: Agent, how: Literal["next", "pushed"]) -> None:
        now = self.clock.now()
        self.waits_seconds.append((now - chosen.waiting_since).total_seconds())
        agent.given_at = now
        held = self._happens(self.chats[chosen.id], ChatTaken(agent.id, now, how))
        self.most_held = max(self.most_held, self.loads()[agent.id])
        self.later(FIRST_REPLY_SECONDS, lambda: self._first_reply_due(held))

    def _answers(self, chat: Conversation, agent: int) -> None:
        now = self.clock.now()
        reply = AgentReplied(UserId(agent), now, self.mode, is_further_line=False)
        answered = self._happens(chat, reply)
        if self.random.random() < 0.6:
            self._happens(answered, StatusSet("solved", self.clock.now(), None))
        else:
            self.later(self.random.uniform(5, 300), lambda: self._writes_again(answered.id))
        self._push()

    def _first_reply_due(self, held: Conversation) -> None:
        chat = self.chats.get(held.id)
        if chat is None:
            return
        is_same = (chat.assignee_id, chat.assigned_at) == (held.assignee_id, held.assigned_at)
        has_begun = chat.agent_replied_at is not None and (
            chat.assigned_at is None or chat.agent_replied_at >= chat.assigned_at
        )
        if is_same and chat.chat_state == "assigned" and not has_begun:
            self._loses(chat, "no_first_reply")

    def _leaves(self, agent: int) -> None:
        self.agents[agent].is_here = False
        self.later(180, lambda: self._is_missed(agent))
        self.later(self.random.uniform(30, 900), lambda: self._returns(agent))

    def _is_missed(self, agent: int) -> None:
        if not self.agents[agent].is_here:
            for chat in [c for c in self.chats.values() if c.assignee_id == agent]:
                self._loses(chat, "offline")

    def _loses(self, chat: Conversation, reason: Literal["no_first_reply", "offline"]) -> None:
        too_often = chat.tries + 1 >= MAX_LOSSES
        self._happens(chat, HolderLost(reason, self.clock.now(), is_once_too_often=too_often))
        self._push()

    def _returns(self, agent: int) -> None:
        self.agents[agent].is_here = True
        self.later(self.random.uniform(60, 3_600), lambda: self._leaves(agent))
        self._push()

    def _happens(self, chat: Conversation, transition: Transition) -> Conversation:
        """Decide, and hold what was decided against what must always be so."""
        after = decide(chat, transition).after
        self.chats[after.id] = after
        if after.chat_state == "completed":
            self.finished.add(after.id)
            del self.chats[after.id]
        is_held = after.assignee_id is not None
        assert is_held or after.chat_state != "assigned"
        assert not is_held or after.chat_state in ("assigned", "waiting_real_user_reply")
        assert (after.queued_at is not None) == (after.chat_state == "waiting_assignment")
        assert (after.chat_state == "completed") == (after.status in ("solved", "spam"))
        return after


def _waiting(one: Conversation) -> Waiting:
    return Waiting(
        one.id,
        one.priority,
        one.waiting_since or START - timedelta(days=1),
        one.last_assignee_id,
        one.tries,
    )
