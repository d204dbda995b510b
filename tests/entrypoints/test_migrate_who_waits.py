"""Rows the version before wrote say who waits, who answered and how fast after the migration."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any

import asyncpg
import pytest
from alembic import command

from frontdesk.entrypoints.migrate import alembic_config
from tests.races.recount import contradictions

if TYPE_CHECKING:
    from tests.servers import Servers

# Who speaks at each minute: a visitor, an agent (1 is Grace, 2 is Alan), or the assistant.
_ANSWERED, _ASSISTED = "v1", "va"


class Before:
    """A database of the version before, and Grace, Alan and their project in it."""

    def __init__(self, connection: asyncpg.Connection[Any], url: str) -> None:
        self.sql, self.url, self.count = connection, url, 0

    async def set_up(self) -> None:
        await self.sql.execute(_SET_UP)

    async def chat(self, spoken: str, state: str, **columns: object) -> int:
        """Store a conversation in which they spoke in this order, a minute each."""
        self.count += 1
        chat = int(await self.sql.fetchval(_CHAT, f"visitor-{self.count}"))
        for seq, who in enumerate(spoken, start=1):
            kind = {"v": "visitor", "a": "ai"}.get(who, "agent")
            sender = {"v": chat, "a": 0}.get(who, int(who) if who.isdigit() else 0)
            await self.sql.execute(_MESSAGE, chat, seq, kind, sender, len(spoken))
        # As the code writes it: a conversation and its open assignment in one transaction.
        async with self.sql.transaction():
            named = {"chat_state": state, **columns}
            sets = ", ".join(f"{name} = ${n}" for n, name in enumerate(named, start=2))
            changed = f"update conversations set {sets} where id = $1"  # noqa: S608 - our own names
            await self.sql.execute(changed, chat, *named.values())
            if "assignee_id" in columns:
                await self.sql.execute(_HELD, chat, columns["assignee_id"])
        await self.sql.execute(_COUNTED, chat)
        return chat

    async def event(self, chat: int, kind: str, details: str = "{}") -> None:
        await self.sql.execute(_EVENT, chat, kind, details)

    async def upgrade(self) -> None:
        await self.sql.execute(_DAYS_OF_THE_VERSION_BEFORE)
        await asyncio.to_thread(command.upgrade, alembic_config(self.url), "head")

    async def shown(self, chat: int) -> tuple[Any, ...]:
        row = await self.sql.fetchrow(_SHOWN, chat)
        assert row is not None
        return tuple(row)


@pytest.fixture
async def before(own_servers: Servers) -> AsyncIterator[Before]:
    url = own_servers.database_url
    await asyncio.to_thread(command.downgrade, alembic_config(url), "0017")
    connection = await asyncpg.connect(url)
    old = Before(connection, url)
    await old.set_up()
    yield old
    await connection.close()


async def test_an_answered_chat_comes_out_of_the_queue_and_one_that_waits_stays(
    before: Before,
) -> None:
    at = await before.sql.fetchval("select now()")
    waiting = {"waiting_since": at, "queued_at": at, "tries": 1, "priority": "urgent"}
    lost = await before.chat(_ANSWERED, "waiting_assignment", **waiting)
    await before.event(lost, "no_first_reply", '{"priority": "urgent"}')
    assisted = await before.chat(_ASSISTED, "waiting_assignment", **waiting)
    taken = await before.chat(_ANSWERED, "assigned", assignee_id=2, waiting_since=at)
    asks = await before.chat("v1v", "waiting_assignment", **waiting)
    wants = await before.chat(_ANSWERED, "waiting_assignment", asked_for_person_at=at, **waiting)

    await before.upgrade()

    assert await before.shown(lost) == ("waiting_real_user_reply", False, False, 0, "normal")
    assert await before.shown(assisted) == ("waiting_real_user_reply", False, False, 0, "urgent")
    assert await before.shown(taken) == ("assigned", False, False, 0, "normal")
    assert await before.shown(asks) == ("waiting_assignment", True, True, 1, "urgent")
    assert await before.shown(wants) == ("waiting_assignment", True, True, 1, "urgent")
    told = await before.sql.fetch(_TOLD)
    assert [row["id"] for row in told] == sorted([lost, assisted, taken])
    assert await before.sql.fetchval(_WAITED, taken) is None


async def test_the_last_agent_is_named_and_nobody_is_credited_with_the_assistants_answers(
    before: Before,
) -> None:
    held = await before.chat(_ANSWERED, "waiting_real_user_reply", assignee_id=1)
    both = await before.chat("vav1", "waiting_real_user_reply")
    await before.sql.execute("update messages set handled_by_id = 1 where sender_type = 'visitor'")

    await before.upgrade()

    last = "select last_assignee_id from conversations where id = $1"
    assert [await before.sql.fetchval(last, one) for one in (held, both)] == [1, 1]
    credited = await before.sql.fetch(_CREDITED, both)
    assert [row["handled_by_id"] for row in credited] == [None, 1]


async def test_days_are_counted_anew_and_everything_agrees_with_a_recount(before: Before) -> None:
    await before.chat("vav1", "waiting_real_user_reply")
    await before.sql.execute("update messages set handled_by_id = 1 where sender_type <> 'ai'")
    [wrong] = await before.sql.fetch(_DAYS_OF_THE_VERSION_BEFORE + " returning reply_ms")

    await before.upgrade()

    right = await before.sql.fetchval("select reply_ms from agent_daily_stats")
    assert (wrong["reply_ms"] // _MINUTE, right // _MINUTE) == (3, 1)
    # These rows were made without their versions and without anybody being told.
    found = [one for one in await contradictions(before.sql) if not one.startswith(_NOT_HERE)]
    assert found == []


_MINUTE = 60_000
_NOT_HERE = ("a version without", "a message nobody was told about", "a last message")

_SET_UP = """
insert into users (id, email, name, password_hash) overriding system value
values (1, 'grace@demo.test', 'Grace', '-'), (2, 'alan@demo.test', 'Alan', '-');
insert into projects (id, name, persona_name) overriding system value values (1, 'Demo', 'Demo');
insert into members (project_id, user_id, role) values (1, 1, 'agent'), (1, 2, 'agent');
"""
_CHAT = """
with visitor as (
    insert into visitors (project_id, uid, token_key) values (1, $1, repeat('k', 22))
    returning project_id, id)
