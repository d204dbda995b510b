"""Notes over HTTP."""

from __future__ import annotations

from typing import Any, TypeAlias

from litestar import delete, get, patch, post
from litestar.connection import Request
from litestar.params import FromPath, JSONBody

from frontdesk.features import conversations, projects
from frontdesk.features.accounts.model import SignedIn
from frontdesk.features.notes import actions, store
from frontdesk.features.notes.wire import EditNote, NotePage, NoteWire, WriteNote
from frontdesk.features.projects.model import Role
from frontdesk.infra.database import Transaction
from frontdesk.infra.http import Cursor, Given, House, PageSize, api_router, cut_page, once
from frontdesk.kit.ids import ConversationId, ProjectId

AnyRequest: TypeAlias = Request[Any, Any, Any]

_NOTES = "/projects/{project_id:int}/inbox/conversations/{conversation_id:int}/notes"
_NOTE = _NOTES + "/{note_id:int}"


@get(_NOTES)
async def list_notes(
    project_id: FromPath[int],
    conversation_id: FromPath[int],
    someone: Given[SignedIn],
    house: Given[House],
    cursor: Cursor = None,
    limit: PageSize = 50,
) -> NotePage:
    project, conversation = ProjectId(project_id), ConversationId(conversation_id)
    async with house.database.snapshot() as tx:
        await projects.find_member(tx, someone.user.id, project, Role.AGENT)
        await conversations.find_for_reading(tx, project, conversation)
        rows = await store.list_after(tx, project, conversation, cursor or 0, limit + 1)
    page, next_cursor = cut_page(rows, limit, lambda row: row.id)
    return NotePage([note.to_wire() for note in page], next_cursor)


@post(_NOTES, status_code=201)
async def write_note(
    request: AnyRequest,
    project_id: FromPath[int],
    conversation_id: FromPath[int],
    data: JSONBody[WriteNote],
    someone: Given[SignedIn],
    house: Given[House],
) -> NoteWire:
    project, conversation = ProjectId(project_id), ConversationId(conversation_id)

    async def write(tx: Transaction) -> NoteWire:
        await projects.hold_member(tx, someone.user.id, project, Role.AGENT)
        note = await actions.write_note(tx, project, someone.user.id, conversation, data.text)
        return note.to_wire()

    return await once(house.database, request, f"user:{someone.user.id}", NoteWire, write)


@patch(_NOTE)
async def edit_note(
    project_id: FromPath[int],
    conversation_id: FromPath[int],
    note_id: FromPath[int],
    data: JSONBody[EditNote],
    someone: Given[SignedIn],
    house: Given[House],
) -> NoteWire:
    project = ProjectId(project_id)
    async with projects.as_agent(house.database, someone.user.id, project) as (tx, member):
        note = await actions.edit_note(
            tx, member, ConversationId(conversation_id), note_id, data.text
        )
    return note.to_wire()


@delete(_NOTE)
async def remove_note(
    project_id: FromPath[int],
    conversation_id: FromPath[int],
    note_id: FromPath[int],
    someone: Given[SignedIn],
    house: Given[House],
) -> None:
    project = ProjectId(project_id)
    async with projects.as_agent(house.database, someone.user.id, project) as (tx, member):
        await actions.remove_note(tx, member, ConversationId(conversation_id), note_id)


router = api_router([list_notes, write_note, edit_note, remove_note])
