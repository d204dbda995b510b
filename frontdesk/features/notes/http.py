"""Notes over HTTP."""

from __future__ import annotations

from litestar import delete, get, patch, post
from litestar.params import FromPath, JSONBody

from frontdesk.features import conversations, projects
from frontdesk.features.notes import actions, store
from frontdesk.features.notes.model import EmptyNote, NotTheAuthor
from frontdesk.features.notes.wire import EditNote, NotePage, NoteWire, WriteNote
from frontdesk.features.projects.model import AgentMember
from frontdesk.infra.database import Transaction
from frontdesk.infra.http import (
    AppContext,
    Cursor,
    IdempotencyKey,
    Inject,
    PageSize,
    api_router,
    cut_page,
    once,
)
from frontdesk.infra.http.openapi import refuses
from frontdesk.kit.ids import ConversationId

_NOTES = "/projects/{project_id:int}/inbox/conversations/{conversation_id:int}/notes"
_NOTE = _NOTES + "/{note_id:int}"


@get(_NOTES)
async def list_notes(
    conversation_id: FromPath[ConversationId],
    agent: Inject[AgentMember],
    app: Inject[AppContext],
    cursor: Cursor = None,
    limit: PageSize = 50,
) -> NotePage:
    """List the notes of a conversation, the oldest first."""
    async with app.database.snapshot() as tx:
        await conversations.find_for_reading(tx, agent.project_id, conversation_id)
        rows = await store.list_after(tx, agent.project_id, conversation_id, cursor or 0, limit + 1)
    page, next_cursor = cut_page(rows, limit, lambda row: row.id)
    return NotePage([note.to_wire() for note in page], next_cursor)


@post(_NOTES, status_code=201)
@refuses(EmptyNote)
async def create_note(
    conversation_id: FromPath[ConversationId],
    data: JSONBody[WriteNote],
    agent: Inject[AgentMember],
    app: Inject[AppContext],
    idempotency_key: Inject[IdempotencyKey],
) -> NoteWire:
    """Write a note that only the team can read."""

    async def write(tx: Transaction) -> NoteWire:
        await projects.lock_membership(tx, agent)
        note = await actions.write_note(
            tx, agent.project_id, agent.user_id, conversation_id, data.text
        )
        return note.to_wire()

    return await once(app.database, idempotency_key, f"user:{agent.user_id}", NoteWire, write)


@patch(_NOTE)
@refuses(EmptyNote, NotTheAuthor)
async def edit_note(
    conversation_id: FromPath[ConversationId],
    note_id: FromPath[int],
    data: JSONBody[EditNote],
    agent: Inject[AgentMember],
    app: Inject[AppContext],
) -> NoteWire:
    """Change one's own note."""
    async with app.database.transaction() as tx:
        member = await projects.lock_membership(tx, agent)
        note = await actions.edit_note(tx, member, conversation_id, note_id, data.text)
    return note.to_wire()


@delete(_NOTE)
@refuses(NotTheAuthor)
async def delete_note(
    conversation_id: FromPath[ConversationId],
    note_id: FromPath[int],
    agent: Inject[AgentMember],
    app: Inject[AppContext],
) -> None:
    """Remove a note: its author may, and managers."""
    async with app.database.transaction() as tx:
        member = await projects.lock_membership(tx, agent)
        await actions.remove_note(tx, member, conversation_id, note_id)


router = api_router([list_notes, create_note, edit_note, delete_note])
