"""The books are believed because they were seen to find what is wrong, and only that."""

from __future__ import annotations

from collections.abc import AsyncIterator

import asyncpg
import pytest

from frontdesk.entrypoints.wiring import WIRING
from frontdesk.features.routing.actions import claim_chat, release_chat
from frontdesk.infra.database import Database
from frontdesk.kit.ids import ConversationId, UserId
from tests.races.recount import Connection, contradictions
from tests.races.seeds import Seed, has_conversation, replies, seed_project

_STATE = "a chat state that does not follow from what was said and asked"


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = Database(database_url, WIRING, max_connections=2)
    await database.open("test")
    yield database
    await database.close()


@pytest.fixture
async def sql(database_url: str) -> AsyncIterator[Connection]:
    connection = await asyncpg.connect(database_url)
    yield connection
    await connection.close()


async def test_an_answered_chat_that_is_claimed_and_released_again_balances(
    database: Database, sql: Connection
) -> None:
    seed, chat = await _answered(database, sql)
    assert await contradictions(sql) == []

    async with database.transaction() as tx:
        await claim_chat(tx, UserId(seed.grace.id), seed.project_id, ConversationId(chat))

    assert await sql.fetchval(_NOW) == "assigned"
    assert await contradictions(sql) == []
    async with database.transaction() as tx:
        await release_chat(tx, UserId(seed.grace.id), seed.project_id, ConversationId(chat))

    assert await sql.fetchval(_NOW) == "waiting_real_user_reply"
    assert await contradictions(sql) == []


@pytest.mark.parametrize(
    ("bend", "rule"),
    [
        ("update messages set sender_type = 'visitor'", _STATE),
        (
            """update conversations set chat_state = 'waiting_assignment', assignee_id = null,
               waiting_since = now(), queued_at = now()""",
            _STATE,
        ),
        (
            "update conversations set chat_state = 'assigned', waiting_since = now()",
            _STATE,
        ),
        ("update conversations set last_assignee_id = null", "a last agent who is not the one"),
        ("update agent_daily_stats set reply_ms = reply_ms + 1", "days that differ"),
        ("update conversations set customer_count = 2", "counters that differ from a recount"),
        ("update messages set seq = 7 where seq = 2", "numbers that are not 1..n"),
        ("update messages set handled_by_id = null", "a visitor's message that is not credited"),
        ("update conversations set last_message_snippet = 'x'", "a last message that is not"),
        ("delete from conversation_events", "a version without its event"),
        ("delete from outbox", "a message nobody was told about"),
    ],
)
async def test_what_is_wrong_is_named(
    database: Database, sql: Connection, bend: str, rule: str
) -> None:
    await _answered(database, sql)

    await sql.execute("set session_replication_role = replica")
    await sql.execute(bend)

    assert any(one.startswith(rule) for one in await contradictions(sql))


async def _answered(database: Database, sql: Connection) -> tuple[Seed, int]:
    seed = await seed_project(sql)
    chat = await has_conversation(database, seed)
    await replies(seed, chat, "answer")(database)
    return seed, chat


_NOW = "select chat_state from conversations"
