"""I11-I13, I16: after any history at all, on the real database, the rows agree with each other.

Hypothesis invents histories of a small office: visitors write, agents take, claim, answer,
let go and fall silent, managers give away and close, timers run, workers sweep. What must
always be so is asked of PostgreSQL after every step.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any

import asyncpg
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from typing_extensions import override

from frontdesk.entrypoints.wiring import WIRING
from frontdesk.features import conversations, messages
from frontdesk.features.accounts.model import User
from frontdesk.features.conversations import actions as verbs
from frontdesk.features.conversations.model.responding import Fence
from frontdesk.features.conversations.model.transitions import Giving
from frontdesk.features.messages.actions import post_reply
from frontdesk.features.messages.jobs import store_batch
from frontdesk.features.messages.model import AgentDraft, ResponderDraft
from frontdesk.features.reports import store as reports_store
from frontdesk.features.routing import actions, jobs
from frontdesk.features.visitors.model import VisitorIdentity
from frontdesk.infra.database import Database, Transaction
from frontdesk.kit.errors import Refused
from frontdesk.kit.ids import ConversationId, ProjectId
from tests.races.agents import add_agent, be_here, fall_silent
from tests.races.recount import contradictions
from tests.races.seeds import Seed, entry, seed_project
from tests.servers import empty_database

VISITORS, AGENTS = 4, 3
visitors = st.integers(0, VISITORS - 1)
agents = st.integers(0, AGENTS - 1)
chats = st.integers(0, 5)


class Histories(RuleBasedStateMachine):
    """An office whose every step is a transaction of the product."""

    url = ""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.database = Database(self.url, WIRING, max_connections=2)
        self.number = 0

    @initialize(mode=st.sampled_from(["queue", "sticky", "push"]))
    def open_office(self, mode: str) -> None:
        self.run(self._open(mode))

    @rule(visitor=visitors, lines=st.integers(1, 3))
    def visitor_writes(self, visitor: int, lines: int) -> None:
        entries = [entry(self.author(visitor), self.word()) for _ in range(lines)]
        self.run(store_batch(self.database, entries))

    @rule(chat=chats)
    def visitor_asks_for_a_person(self, chat: int) -> None:
        which = self.chat(chat)

        async def ask(tx: Transaction) -> None:
            held = await conversations.lock_for_change(tx, self.project, which)
            await conversations.ask_for_person(tx, held, is_holder_there=True)

        self.act(ask)

    @rule(chat=chats)
    def responder_answers(self, chat: int) -> None:
        which = self.chat(chat)

        async def answer(tx: Transaction) -> None:
            held = await conversations.lock_for_change(tx, self.project, which)
            fence = Fence(held.turn, held.hard_turn, 1, held.visitor_seq)
            temp_id = f"answer-{held.id}-{held.visitor_seq}-{self.word()}"
            said = [ResponderDraft(temp_id, "an answer", is_visitor_online=True)]
            assert await messages.post_responder_messages(tx, held, fence, said)

        self.act(answer)

    @rule(agent=agents)
    def agent_takes_next(self, agent: int) -> None:
        self.act(lambda tx: actions.take_next(tx, self.agents[agent], self.project))

    @rule(agent=agents, chat=chats)
    def agent_claims(self, agent: int, chat: int) -> None:
        who, which = self.agents[agent], self.chat(chat)
        self.act(lambda tx: actions.claim_chat(tx, who, self.project, which))

    @rule(agent=agents, chat=chats)
    def agent_replies(self, agent: int, chat: int) -> None:
        user = self.people[agent]
        draft = AgentDraft(self.chat(chat), self.word(), "an answer", is_visitor_online=True)
        self.act(lambda tx: post_reply(tx, self.project, user, draft))

    @rule(agent=agents, chat=chats)
    def agent_releases(self, agent: int, chat: int) -> None:
        who, which = self.agents[agent], self.chat(chat)
        self.act(lambda tx: actions.release_chat(tx, who, self.project, which))

    @rule(agent=agents, other=agents, chat=chats)
    def agent_hands_over(self, agent: int, other: int, chat: int) -> None:
        who, which = self.agents[agent], self.chat(chat)
        giving = Giving(self.agents[other], "assigned", "a word")
        self.act(lambda tx: actions.give_chat(tx, who, self.project, which, giving))

    @rule(agent=agents, chat=chats)
    def manager_reassigns(self, agent: int, chat: int) -> None:
        which, giving = self.chat(chat), Giving(self.agents[agent], "reassigned")
        self.act(lambda tx: actions.reassign_chat(tx, self.manager, self.project, which, giving))

    @rule(chat=chats, status=st.sampled_from(["open", "pending", "solved", "spam"]))
    def manager_sets_status(self, chat: int, status: Any) -> None:  # noqa: ANN401 - a status
        which = self.chat(chat)

        async def set_status(tx: Transaction) -> None:
            held = await conversations.lock_for_change(tx, self.project, which)
            await verbs.set_status(tx, self.manager, held, status, messages)

        self.act(set_status)

    @rule(agent=agents)
    def agent_falls_silent(self, agent: int) -> None:
        self.run(fall_silent(self.monitor, self.project, self.agents[agent]))

    @rule(agent=agents)
    def agent_comes_back(self, agent: int) -> None:
        self.run(be_here(self.monitor, self.project, self.agents[agent]))

    @rule()
    def an_hour_passes_and_workers_sweep(self) -> None:
        self.run(self.monitor.execute(_AN_HOUR, self.project))
        self.run(jobs.sweep(self.database))

    @rule()
    def workers_push(self) -> None:
        self.run(jobs.push_everywhere(self.database))

    @invariant()
    def the_recount_agrees(self) -> None:
        assert self.run(contradictions(self.monitor)) == []

    @invariant()
    def the_product_table_is_kept(self) -> None:
        asked = [f"select '{name}' where exists ({sql})" for name, sql in _NEVER.items()]
        broken = self.run(self.monitor.fetch(" union all ".join(asked)))
        assert [row[0] for row in broken] == []

    @override
    def teardown(self) -> None:
        self.run(self.monitor.close())
        self.run(self.database.close())
        self.loop.close()

    async def _open(self, mode: str) -> None:
        # The same steps must meet the same rows, or no red run could be told again.
        await empty_database(self.url)
        await self.database.open("histories")
        self.monitor = await asyncpg.connect(self.url)
        self.story_context: Seed = await seed_project(self.monitor)
        self.project = ProjectId(self.story_context.project_id)
        await self.monitor.execute(_SET_UP, self.project, mode)
        names = [f"Agent{number}" for number in range(AGENTS)]
        self.agents = [await add_agent(self.monitor, self.project, name) for name in names]
        self.manager = await add_agent(self.monitor, self.project, "Olivia", "manager")
        await fall_silent(self.monitor, self.project, self.manager)
        for visitor in range(2):
            await store_batch(self.database, [entry(self.author(visitor), self.word())])
        now = await self.monitor.fetchval("select now()")
        self.people = [User(one, "-", "Agent", None, now) for one in self.agents]

    def author(self, number: int) -> VisitorIdentity:
        uid = f"visitor-{number}"
        return VisitorIdentity(self.project, uid, f"the-key-of-{uid}-in-{self.project}")

    def word(self) -> str:
        self.number += 1
        return f"word-{self.number}"

    def chat(self, number: int) -> ConversationId:
        ids = self.run(self.monitor.fetch(_CHATS, self.project))
        return ConversationId(ids[number % len(ids)]["id"] if ids else 1)

    def act(self, act: Callable[[Transaction], Coroutine[Any, Any, Any]]) -> None:
        """Do it in a transaction; a refusal is an answer, anything else a bug."""

        async def in_transaction() -> None:
            async with self.database.transaction() as tx:
                await act(tx)

        with suppress(Refused):
            self.run(in_transaction())

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:  # noqa: ANN401 - what the work returns
        return self.loop.run_until_complete(work)


# Always the same histories, so that a red run is red again.
_SETTINGS = settings(
    max_examples=20,
    # Without shrinking: a red run is told as it happened, at once.
    phases=[Phase.generate],
    stateful_step_count=20,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


def test_after_any_history_the_rows_agree(database_url: str) -> None:
    Histories.url = database_url

    run_state_machine_as_test(Histories, settings=_SETTINGS)


def test_planted_a_reply_that_is_not_counted_is_found_by_some_history(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    Histories.url = database_url
    monkeypatch.setattr(reports_store, "_COUNT", "select $1::bigint, $2::bigint")

    with pytest.raises(AssertionError, match="days"):
        run_state_machine_as_test(Histories, settings=_SETTINGS)


# What no row may ever say; each query returns those that do.
_NEVER: dict[str, str] = {
    "completed without solved or spam, or the other way round": """
        select id from conversations
        where (chat_state = 'completed') <> (status in ('solved', 'spam'))""",
    "assigned to nobody, or waiting with a holder": """
        select id from conversations where (chat_state = 'assigned' and assignee_id is null)
           or (chat_state in ('waiting_assignment', 'completed') and assignee_id is not null)""",
    "two open assignments": """
        select conversation_id from assignments where released_at is null
        group by conversation_id having count(*) > 1""",
    "in the queue without waiting, or waiting outside it": """
        select id from conversations
        where (queued_at is not null) <> (chat_state = 'waiting_assignment')
           or (chat_state = 'waiting_assignment' and waiting_since is null)""",
    "held in queue mode after the answer": """
        select c.id from conversations c join projects p on p.id = c.project_id
        where p.routing_mode = 'queue' and c.chat_state = 'waiting_real_user_reply'
          and c.assignee_id is not null""",
    "held by nobody of the project": """
        select c.id from conversations c where c.assignee_id is not null and not exists (
            select from members m
            where m.project_id = c.project_id and m.user_id = c.assignee_id)""",
    "a version without its event": """
        select id from conversations c where version - 1 <> (
            select count(*) from conversation_events e where e.conversation_id = c.id)""",
    "days the product itself would count differently": """
        select * from (
            (select s.* from agent_daily_stats s
             except select r.* from projects p, recount_agent_daily_stats(p.id) r)
            union all
            (select r.* from projects p, recount_agent_daily_stats(p.id) r
             except select s.* from agent_daily_stats s)) differing""",
}

_SET_UP = """
update projects set routing_mode = $2, agent_capacity = 2, max_reassignments = 2,
    history_visibility = 'forever', time_zone = 'Pacific/Auckland' where id = $1
"""
_CHATS = "select id from conversations where project_id = $1 order by id"
_AN_HOUR = """
update conversations set assigned_at = assigned_at - interval '1 hour',
    agent_replied_at = agent_replied_at - interval '1 hour',
    waiting_since = waiting_since - interval '1 hour',
    queued_at = queued_at - interval '1 hour'
where project_id = $1
"""
