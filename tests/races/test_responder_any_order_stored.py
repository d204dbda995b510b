"""R2, R15 to R17: two thousand random orders on PostgreSQL, several conversations at a time.

Two things that happen next to each other in an order happen at once, on two connections.
No model is asked: each turn's result is ready. The queue is played by the test, so that a
job can be lost with its worker, or done by two.
"""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable

import asyncpg
import pytest
from msgspec.structs import replace

from frontdesk.entrypoints.wiring import WIRING
from frontdesk.features.conversations.model import decide as rules
from frontdesk.features.conversations.model.conversation import Conversation
from frontdesk.features.conversations.model.transitions import Decision, HolderLost
from frontdesk.features.conversations.store import fence
from frontdesk.features.messages.jobs import store_batch
from frontdesk.features.responder.actions import settle
from frontdesk.features.responder.store import runs
from frontdesk.features.visitors.model import VisitorIdentity
from frontdesk.infra.database import Database
from frontdesk.kit.ids import ConversationId
from tests.effort import SEED, TIMES, USUAL_SEED
from tests.races.seeds import entry, seed_project
from tests.races.turn_story import Story, all_of

ORDERS, AT_ONCE, CONNECTIONS = 2_000 * TIMES, 50, 8


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

    assert await _finds("over_people", database_url, 200)


async def test_without_another_run_somebody_waits_for_ever(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settle, "what_follows", lambda _: "its_own_run")
    monkeypatch.setattr(settle, "why_void", lambda *_: "changed")

    assert await _finds("unanswered", database_url, 100)


async def test_without_a_look_at_who_spoke_last_it_answers_after_people(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    only_runs = runs._ANSWERED.split("    or exists")[0]  # noqa: SLF001 - planted
    monkeypatch.setattr(runs, "_ANSWERED", only_runs)
    # The chat's state refuses it as well: both have to be away.
    monkeypatch.setitem(rules._RULES, HolderLost, _queue_the_answered)  # noqa: SLF001 - planted

    assert await _finds("over_people", database_url, 500)


async def test_believing_that_the_dead_think_on_leaves_somebody_waiting(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    dies = Story.play_the_death_of_a_last_attempt
    assert (await _try_orders(database_url, AT_ONCE, dies))["unanswered"] == 0

    believed = runs._LAST_ATTEMPT.replace("beat_at", "started_at")  # noqa: SLF001 - planted
    monkeypatch.setattr(runs, "_LAST_ATTEMPT", believed)

    assert (await _try_orders(database_url, AT_ONCE, dies))["unanswered"] > 0


async def test_a_second_answer_to_one_message_is_refused_by_the_database_itself(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def holds(*_: object) -> bool:
        return True

    async def is_not_answered(*_: object) -> bool:
        return False

    monkeypatch.setattr(runs, "lock_run", holds)
    monkeypatch.setattr(runs, "find_answered", is_not_answered)
    monkeypatch.setattr(settle, "why_void", lambda *_: None)
    _open_fence(monkeypatch)

    with pytest.raises(asyncpg.UniqueViolationError):
        await _try_orders(database_url, 200)


def _queue_the_answered(before: Conversation, lost: HolderLost) -> Decision:
    decision = rules._holder_lost(before, lost)  # noqa: SLF001 - planted
    after = decision.after
    if after.chat_state == "waiting_real_user_reply":
        waits = {"chat_state": "waiting_assignment", "waiting_since": lost.at, "queued_at": lost.at}
        after = replace(after, **waits)
    return Decision(after, decision.assignment)


def _open_fence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plant: what stood when the run began is not compared where the words are written."""
    unused = " and ".join(f"${number}::bigint is not null" for number in (2, 3, 4, 5))
    open_fence = f"{unused} and ($6::boolean or $7::boolean) is not null"
    monkeypatch.setattr(fence, "_STILL_HOLDS", open_fence)


async def _finds(what: str, database_url: str, at_most: int) -> bool:
    """Say whether a planted bug shows in so many orders; the first that shows it is enough."""
    return (await _try_orders(database_url, at_most, enough=what))[what] > 0


async def _try_orders(
    database_url: str,
    orders: int,
    plays: Callable[[Story], Awaitable[None]] = Story.play,
    enough: str | None = None,
) -> dict[str, int]:
    luck = random.Random(USUAL_SEED if enough else SEED)  # noqa: S311 - an order, not a secret
    database = Database(database_url, WIRING, max_connections=CONNECTIONS)
    await database.open("any-order")
    monitor = await asyncpg.connect(database_url)
    refused = 0
    try:
        for _ in range(orders // AT_ONCE):
            stories = await _begin_stories(database, monitor, luck)
            await all_of(plays(story) for story in stories)
            refused += sum(story.refused for story in stories)
            if enough is not None and await monitor.fetch(_WRONG[enough]):
                break
        found = {what: len(await monitor.fetch(sql)) for what, sql in _WRONG.items()}
        return {**found, "refused": refused}
    finally:
        await monitor.close()
        await database.close()


async def _begin_stories(
    database: Database, monitor: asyncpg.Connection[asyncpg.Record], luck: random.Random
) -> list[Story]:
    """Let fifty visitors write to a project of their own, in one batch."""
    seed = await seed_project(monitor)
    await monitor.execute(_ALWAYS, seed.project_id)
    people = [
        VisitorIdentity(seed.project_id, f"ada-{number}", f"the-key-of-ada-{number}-is-long")
        for number in range(AT_ONCE)
    ]
    await store_batch(database, [entry(one, f"{one.uid}-1") for one in people])
    rows = await monitor.fetch(_CHATS, seed.project_id)
    chats = {row["uid"]: ConversationId(row["id"]) for row in rows}
    return [
        Story(database, seed, one, chats[one.uid], random.Random(luck.random()))  # noqa: S311 - as above
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
      and a.seq > r.trigger_seq and a.seq < m.seq)
"""
_DOUBLED = """
select temp_id from messages where sender_type = 'ai'
group by project_id, temp_id having count(*) > 1
union all
select conversation_id::text from responder_runs where state = 'answered'
group by project_id, conversation_id, trigger_seq having count(*) > 1
"""
_UNANSWERED = """
select c.id from conversations c
join messages m on m.conversation_id = c.id and m.seq = c.last_seq and m.sender_type = 'visitor'
where c.chat_state = 'waiting_assignment' and c.queued_at is null
"""
_WRONG = {"over_people": _OVER_PEOPLE, "doubled": _DOUBLED, "unanswered": _UNANSWERED}
