"""One conversation in any order: what its visitor, its agents and its workers do next.

No model is asked: each turn's result is ready. The queue is played by hand, so that a job
can be lost with its worker, or done by two.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field

import msgspec

from frontdesk.features.conversations import access, actions
from frontdesk.features.messages.actions import post_reply
from frontdesk.features.messages.jobs import store_batch
from frontdesk.features.messages.model import AgentDraft
from frontdesk.features.responder.actions import begin, settle
from frontdesk.features.responder.actions.plan import Respond
from frontdesk.features.responder.model.context import RunContext
from frontdesk.features.responder.model.result import RunResult
from frontdesk.features.routing.actions import claim_chat
from frontdesk.features.visitors.model import VisitorIdentity
from frontdesk.features.workflows.model.running import Key, Say, StepResult
from frontdesk.infra.database import Database
from frontdesk.kit.errors import Refused
from frontdesk.kit.ids import ConversationId, UserId
from tests.races.seeds import Seed, entry

_EVENTS = ("write", "begin", "begin", "finish", "finish", "take", "reply", "release")
_FAULTS = ("crash", "redeliver")
# The visitor writes on, and the last attempt thinks about what he wrote before; then its worker
# is dead, and the next job finds it thinking.
_TO_THE_LAST_ATTEMPT, _IT_DIES = ("begin", "write") * 3, ("crash", "begin")


@dataclass
class Story:
    """One conversation, and what workers hold in their hands and heads."""

    database: Database
    seed: Seed
    visitor: VisitorIdentity
    chat: ConversationId
    luck: random.Random
    jobs: list[Respond] = field(default_factory=list)
    minds: list[tuple[Respond, RunContext]] = field(default_factory=list)
    # What dead workers had in theirs, until their jobs are taken over.
    lost: list[tuple[Respond, RunContext]] = field(default_factory=list)
    written: int = 1
    refused: int = 0

    async def play(self) -> None:
        events = self.luck.choices(_EVENTS + _FAULTS, k=self.luck.randint(3, 7))
        while events:
            together = [events.pop() for _ in range(min(len(events), self.luck.randint(1, 2)))]
            await all_of(self._happen(one) for one in together)
        await self.drain()

    async def play_the_death_of_a_last_attempt(self) -> None:
        for event in _TO_THE_LAST_ATTEMPT:
            await self._happen(event)
        # From here to the end it takes no time at all, however slow this machine is.
        await self._execute(_THINKS_FOR_LONG, self.chat)
        for event in _IT_DIES:
            await self._happen(event)
        await self.drain()

    async def drain(self) -> None:
        """Let every worker come to its end; nobody else does anything."""
        for _ in range(30):
            await self.begin()
            if not self.minds:
                if not self.lost:
                    return
                await self.redeliver()
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
            context = await begin.begin_run(
                tx, self.seed.project_id, self.chat, is_asked_for_draft=False
            )
        if context is not None:
            self.minds.append((job, context))

    async def finish(self) -> None:
        if not self.minds:
            return
        _, context = self.minds.pop(0)
        said = Say(Key(context.run.id, 0), "We open at nine.")
        step_result = StepResult(1, context.run.id, "answer", "next", None, "waiting", {}, (said,))
        try:
            async with self.database.transaction() as tx:
                thought = RunResult((step_result,))
                await settle.settle_run(tx, context, thought, is_visitor_online=True)
        except Refused:
            self.refused += 1

    async def take(self) -> None:
        async with self.database.transaction() as tx:
            grace, project = UserId(self.seed.grace.id), self.seed.project_id
            await claim_chat(tx, grace, project, self.chat)

    async def reply(self) -> None:
        self.written += 1
        draft = AgentDraft(
            self.chat, f"by-hand-{self.chat}-{self.written}", "Hi", is_visitor_online=True
        )
        async with self.database.transaction() as tx:
            await post_reply(tx, self.seed.project_id, self.seed.grace, draft)

    async def release(self) -> None:
        async with self.database.transaction() as tx:
            held = await access.lock_for_change(tx, self.seed.project_id, self.chat)
            await actions.let_go(tx, held, "released", UserId(self.seed.grace.id))

    async def crash(self) -> None:
        if self.minds:
            self.lost.append(self.minds.pop())

    async def redeliver(self) -> None:
        """Let another worker take the jobs of those that fell silent, or of a frozen one."""
        lost, self.lost = self.lost, []
        alive = [context.run.id for _, context in self.minds]
        for job, context in lost:
            if context.run.id not in alive:
                await self._execute(_FALL_SILENT, context.run.id)
            self.jobs.append(job)
        if not lost and self.minds:
            self.jobs.append(self.minds[-1][0])

    async def _execute(self, sql: str, about: int) -> None:
        async with self.database.transaction() as tx:
            await tx.execute(sql, self.seed.project_id, about)

    async def _take_job(self) -> Respond | None:
        async with self.database.transaction() as tx:
            payload = await tx.fetch_value(_TAKE_JOB, f"%:{self.chat}:%")
        return msgspec.json.decode(payload, type=Respond) if payload else None


async def all_of(works: Iterable[Awaitable[None]]) -> None:
    """Let everybody finish before the first failure is told: nobody is left behind at work."""
    for outcome in await asyncio.gather(*works, return_exceptions=True):
        if outcome is not None:
            raise outcome


_FALL_SILENT = """
update responder_runs set beat_at = now() - interval '1 hour' where project_id = $1 and id = $2
"""
_THINKS_FOR_LONG = """
update responder_runs
set started_at = now() + interval '1 hour', beat_at = now() + interval '1 hour'
where project_id = $1 and conversation_id = $2 and state = 'thinking'
"""
_TAKE_JOB = """
delete from pgqueuer where id = (
    select id from pgqueuer where dedupe_key like 'responder.respond:' || $1 limit 1)
returning payload
"""
