"""The SQL of notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features.notes.model import Note

if TYPE_CHECKING:
    import asyncpg

    from frontdesk.features.conversations.model.conversation import Conversation
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ConversationId, ProjectId, UserId


async def insert(
    tx: Transaction, conversation: Conversation, author_id: UserId | None, text: str
) -> Note:
    """Add a note behind the last message there is."""
    row = await tx.fetch_one(
        _INSERT,
        conversation.project_id,
        conversation.id,
        author_id,
        text,
        conversation.last_seq,
    )
    if row is None:
        raise AssertionError("insert returning answered nothing")
    return _read(row)


async def lock(
    tx: Transaction, project_id: ProjectId, conversation_id: ConversationId, note_id: int
) -> Note | None:
    """Find one note of a conversation, and lock its row until commit."""
    row = await tx.fetch_one(_LOCK, project_id, conversation_id, note_id)
    return _read(row) if row else None


async def list_after(
    tx: Transaction,
    project_id: ProjectId,
    conversation_id: ConversationId,
    after_id: int,
    limit: int,
) -> list[Note]:
    """Return up to `limit` notes behind a cursor, oldest first."""
    rows = await tx.fetch(_LIST, project_id, conversation_id, after_id, limit)
    return [_read(row) for row in rows]


async def update(tx: Transaction, note: Note, text: str) -> Note:
    """Write a locked note anew."""
    row = await tx.fetch_one(_UPDATE, note.project_id, note.id, text)
    if row is None:
        raise AssertionError("a locked row is gone")
    return _read(row)


async def delete(tx: Transaction, note: Note) -> None:
    """Remove a locked note."""
    await tx.execute(
        "delete from notes where project_id = $1 and id = $2", note.project_id, note.id
    )


def _read(row: asyncpg.Record) -> Note:
    return Note(**dict(row.items()))


_COLUMNS = """
    n.project_id, n.id, n.conversation_id, n.author_id,
    coalesce(u.name, 'Assistant') as author_name, n.text,
    n.after_seq, n.created_at, n.edited_at
"""

_INSERT = f"""
with n as (
    insert into notes (project_id, conversation_id, author_id, text, after_seq)
    values ($1, $2, $3, $4, $5)
    returning *
)
select {_COLUMNS} from n left join users u on u.id = n.author_id
"""  # noqa: S608 - only our own column names

_LOCK = f"""
select {_COLUMNS} from notes n left join users u on u.id = n.author_id
where n.project_id = $1 and n.conversation_id = $2 and n.id = $3
for no key update of n
"""  # noqa: S608 - as above

_LIST = f"""
select {_COLUMNS} from notes n left join users u on u.id = n.author_id
where n.project_id = $1 and n.conversation_id = $2 and n.id > $3
order by n.id
limit $4
"""  # noqa: S608 - as above

_UPDATE = f"""
with n as (
    update notes set text = $3, edited_at = now() where project_id = $1 and id = $2
    returning *
)
select {_COLUMNS} from n left join users u on u.id = n.author_id
"""  # noqa: S608 - as above
