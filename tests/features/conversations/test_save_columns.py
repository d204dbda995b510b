"""What is decided is stored: every field of the row, whoever adds one."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import asyncpg
import pytest
from msgspec.structs import replace

from frontdesk.entrypoints.wiring import WIRING
from frontdesk.features.conversations import store
from frontdesk.features.conversations.model.conversation import Conversation
from frontdesk.features.conversations.store import rows
from frontdesk.features.conversations.wire import ConversationWire
from frontdesk.infra.database import Database
from frontdesk.kit.ids import ConversationId
from tests.races.seeds import Seed, has_conversation, seed_project

if TYPE_CHECKING:
    from frontdesk.infra.database import Transaction

# What a row is found by, and what it shows of its visitor: no decision changes these.
FIXED = {
    *("project_id", "id", "visitor_id", "created_at"),
    *("visitor_uid", "visitor_key", "visitor_name", "visitor_email"),
}
LATER = timedelta(minutes=3)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    opened = Database(database_url, WIRING, max_connections=2)
    await opened.open("columns")
    yield opened
    await opened.close()


async def test_every_field_that_changes_is_stored(database: Database, database_url: str) -> None:
    story_context, chat = await _begun(database, database_url)
    lost = []

    for name in Conversation.__struct_fields__:
        if name in FIXED:
            continue
        async with database.transaction() as tx:
            before = await _held(tx, story_context, chat)
            after = _changed(before, name, story_context)
            await store.save(tx, [(before, after)])
            if await store.find(tx, story_context.project_id, before.id) != after:
                lost.append(name)
            await store.save(tx, [(after, before)])

    assert lost == []


async def test_a_change_that_no_column_keeps_is_refused(
    database: Database, database_url: str
) -> None:
    story_context, chat = await _begun(database, database_url)

    async with database.transaction() as tx:
        before = await _held(tx, story_context, chat)

        with pytest.raises(AssertionError, match="visitor_name"):
            await store.save(tx, [(before, replace(before, visitor_name="Ada"))])


async def test_only_what_changed_is_written(database: Database, database_url: str) -> None:
    story_context, chat = await _begun(database, database_url)

    async with database.transaction() as tx:
        before = await _held(tx, story_context, chat)
        await tx.execute("update conversations set tags = '{vip}' where id = $1", chat)
        await store.save(tx, [(before, replace(before, priority="urgent"))])
        stored = await store.find(tx, story_context.project_id, before.id)

    assert stored is not None
    assert (stored.priority, stored.tags) == ("urgent", ["vip"])


async def test_a_batch_writes_each_row_its_own_values(
    database: Database, database_url: str
) -> None:
    first, chat = await _begun(database, database_url)
    second, other = await _begun(database, database_url)

    async with database.transaction() as tx:
        ones = [await _held(tx, first, chat), await _held(tx, second, other)]
        now = [replace(ones[0], tags=["a"]), replace(ones[1], last_message_snippet="Bye")]
        await store.save(tx, list(zip(ones, now, strict=True)))
        stored = [await _held(tx, first, chat), await _held(tx, second, other)]

    assert stored == now


def test_whatever_is_published_is_a_field_of_the_row() -> None:
    published = set(ConversationWire.__struct_fields__) - {"visitor", "unread_count"}

    assert published <= set(Conversation.__struct_fields__)


def test_the_list_of_columns_is_the_struct() -> None:
    assert [one.split(" as ")[-1].removeprefix("c.") for one in rows.COLUMNS.split(", ")] == list(
        Conversation.__struct_fields__
    )


def _changed(before: Conversation, name: str, story_context: Seed) -> Conversation:
    """Give one field another value, and those beside it what the constraints ask for."""
    held = {"chat_state": "assigned", "assignee_id": story_context.grace.id}
    special: dict[str, dict[str, Any]] = {
        "status": {"status": "pending"},
        "chat_state": held,
        "assignee_id": held,
        "last_assignee_id": {"last_assignee_id": story_context.grace.id},
        "priority": {"priority": "urgent"},
        "responder_mode": {"responder_mode": "draft"},
        "customer_count": {"customer_count": 2},
        "agent_read_count": {"agent_read_count": 1},
        "agent_read_seq": {"agent_read_seq": 1},
        "metadata": {"metadata": {"tier": "gold"}},
        "visitor_read_seq": {"visitor_delivered_seq": 1, "visitor_read_seq": 1},
        "visitor_delivered_seq": {"visitor_delivered_seq": 1},
    }
    return replace(before, **special.get(name) or {name: _another(before, name)})


def _another(before: Conversation, name: str) -> object:
    value = getattr(before, name)
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case list():
            return ["vip"]
        case str():
            return "Something else"
        case None if name.endswith("_id"):
            return 7
        case None | _:
            return before.created_at + LATER


async def _begun(database: Database, database_url: str) -> tuple[Seed, int]:
    connection = await asyncpg.connect(database_url)
    story_context = await seed_project(connection)
    await connection.close()
    return story_context, await has_conversation(database, story_context, "first", "second")


async def _held(tx: Transaction, story_context: Seed, chat: int) -> Conversation:
    found = await store.lock(tx, story_context.project_id, ConversationId(chat))
    assert found is not None
    return found
