"""Tags over HTTP: agents read them, managers write them."""

from __future__ import annotations

from typing import Annotated, Any, TypeAlias

from litestar import delete, get, patch, post
from litestar.connection import Request
from litestar.params import FromPath, JSONBody, QueryParameter

from frontdesk.features import projects
from frontdesk.features.accounts.model import SignedIn
from frontdesk.features.projects.model import Role
from frontdesk.features.tags import actions, store
from frontdesk.features.tags.wire import PatchTag, TagPage, TagWire, WriteTag
from frontdesk.infra.database import Transaction
from frontdesk.infra.http import Given, House, PageSize, api_router, once
from frontdesk.kit.errors import Invalid
from frontdesk.kit.ids import ProjectId

AnyRequest: TypeAlias = Request[Any, Any, Any]
# The last name of the page before.
AfterName: TypeAlias = Annotated[str, QueryParameter(max_length=50)]

_ALL = "/projects/{project_id:int}/tags"
_ONE = _ALL + "/{tag_id:int}"


@get(_ALL)
async def list_tags(
    project_id: FromPath[int],
    someone: Given[SignedIn],
    house: Given[House],
    cursor: AfterName = "",
    limit: PageSize = 50,
) -> TagPage:
    if "\x00" in cursor:
        raise Invalid("This is not a cursor of ours.", fields={"cursor": "Not a cursor."})
    project = ProjectId(project_id)
    async with house.database.snapshot() as tx:
        await projects.find_member(tx, someone.user.id, project, Role.AGENT)
        rows = await store.list_after(tx, project, cursor, limit + 1)
    page, has_more = rows[:limit], len(rows) > limit
    return TagPage([tag.to_wire() for tag in page], page[-1].name if has_more else None)


@post(_ALL, status_code=201)
async def add_tag(
    request: AnyRequest,
    project_id: FromPath[int],
    data: JSONBody[WriteTag],
    someone: Given[SignedIn],
    house: Given[House],
) -> TagWire:
    async def add(tx: Transaction) -> TagWire:
        manager = await projects.hold_member(
            tx, someone.user.id, ProjectId(project_id), Role.MANAGER
        )
        return (await actions.add_tag(tx, manager, data)).to_wire()

    return await once(house.database, request, f"user:{someone.user.id}", TagWire, add)


@patch(_ONE)
async def edit_tag(
    project_id: FromPath[int],
    tag_id: FromPath[int],
    data: JSONBody[PatchTag],
    someone: Given[SignedIn],
    house: Given[House],
) -> TagWire:
    project = ProjectId(project_id)
    async with projects.as_manager(house.database, someone.user.id, project) as (tx, manager):
        tag = await actions.edit_tag(tx, manager, tag_id, data)
    return tag.to_wire()


@delete(_ONE)
async def remove_tag(
    project_id: FromPath[int],
    tag_id: FromPath[int],
    someone: Given[SignedIn],
    house: Given[House],
) -> None:
    project = ProjectId(project_id)
    async with projects.as_manager(house.database, someone.user.id, project) as (tx, manager):
        await actions.remove_tag(tx, manager, tag_id)


router = api_router([list_tags, add_tag, edit_tag, remove_tag])
