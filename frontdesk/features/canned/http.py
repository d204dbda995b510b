"""Canned replies over HTTP: agents read them, managers write them."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from litestar import delete, get, patch, post
from litestar.params import FromPath, JSONBody, QueryParameter

from frontdesk.features import projects
from frontdesk.features.canned import actions, store
from frontdesk.features.canned.model import EmptyCannedReply, ShortcutTaken
from frontdesk.features.canned.wire import (
    CannedResponsePage,
    CannedResponseWire,
    PatchCannedResponse,
    WriteCannedResponse,
)
from frontdesk.features.projects.model import AgentMember, ManagerMember
from frontdesk.infra.database import Transaction
from frontdesk.infra.http import (
    AppContext,
    IdempotencyKey,
    Inject,
    PageSize,
    api_router,
    once,
)
from frontdesk.infra.http.openapi import refuses

# The last shortcut of the page before.
AfterShortcut: TypeAlias = Annotated[str, QueryParameter(pattern=r"^[a-z0-9_-]{1,40}\Z")]

_ALL = "/projects/{project_id:int}/canned-responses"
_ONE = _ALL + "/{canned_id:int}"


@get(_ALL)
async def list_canned_responses(
    agent: Inject[AgentMember],
    app: Inject[AppContext],
    cursor: AfterShortcut = "-",
    limit: PageSize = 50,
) -> CannedResponsePage:
    """List the canned replies, in the order of their shortcuts."""
    async with app.database.snapshot() as tx:
        rows = await store.list_after(tx, agent.project_id, cursor, limit + 1)
    page, has_more = rows[:limit], len(rows) > limit
    return CannedResponsePage(
        [one.to_wire() for one in page], page[-1].shortcut if has_more else None
    )


@post(_ALL, status_code=201)
@refuses(EmptyCannedReply, ShortcutTaken)
async def create_canned_response(
    data: JSONBody[WriteCannedResponse],
    manager: Inject[ManagerMember],
    app: Inject[AppContext],
    idempotency_key: Inject[IdempotencyKey],
) -> CannedResponseWire:
    """Add a canned reply."""

    async def add(tx: Transaction) -> CannedResponseWire:
        await projects.lock_membership(tx, manager)
        return (await actions.add_canned_response(tx, manager, data)).to_wire()

    return await once(
        app.database, idempotency_key, f"user:{manager.user_id}", CannedResponseWire, add
    )


@patch(_ONE)
@refuses(EmptyCannedReply, ShortcutTaken)
async def edit_canned_response(
    canned_id: FromPath[int],
    data: JSONBody[PatchCannedResponse],
    manager: Inject[ManagerMember],
    app: Inject[AppContext],
) -> CannedResponseWire:
    """Change a canned reply."""
    async with projects.changing(app.database, manager) as tx:
        canned = await actions.edit_canned_response(tx, manager, canned_id, data)
    return canned.to_wire()


@delete(_ONE)
async def delete_canned_response(
    canned_id: FromPath[int],
    manager: Inject[ManagerMember],
    app: Inject[AppContext],
) -> None:
    """Remove a canned reply."""
    async with projects.changing(app.database, manager) as tx:
        await actions.remove_canned_response(tx, manager, canned_id)


router = api_router(
    [
        list_canned_responses,
        create_canned_response,
        edit_canned_response,
        delete_canned_response,
    ]
)