insert into conversations (project_id, visitor_id) select project_id, id from visitor returning id
"""
_MESSAGE = """
insert into messages (project_id, conversation_id, seq, sender_type, sender_id, temp_id, content,
                      status, customer_count, created_at)
values (1, $1::bigint, $2::bigint, $3, $4, format('m-%s-%s', $1::bigint, $2::bigint), 'said',
        'delivered', 0, now() - make_interval(mins => ($5 - $2)::integer + 1))
"""
_HELD = """
insert into assignments (project_id, conversation_id, agent_id, waited_since)
select 1, id, $2, waiting_since from conversations where id = $1
"""
_COUNTED = """
update conversations c set last_seq = m.count, customer_count = m.visitors,
    agent_replied_at = m.replied_at, visitor_seq = m.visitor_seq
from (select count(*), count(*) filter (where sender_type = 'visitor') as visitors,
             max(created_at) filter (where sender_type = 'agent') as replied_at,
             coalesce(max(seq) filter (where sender_type = 'visitor'), 0) as visitor_seq
      from messages where conversation_id = $1) m
where c.id = $1
"""
_EVENT = """
insert into conversation_events (project_id, conversation_id, version, kind, details)
values (1, $1, 1, $2, $3::text::jsonb)
"""
_DAYS_OF_THE_VERSION_BEFORE = """
insert into agent_daily_stats select * from recount_agent_daily_stats(1)
on conflict (project_id, agent_id, day) do update set reply_ms = excluded.reply_ms"""
_SHOWN = """
select chat_state, waiting_since is not null, queued_at is not null, tries, priority
from conversations where id = $1
"""
_TOLD = """
select (payload ->> 'conversationId')::bigint as id from outbox
where event = 'conversationUpdated' order by 1
"""
_WAITED = "select waited_since from assignments where conversation_id = $1"
_CREDITED = """
select handled_by_id from messages where conversation_id = $1 and sender_type = 'visitor'
order by seq
"""
