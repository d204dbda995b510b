"""What a message is made of is stored: every field, whoever adds one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import asyncpg

from frontdesk.entrypoints.wiring import WIRING
from frontdesk.features import conversations
from frontdesk.features.messages import store
from frontdesk.features.messages.store import rows
from frontdesk.infra.database import Database
from frontdesk.kit.ids import ConversationId
from tests.races.seeds import has_conversation, seed_project

if TYPE_CHECKING:
    from frontdesk.features.messages.model import Message

# Read off other tables, and what a row is found by.
FIXED = {
    *("sender_name", "sender_avatar_url", "visitor_id", "sender_type"),
    *("project_id", "id", "conversation_id", "seq", "sender_id", "temp_id"),
}
EARLY = datetime(2026, 3, 1, 9, 30, 15, 123456, tzinfo=UTC)


async def test_every_field_of_a_message_is_stored(database_url: str) -> None:
    database = Database(database_url, WIRING, max_connections=2)
    await database.open("columns")
    connection = await asyncpg.connect(database_url)
    story_context = await seed_project(connection)
    chat = await has_conversation(database, story_context, "first")
    async with database.transaction() as tx:
        thread = await conversations.lock_for_posting(
            tx, story_context.project_id, ConversationId(chat)
        )
        [first] = await store.find_page_before(tx, thread, 10, 10)
    lost = []

    for number, name in enumerate(first.__dataclass_fields__):
        if name in FIXED:
            continue
        async with database.transaction() as tx:
            [message_id] = await store.reserve_ids(tx, 1)
            temp_id = f"again-{number}"
            copy = replace(first, id=message_id, seq=100 + number, temp_id=temp_id)
            other = replace(copy, **{name: _another(first, name, story_context.grace.id)})
            await store.insert(tx, [other])
            [stored] = await store.find_page_after(tx, thread, 99 + number, 1)
            if stored != other:
                lost.append(name)

    await connection.close()
    await database.close()
    assert lost == []


def test_the_list_of_columns_is_the_message() -> None:
    selected = rows._COLUMNS.rpartition("m.metadata")[0]  # noqa: SLF001 - the list itself

    assert all(f"m.{name}" in selected or f" as {name}" in selected for name in rows._NAMES[:-1])  # noqa: SLF001


def _another(message: Message, name: str, agent_id: int) -> Any:  # noqa: ANN401 - any field's
    special: dict[str, Any] = {
        "content": 'Say "hi" \\ to \N{SNOWMAN}\n\ttwice',
        "content_type": "event",
        "status": "read",
        "handled_by_id": agent_id,
        "metadata": {"note": ["a", 1, None]},
    }
    if name in special:
        return special[name]
    value = getattr(message, name)
    return value + 1 if isinstance(value, int) else EARLY
