"""R2, R15 to R17: two thousand random orders on PostgreSQL, several conversations at a time.

Two things that happen next to each other in an order happen at once, on two connections.
No model is asked: each turn's thought is ready. The queue is played by the test, so that a
job can be lost with its worker, or done by two.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field

import asyncpg
import msgspec
import pytest

from frontdesk.entrypoints.wiring import WIRING
from frontdesk.features.conversations import access, actions
from frontdesk.features.conversations.store import fence
from frontdesk.features.messages.actions import post_reply
from frontdesk.features.messages.jobs import store_batch
from frontdesk.features.messages.model import AgentDraft
from frontdesk.features.responder import actions as responder
from frontdesk.features.responder import store
from frontdesk.features.responder.actions import Respond, settle
from frontdesk.features.responder.model import Briefing, Thought
from frontdesk.features.visitors.model import VisitorIdentity
from frontdesk.features.workflows.model import Key, Passage, Say
from frontdesk.infra.database import Database
from frontdesk.kit.errors import Refused
from frontdesk.kit.ids import ConversationId, UserId
from tests.races.scene import Scene, entry, set_scene

ORDERS, AT_ONCE, CONNECTIONS = 2_000, 50, 8
_EVENTS = ("write", "begin", "begin", "finish", "finish", "take", "reply", "release")
_FAULTS = ("crash", "redeliver")


@dataclass
class Story:
    """One conversation, and what workers hold in their hands and heads."""

    database: Database
    scene: Scene
    visitor: VisitorIdentity
    chat: ConversationId
    luck: random.Random
    jobs: list[Respond] = field(default_factory=list)
    minds: list[tuple[Respond, Briefing]] = field(default_factory=list)
    written: int = 1
    refused: int = 0

    async def play(self) -> None:
        events = self.luck.choices(_EVENTS + _FAULTS, k=self.luck.randint(3, 7))
        while events:
            together = [events.pop() for _ in range(min(len(events), self.luck.randint(1, 2)))]
            await _all_of(self._happen(one) for one in together)
        for _ in range(30):
            await self.begin()
            if not self.minds:
                return
            await self.finish()
        raise AssertionError("it never ends")

    async def _happen(self, event: str) -> None:
        act: Callable[[], Awaitable[None]] = getattr(self, event)
        try:
            await act()
        except Refused:
            return

    async def write(self) -> None:
        self.written += 1
        message = entry(self.visitor, f"{self.visitor.uid}-{self.written}")
        await store_batch(self.database, [message])

    async def begin(self) -> None:
        job = self.jobs.pop() if self.jobs else await self._take_job()
        if job is None:
            return
        async with self.database.transaction() as tx:
            briefing = await responder.begin_run(
                tx, self.scene.project_id, self.chat, is_asked_for_draft=False
            )
        if briefing is not None:
            self.minds.append((job, briefing))

    async def finish(self) -> None:
        if not self.minds:
            return
        _, briefing = self.minds.pop(0)
        said = Say(Key(briefing.run.id, 0), "We open at nine.")
        passage = Passage(1, briefing.run.id, "answer", "next", None, "waiting", {}, (said,))
        try:
            async with self.database.transaction() as tx:
                thought = Thought((passage,))
                await responder.settle_run(tx, briefing, thought, is_visitor_online=True)
        except Refused:
            self.refused += 1

    async def take(self) -> None:
        async with self.database.transaction() as tx:
            grace, project = UserId(self.scene.grace.id), self.scene.project_id
            await actions.take_chat(tx, grace, project, self.chat, "claimed")

    async def reply(self) -> None:
        self.written += 1
        draft = AgentDraft(
            self.chat, f"by-hand-{self.chat}-{self.written}", "Hi", is_visitor_online=True
        )
        async with self.database.transaction() as tx:
            await post_reply(tx, self.scene.project_id, self.scene.grace, draft)

    async def release(self) -> None:
        async with self.database.transaction() as tx:
            held = await access.lock_for_change(tx, self.scene.project_id, self.chat)
            await actions.let_go(tx, held, "released", UserId(self.scene.grace.id))

    async def crash(self) -> None:
        if self.minds:
            self.jobs.append(self.minds.pop()[0])

    async def redeliver(self) -> None:
        if self.minds:
            self.jobs.append(self.minds[-1][0])

    async def _take_job(self) -> Respond | None:
        async with self.database.transaction() as tx:
            payload = await tx.fetch_value(_TAKE_JOB, f"%:{self.chat}:%")
        return msgspec.json.decode(payload, type=Respond) if payload else None


@pytest.mark.slow
async def test_in_no_order_of_2_000_it_talks_over_people_or_twice_or_leaves_anybody_waiting(
    database_url: str,
) -> None:
    found = await _try_orders(database_url, ORDERS)

    assert found == {"over_people": 0, "doubled": 0, "unanswered": 0, "refused": 0}


async def test_without_the_fence_it_talks_over_people(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settle, "why_void", lambda *_: None)
    _open_fence(monkeypatch)

    assert (await _try_orders(database_url, 200))["over_people"] > 0


async def test_without_another_run_somebody_waits_for_ever(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settle, "what_follows", lambda _: "its_own_run")
    monkeypatch.setattr(settle, "why_void", lambda *_: "changed")

    assert (await _try_orders(database_url, 100))["unanswered"] > 0


async def test_a_second_answer_to_one_message_is_refused_by_the_database_itself(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def holds(*_: object) -> bool:
        return True

    async def is_not_answered(*_: object) -> bool:
        return False

    monkeypatch.setattr(store, "hold_run", holds)
    monkeypatch.setattr(store, "find_answered", is_not_answered)
    monkeypatch.setattr(settle, "why_void", lambda *_: None)
    _open_fence(monkeypatch)

    with pytest.raises(asyncpg.UniqueViolationError):
        await _try_orders(database_url, 200)


def _open_fence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plant: what stood when the run began is not compared where the words are written."""
    open_fence = fence._SAVE.split("where")[0] + "where c.project_id = $1 and c.id = $2"  # noqa: SLF001
    unused = "".join(f" and ${number}::bigint is not null" for number in (14, 15, 16, 17))
    unused += " and ($18::boolean or $19::boolean) is not null"
    monkeypatch.setattr(fence, "_SAVE", open_fence + unused)


