"""R2, R15, R16: a turn of the responder commits while people act, in every order there is.

Whatever the order: nothing of the responder's is said after a person took over, nothing is
said twice, and a visitor who is not answered waits for a person or for another run.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

import pytest

from frontdesk.features import messages
from frontdesk.features.conversations import access, actions
from frontdesk.features.conversations.model.transitions import HeldByAnother
from frontdesk.features.conversations.store import fence
from frontdesk.features.conversations.wire import PatchConversation
from frontdesk.features.responder.actions import begin, settle
from frontdesk.features.responder.model.context import RunContext
from frontdesk.features.responder.model.result import RunResult
from frontdesk.features.routing.actions import claim_chat
from frontdesk.features.workflows.model.running import Key, Say, StepResult
from frontdesk.infra.database import Database
from frontdesk.infra.pause_points import pause_point
from frontdesk.kit.ids import ConversationId, UserId
from tests.races.recount import contradictions
from tests.races.schedules import Race, Work, open_race
from tests.races.seeds import Seed, has_conversation, replies, seed_project, writes

_POINTS = (
    "responder.settle_locked",
    "messages.responder_before_fence",
    "messages.responder_written",
    "messages.visitors_held",
    "messages.before_commit",
    "conversations.claim_locked",
    "messages.reply_locked",
    "messages.reply_written",
    "test.done",
)
_RESPONDER_STEPS = 4
ANSWER = "We open at nine."


def _claims(seed: Seed, chat: int) -> Work:
    async def work(database: Database) -> None:
        async with database.transaction() as tx:
            await claim_chat(tx, UserId(seed.grace.id), seed.project_id, ConversationId(chat))
            await pause_point("test.done")

    return work


def _edits(patch: PatchConversation) -> Callable[[Seed, int], Work]:
    def edits(seed: Seed, chat: int) -> Work:
        async def work(database: Database) -> None:
            async with database.transaction() as tx:
                held = await access.lock_for_change(tx, seed.project_id, ConversationId(chat))
                await actions.edit_details(tx, UserId(seed.grace.id), held, patch)
                await pause_point("test.done")

        return work

    return edits


def _solves(seed: Seed, chat: int) -> Work:
    async def work(database: Database) -> None:
        async with database.transaction() as tx:
            held = await access.lock_for_change(tx, seed.project_id, ConversationId(chat))
            await actions.set_status(tx, UserId(seed.grace.id), held, "solved", messages)
            await pause_point("test.done")

    return work


_PEOPLE: dict[str, Callable[[Seed, int], Work]] = {
    "claim": _claims,
    "reply": lambda seed, chat: replies(seed, chat, "by hand"),
    "solve": _solves,
    "switch off": _edits(PatchConversation(ai_enabled=False)),
    "tag": _edits(PatchConversation(tags=["billing"])),
    "newer message": lambda seed, _: writes(seed.ada, "second"),
}


@pytest.mark.parametrize("what", list(_PEOPLE))
async def test_an_answer_that_meets_people_is_said_before_them_or_not_at_all(
    database_url: str, what: str
) -> None:
    names = {"responder": _RESPONDER_STEPS, "person": 3}
    async with open_race(database_url, list(names), _POINTS) as race:
        explored = await race.explore(lambda: _works(race, what), names)

        assert explored.count == 35
        assert [one for one in explored.failures if not isinstance(one, HeldByAnother)] == []
        assert await race.monitor.fetch(_SAID_AFTER_TAKEOVER) == []
        assert await race.monitor.fetch(_UNANSWERED) == []
        assert "a message stored twice" not in str(await contradictions(race.monitor))


async def test_two_workers_with_one_run_answer_once(database_url: str) -> None:
    async def works(race: Race) -> Mapping[str, Work]:
        _, _, context = await _asked(race)
        return {"one": _settles(context), "other": _settles(context)}

    names = {"one": _RESPONDER_STEPS, "other": _RESPONDER_STEPS}
    async with open_race(database_url, list(names), _POINTS) as race:
        explored = await race.explore(lambda: works(race), names)
        answers = await race.monitor.fetch(
            "select conversation_id, count(*) from messages where sender_type = 'ai' group by 1"
        )

        assert (explored.count, explored.failures) == (70, [])
        assert {row["count"] for row in answers} == {1}


async def test_a_planted_bug_lets_it_talk_over_people(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Planted: the fence is looked at before the row is locked, not where the answer is written."""
    monkeypatch.setattr(settle, "why_void", lambda *_: None)
    unused = " and ".join(f"${number}::bigint is not null" for number in (2, 3, 4, 5))
    open_fence = f"{unused} and ($6::boolean or $7::boolean) is not null"
    monkeypatch.setattr(fence, "_STILL_HOLDS", open_fence)
    names = {"responder": _RESPONDER_STEPS, "person": 3}

    async with open_race(database_url, list(names), _POINTS) as race:
        explored = await race.explore(lambda: _works(race, "switch off"), names)

        assert explored.count == 35
        assert await race.monitor.fetch(_SAID_AFTER_TAKEOVER) != []


async def _works(race: Race, what: str) -> Mapping[str, Work]:
    seed, chat, context = await _asked(race)
    return {"responder": _settles(context), "person": _PEOPLE[what](seed, chat)}


async def _asked(race: Race) -> tuple[Seed, int, RunContext]:
    """Let Ada ask, and the responder think to its end without having said anything."""
    seed = await seed_project(race.monitor)
    await race.monitor.execute(_ALWAYS, seed.project_id)
    database = next(iter(race.sessions.values())).database
    chat = await has_conversation(database, seed)
    async with database.transaction() as tx:
        context = await begin.begin_run(
            tx, seed.project_id, ConversationId(chat), is_asked_for_draft=False
        )
    assert context is not None
    return seed, chat, context


def _settles(context: RunContext) -> Callable[[Database], Awaitable[None]]:
    said = Say(Key(context.run.id, 0), ANSWER)
    step_result = StepResult(1, context.run.id, "answer", "next", None, "waiting", {}, (said,))

    async def work(database: Database) -> None:
        async with database.transaction() as tx:
            await settle.settle_run(tx, context, RunResult((step_result,)), is_visitor_online=True)

    return work


_ALWAYS = "update projects set responder_mode = 'auto', responder_when = 'always' where id = $1"

# The responder's words behind an agent's, behind a claim, in what was solved or switched off.
_SAID_AFTER_TAKEOVER = """
select c.id, m.seq from conversations c
join messages m on m.project_id = c.project_id and m.conversation_id = c.id
    and m.sender_type = 'ai'
left join messages a on a.project_id = c.project_id and a.conversation_id = c.id
    and a.sender_type = 'agent'
left join conversation_events e on e.project_id = c.project_id and e.conversation_id = c.id
    and e.kind in ('claimed', 'status_solved', 'ai_enabled')
where a.seq < m.seq or e.after_seq < m.seq
"""

# Somebody wrote last, and nobody will answer: not queued, no holder, no run, no job.
_UNANSWERED = """
select c.id, c.chat_state from conversations c
join messages m on m.project_id = c.project_id and m.conversation_id = c.id
    and m.seq = c.last_seq
where c.status = 'open' and m.sender_type = 'visitor' and c.assignee_id is null
  and c.queued_at is null
  and not exists (select from pgqueuer q where q.entrypoint = 'responder.respond'
      and convert_from(q.payload, 'utf8')::json ->> 'conversation_id' = c.id::text)
"""
