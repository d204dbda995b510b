"""What the database refuses by itself, whatever the code above it believes."""

from __future__ import annotations

from collections.abc import AsyncIterator

import asyncpg
import pytest

from tests.races.recount import Connection
from tests.races.seeds import Seed, seed_project


@pytest.fixture
async def sql(database_url: str) -> AsyncIterator[Connection]:
    connection = await asyncpg.connect(database_url)
    yield connection
    await connection.close()


@pytest.fixture
async def story_context(sql: Connection) -> Seed:
    return await seed_project(sql)


async def test_a_finished_chat_is_given_to_nobody(sql: Connection, story_context: Seed) -> None:
    chat = await _chat(sql, story_context, "solved", "completed")

    with pytest.raises(asyncpg.CheckViolationError, match="cannot go from completed to assigned"):
        await sql.execute(_HOLD, story_context.project_id, chat, story_context.grace.id)


async def test_a_holder_without_an_assignment_is_refused(
    sql: Connection, story_context: Seed
) -> None:
    chat = await _chat(sql, story_context)

    with pytest.raises(asyncpg.CheckViolationError, match="names holder"):
        await sql.execute(_HOLD, story_context.project_id, chat, story_context.grace.id)


async def test_an_assignment_without_a_holder_is_refused(
    sql: Connection, story_context: Seed
) -> None:
    chat = await _chat(sql, story_context)

    with pytest.raises(asyncpg.CheckViolationError, match="its open assignment"):
        await sql.execute(
            _ASSIGN, story_context.project_id, chat, story_context.grace.id, "claimed"
        )


async def test_nobody_takes_more_than_the_capacity(sql: Connection, story_context: Seed) -> None:
    await sql.execute(
        "update projects set agent_capacity = 1 where id = $1", story_context.project_id
    )
    await _take(sql, story_context, "claimed")

    with pytest.raises(asyncpg.CheckViolationError, match="as many chats as one may take"):
        await _take(sql, story_context, "next")


async def test_a_manager_may_give_more_than_the_capacity(
    sql: Connection, story_context: Seed
) -> None:
    await sql.execute(
        "update projects set agent_capacity = 1 where id = $1", story_context.project_id
    )
    await _take(sql, story_context, "claimed")

    await _take(sql, story_context, "reassigned")

    held = await sql.fetchval("select count(*) from assignments where released_at is null")
    assert held == 2


async def test_two_open_assignments_of_one_chat_are_refused(
    sql: Connection, story_context: Seed
) -> None:
    chat = await _take(sql, story_context, "claimed")

    with pytest.raises(asyncpg.UniqueViolationError):
        await sql.execute(
            _ASSIGN, story_context.project_id, chat, story_context.grace.id, "claimed"
        )


@pytest.mark.parametrize(
    "column", ["status", "assignee_id", "assigned_at", "turn", "hard_turn", "priority", "tags"]
)
async def test_the_responders_role_cannot_touch_who_owns_a_chat_or_where_it_is(
    sql: Connection, story_context: Seed, column: str
) -> None:
    chat = await _chat(sql, story_context)
    await sql.execute("set role frontdesk_responder")

    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await sql.execute(f"update conversations set {column} = {column} where id = $1", chat)  # noqa: S608

    await sql.execute("update conversations set last_seq = last_seq where id = $1", chat)


async def test_a_blocked_visitor_has_no_live_chat(sql: Connection, story_context: Seed) -> None:
    chat = await _chat(sql, story_context)

    with pytest.raises(asyncpg.CheckViolationError, match="is blocked and has a live"):
        await sql.execute(_BLOCK, story_context.project_id, chat)

    await sql.execute(_FINISH, story_context.project_id, chat)
    await sql.execute(_BLOCK, story_context.project_id, chat)
    with pytest.raises(asyncpg.CheckViolationError, match="is blocked and has a live"):
        await sql.execute(_REOPEN, story_context.project_id, chat)
    with pytest.raises(asyncpg.CheckViolationError, match="is blocked and has a live"):
        await sql.execute(_BEGIN_ANOTHER, story_context.project_id, chat)


async def _take(sql: Connection, story_context: Seed, how: str) -> int:
    chat = await _chat(sql, story_context)
    async with sql.transaction():
        await sql.execute(_HOLD, story_context.project_id, chat, story_context.grace.id)
        await sql.execute(_ASSIGN, story_context.project_id, chat, story_context.grace.id, how)
    return chat


async def _chat(
    sql: Connection, story_context: Seed, status: str = "open", state: str = "waiting_assignment"
) -> int:
    visitor = await sql.fetchval(_VISITOR, story_context.project_id)
    return int(await sql.fetchval(_CHAT, story_context.project_id, visitor, status, state))


_VISITOR = """
insert into visitors (project_id, uid, token_key)
values ($1, gen_random_uuid()::text, 'a key of sixteen characters') returning id
"""
_CHAT = """
insert into conversations (project_id, visitor_id, status, chat_state)
values ($1, $2, $3, $4) returning id
"""
_HOLD = """
update conversations set chat_state = 'assigned', assignee_id = $3
where project_id = $1 and id = $2
"""
_ASSIGN = """
insert into assignments (project_id, conversation_id, agent_id, how) values ($1, $2, $3, $4)
"""
_BLOCK = """
update visitors v set blocked_at = now() from conversations c
where c.project_id = $1 and c.id = $2 and v.project_id = c.project_id and v.id = c.visitor_id
"""
_FINISH = """
update conversations set status = 'solved', chat_state = 'completed'
where project_id = $1 and id = $2
"""
_REOPEN = """
update conversations set status = 'open', chat_state = 'waiting_assignment'
where project_id = $1 and id = $2
"""
_BEGIN_ANOTHER = """
insert into conversations (project_id, visitor_id)
select project_id, visitor_id from conversations where project_id = $1 and id = $2
"""