async def _try_orders(database_url: str, orders: int) -> dict[str, int]:
    luck = random.Random(4)  # noqa: S311 - an order, not a secret
    database = Database(database_url, WIRING, max_connections=CONNECTIONS)
    await database.open("any-order")
    monitor = await asyncpg.connect(database_url)
    refused = 0
    try:
        for _ in range(orders // AT_ONCE):
            stories = await _begin_stories(database, monitor, luck)
            await _all_of(story.play() for story in stories)
            refused += sum(story.refused for story in stories)
        return {
            "over_people": len(await monitor.fetch(_OVER_PEOPLE)),
            "doubled": len(await monitor.fetch(_DOUBLED)),
            "unanswered": len(await monitor.fetch(_UNANSWERED)),
            "refused": refused,
        }
    finally:
        await monitor.close()
        await database.close()


async def _all_of(works: Iterable[Awaitable[None]]) -> None:
    """Let everybody finish before the first failure is told: nobody is left behind at work."""
    for outcome in await asyncio.gather(*works, return_exceptions=True):
        if outcome is not None:
            raise outcome


async def _begin_stories(
    database: Database, monitor: asyncpg.Connection[asyncpg.Record], luck: random.Random
) -> list[Story]:
    """Let fifty visitors write to a project of their own, in one batch."""
    scene = await set_scene(monitor)
    await monitor.execute(_ALWAYS, scene.project_id)
    people = [
        VisitorIdentity(scene.project_id, f"ada-{number}", f"the-key-of-ada-{number}-is-long")
        for number in range(AT_ONCE)
    ]
    await store_batch(database, [entry(one, f"{one.uid}-1") for one in people])
    rows = await monitor.fetch(_CHATS, scene.project_id)
    chats = {row["uid"]: ConversationId(row["id"]) for row in rows}
    return [
        Story(database, scene, one, chats[one.uid], random.Random(luck.random()))  # noqa: S311 - as above
        for one in people
    ]


_ALWAYS = """
update projects set responder_mode = 'auto', responder_when = 'always', agent_capacity = 100
where id = $1
"""
_CHATS = """
select c.id, v.uid from conversations c
join visitors v on v.project_id = c.project_id and v.id = c.visitor_id where c.project_id = $1
"""
_TAKE_JOB = """
delete from pgqueuer where id = (
    select id from pgqueuer where dedupe_key like 'responder.respond:' || $1 limit 1)
returning payload
"""

# The responder's words while a person held the chat, or behind a person's reply to the same.
_OVER_PEOPLE = """
select m.id from messages m
join responder_runs r on r.project_id = m.project_id and r.conversation_id = m.conversation_id
    and m.temp_id = format('answer-%s-%s-0', r.conversation_id, r.trigger_seq)
where exists (
    select from conversation_events taken
    where taken.conversation_id = m.conversation_id and taken.kind = 'claimed'
      and taken.after_seq < m.seq and not exists (
        select from conversation_events left_
        where left_.conversation_id = m.conversation_id and left_.version > taken.version
          and left_.kind = 'released' and left_.after_seq < m.seq)
      and not exists (
        select from messages a where a.conversation_id = m.conversation_id
          and a.sender_type = 'agent' and a.seq > taken.after_seq and a.seq < m.seq))
or exists (
    select from messages a
    where a.conversation_id = m.conversation_id and a.sender_type = 'agent'
      and a.seq > r.trigger_seq and a.seq < m.seq and not exists (
        select from conversation_events left_
        where left_.conversation_id = m.conversation_id and left_.kind = 'released'
          and left_.after_seq >= a.seq and left_.after_seq < m.seq))
"""
_DOUBLED = """
select temp_id from messages where sender_type = 'ai'
group by project_id, temp_id having count(*) > 1
union all
select conversation_id::text from responder_runs where state = 'answered'
group by project_id, conversation_id, trigger_seq having count(*) > 1
"""
# Not those whose last attempt died with its worker: the deadline is for them.
_UNANSWERED = """
select c.id from conversations c
join messages m on m.conversation_id = c.id and m.seq = c.last_seq and m.sender_type = 'visitor'
where c.chat_state = 'waiting_assignment' and c.queued_at is null
  and not exists (select from responder_runs r where r.conversation_id = c.id
                    and r.state = 'thinking' and r.attempt >= 3)
"""
