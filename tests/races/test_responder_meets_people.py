"""R2, R15, R16: a turn of the responder commits while people act, in every order there is.

Whatever the order: nothing of the responder's is said after a person took over, nothing is
said twice, and whoever is not answered waits for a person or for another run.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

import pytest

from frontdesk.features import messages
from frontdesk.features.conversations import access, actions
from frontdesk.features.conversations.model import HeldByAnother
from frontdesk.features.conversations.store import fence
from frontdesk.features.conversations.wire import PatchConversation
from frontdesk.features.responder import actions as responder
from frontdesk.features.responder.actions import settle
from frontdesk.features.responder.model import Briefing, Thought
from frontdesk.features.workflows.model import Key, Passage, Say
from frontdesk.infra.database import Database
from frontdesk.infra.testing.pauses import pause_point
from frontdesk.kit.ids import ConversationId, UserId
from tests.races.books import contradictions
from tests.races.scene import Scene, has_conversation, replies, set_scene, writes
from tests.races.schedules import Stage, Work, open_stage

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


def _claims(scene: Scene, chat: int) -> Work:
    async def work(database: Database) -> None:
        async with database.transaction() as tx:
            await actions.take_chat(
                tx, UserId(scene.grace.id), scene.project_id, ConversationId(chat), "claimed"
            )
            await pause_point("test.done")

    return work


def _edits(patch: PatchConversation) -> Callable[[Scene, int], Work]:
    def edits(scene: Scene, chat: int) -> Work:
        async def work(database: Database) -> None:
            async with database.transaction() as tx:
                held = await access.lock_for_change(tx, scene.project_id, ConversationId(chat))
                await actions.edit_details(tx, UserId(scene.grace.id), held, patch)
                await pause_point("test.done")

        return work

    return edits


def _solves(scene: Scene, chat: int) -> Work:
    async def work(database: Database) -> None:
        async with database.transaction() as tx:
            held = await access.lock_for_change(tx, scene.project_id, ConversationId(chat))
            await actions.set_status(tx, UserId(scene.grace.id), held, "solved", messages)
            await pause_point("test.done")

    return work


_PEOPLE: dict[str, Callable[[Scene, int], Work]] = {
    "claim": _claims,
    "reply": lambda scene, chat: replies(scene, chat, "by hand"),
    "solve": _solves,
    "switch off": _edits(PatchConversation(ai_enabled=False)),
    "tag": _edits(PatchConversation(tags=["billing"])),
    "newer message": lambda scene, _: writes(scene.ada, "second"),
}


@pytest.mark.parametrize("what", list(_PEOPLE))
async def test_an_answer_that_meets_people_is_said_before_them_or_not_at_all(
    database_url: str, what: str
) -> None:
    names = {"responder": _RESPONDER_STEPS, "person": 3}
    async with open_stage(database_url, list(names), _POINTS) as stage:
        explored = await stage.explore(lambda: _works(stage, what), names)

        assert explored.count == 35
        assert [one for one in explored.failures if not isinstance(one, HeldByAnother)] == []
        assert await stage.monitor.fetch(_SAID_AFTER_TAKEOVER) == []
        assert await stage.monitor.fetch(_UNANSWERED) == []
        assert "a message stored twice" not in str(await contradictions(stage.monitor))


async def test_two_workers_with_one_run_answer_once(database_url: str) -> None:
    async def works(stage: Stage) -> Mapping[str, Work]:
        _, _, briefing = await _asked(stage)
        return {"one": _settles(briefing), "other": _settles(briefing)}

    names = {"one": _RESPONDER_STEPS, "other": _RESPONDER_STEPS}
    async with open_stage(database_url, list(names), _POINTS) as stage:
        explored = await stage.explore(lambda: works(stage), names)
        answers = await stage.monitor.fetch(
            "select conversation_id, count(*) from messages where sender_type = 'ai' group by 1"
        )

        assert (explored.count, explored.failures) == (70, [])
        assert {row["count"] for row in answers} == {1}


async def test_a_planted_bug_lets_it_talk_over_people(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Planted: the fence is looked at before the row is held, not where the answer is written."""
    monkeypatch.setattr(settle, "why_void", lambda *_: None)
    unused = " and ".join(f"${number}::bigint is not null" for number in (2, 3, 4, 5))
    open_fence = f"{unused} and ($6::boolean or $7::boolean) is not null"
    monkeypatch.setattr(fence, "_STILL_HOLDS", open_fence)
    names = {"responder": _RESPONDER_STEPS, "person": 3}

    async with open_stage(database_url, list(names), _POINTS) as stage:
        explored = await stage.explore(lambda: _works(stage, "switch off"), names)

        assert explored.count == 35
        assert await stage.monitor.fetch(_SAID_AFTER_TAKEOVER) != []


async def _works(stage: Stage, what: str) -> Mapping[str, Work]:
    scene, chat, briefing = await _asked(stage)
    return {"responder": _settles(briefing), "person": _PEOPLE[what](scene, chat)}


async def _asked(stage: Stage) -> tuple[Scene, int, Briefing]:
    """Let Ada ask, and the responder think to its end without having said anything."""
    scene = await set_scene(stage.monitor)
    await stage.monitor.execute(_ALWAYS, scene.project_id)
    database = next(iter(stage.sessions.values())).database
    chat = await has_conversation(database, scene)
    async with database.transaction() as tx:
        briefing = await responder.begin_run(
            tx, scene.project_id, ConversationId(chat), is_asked_for_draft=False
        )
    assert briefing is not None
    return scene, chat, briefing


def _settles(briefing: Briefing) -> Callable[[Database], Awaitable[None]]:
    said = Say(Key(briefing.run.id, 0), ANSWER)
    passage = Passage(1, briefing.run.id, "answer", "next", None, "waiting", {}, (said,))

    async def work(database: Database) -> None:
        async with database.transaction() as tx:
            await responder.settle_run(tx, briefing, Thought((passage,)), is_visitor_online=True)

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
