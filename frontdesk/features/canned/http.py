"""Canned replies over HTTP: agents read them, managers write them."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from litestar import delete, get, patch, post
from litestar.params import FromPath, JSONBody, QueryParameter

from frontdesk.features import projects
from frontdesk.features.canned import actions, store
from frontdesk.features.canned.wire import (
    CannedResponsePage,
    CannedResponseWire,
    PatchCannedResponse,
    WriteCannedResponse,
)
from frontdesk.features.projects.model import AgentMember, ManagerMember
from frontdesk.infra.database import Transaction
from frontdesk.infra.http import AnyRequest, AppContext, Inject, PageSize, api_router, once

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
    async with app.database.snapshot() as tx:
        rows = await store.list_after(tx, agent.project_id, cursor, limit + 1)
    page, has_more = rows[:limit], len(rows) > limit
    return CannedResponsePage(
        [one.to_wire() for one in page], page[-1].shortcut if has_more else None
    )


@post(_ALL, status_code=201)
async def add_canned_response(
    request: AnyRequest,
    data: JSONBody[WriteCannedResponse],
    manager: Inject[ManagerMember],
    app: Inject[AppContext],
) -> CannedResponseWire:
    async def add(tx: Transaction) -> CannedResponseWire:
        await projects.lock_membership(tx, manager)
        return (await actions.add_canned_response(tx, manager, data)).to_wire()

    return await once(app.database, request, f"user:{manager.user_id}", CannedResponseWire, add)


@patch(_ONE)
async def edit_canned_response(
    canned_id: FromPath[int],
    data: JSONBody[PatchCannedResponse],
    manager: Inject[ManagerMember],
    app: Inject[AppContext],
) -> CannedResponseWire:
    async with projects.changing(app.database, manager) as tx:
        canned = await actions.edit_canned_response(tx, manager, canned_id, data)
    return canned.to_wire()


@delete(_ONE)
async def remove_canned_response(
    canned_id: FromPath[int],
    manager: Inject[ManagerMember],
    app: Inject[AppContext],
) -> None:
    async with projects.changing(app.database, manager) as tx:
        await actions.remove_canned_response(tx, manager, canned_id)


router = api_router(
    [
        list_canned_responses,
        add_canned_response,
        edit_canned_response,
        remove_canned_response,
    ]
)
