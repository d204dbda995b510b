"""Tags over HTTP: agents read them, managers write them."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from litestar import delete, get, patch, post
from litestar.params import FromPath, JSONBody, QueryParameter

from frontdesk.features import projects
from frontdesk.features.projects.model import AgentMember, ManagerMember
from frontdesk.features.tags import actions, store
from frontdesk.features.tags.model import TagNameTaken, UnreadableTagName
from frontdesk.features.tags.wire import PatchTag, TagPage, TagWire, WriteTag
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
from frontdesk.kit.errors import InvalidCursor

# The last name of the page before.
AfterName: TypeAlias = Annotated[str, QueryParameter(max_length=50)]

_ALL = "/projects/{project_id:int}/tags"
_ONE = _ALL + "/{tag_id:int}"


@get(_ALL)
@refuses(InvalidCursor)
async def list_tags(
    agent: Inject[AgentMember],
    app: Inject[AppContext],
    cursor: AfterName = "",
    limit: PageSize = 50,
) -> TagPage:
    """List the tags of a project, in the order of their names."""
    if "\x00" in cursor:
        raise InvalidCursor(fields={"cursor": "Not a cursor."})
    async with app.database.snapshot() as tx:
        rows = await store.list_after(tx, agent.project_id, cursor, limit + 1)
    page, has_more = rows[:limit], len(rows) > limit
    return TagPage([tag.to_wire() for tag in page], page[-1].name if has_more else None)


@post(_ALL, status_code=201)
@refuses(UnreadableTagName, TagNameTaken)
async def create_tag(
    data: JSONBody[WriteTag],
    manager: Inject[ManagerMember],
    app: Inject[AppContext],
    idempotency_key: Inject[IdempotencyKey],
) -> TagWire:
    """Add a tag."""

    async def add(tx: Transaction) -> TagWire:
        await projects.lock_membership(tx, manager)
        return (await actions.add_tag(tx, manager, data)).to_wire()

    return await once(app.database, idempotency_key, f"user:{manager.user_id}", TagWire, add)


@patch(_ONE)
@refuses(UnreadableTagName, TagNameTaken)
async def edit_tag(
    tag_id: FromPath[int],
    data: JSONBody[PatchTag],
    manager: Inject[ManagerMember],
    app: Inject[AppContext],
) -> TagWire:
    """Change a tag; conversations that carry it follow."""
    async with projects.changing(app.database, manager) as tx:
        tag = await actions.edit_tag(tx, manager, tag_id, data)
    return tag.to_wire()


@delete(_ONE)
async def delete_tag(
    tag_id: FromPath[int],
    manager: Inject[ManagerMember],
    app: Inject[AppContext],
) -> None:
    """Remove a tag, from conversations too."""
    async with projects.changing(app.database, manager) as tx:
        await actions.remove_tag(tx, manager, tag_id)


router = api_router([list_tags, create_tag, edit_tag, delete_tag])
