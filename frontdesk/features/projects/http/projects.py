"""Projects and their widget's look."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Response, delete, get, patch, post, put
from litestar.params import JSONBody

from frontdesk.features.accounts.model import SignedIn
from frontdesk.features.projects import access, actions, store
from frontdesk.features.projects.model import AgentMember, ManagerMember, OwnerMember, Project, Role
from frontdesk.features.projects.wire import (
    CreateProject,
    PatchProject,
    ProjectPage,
    ProjectWire,
    WidgetSeen,
    WidgetSettings,
)
from frontdesk.infra.database import Transaction
from frontdesk.infra.http import (
    AnyRequest,
    AppContext,
    Cursor,
    Inject,
    PageSize,
    cut_page,
    expected_version,
    once,
)
from frontdesk.kit.wire import to_wire, to_wire_time


@get("/projects")
async def list_projects(
    someone: Inject[SignedIn], app: Inject[AppContext], cursor: Cursor = None, limit: PageSize = 50
) -> ProjectPage:
    async with app.database.snapshot() as tx:
        rows = await store.list_projects(tx, someone.user.id, cursor or 0, limit + 1)
    page, next_cursor = cut_page(rows, limit, lambda row: row[0].id)
    return ProjectPage([shown(project, role) for project, role in page], next_cursor)


@post("/projects", status_code=201)
async def create_project(
    request: AnyRequest,
    data: JSONBody[CreateProject],
    someone: Inject[SignedIn],
    app: Inject[AppContext],
) -> ProjectWire:
    async def create(tx: Transaction) -> ProjectWire:
        project = await actions.create_project(tx, someone.user.id, data, app.clock.now())
        return shown(project, Role.OWNER)

    return await once(app.database, request, f"user:{someone.user.id}", ProjectWire, create)


@get("/projects/{project_id:int}")
async def show_project(
    agent: Inject[AgentMember], app: Inject[AppContext]
) -> Response[ProjectWire]:
    async with app.database.snapshot() as tx:
        project = await access.find_for_reading(tx, agent.project_id)
    return _tagged(shown(project, agent.role), project)


@patch("/projects/{project_id:int}")
async def edit_project(
    request: AnyRequest,
    data: JSONBody[PatchProject],
    manager: Inject[ManagerMember],
    app: Inject[AppContext],
) -> Response[ProjectWire]:
    expected = expected_version(request)
    async with app.database.transaction() as tx:
        project, member = await actions.edit_project(
            tx, manager.user_id, manager.project_id, data, expected
        )
    return _tagged(shown(project, member.role), project)


@delete("/projects/{project_id:int}")
async def delete_project(owner: Inject[OwnerMember], app: Inject[AppContext]) -> None:
    async with app.database.transaction() as tx:
        await actions.delete_project(tx, owner.user_id, owner.project_id)


@get("/projects/{project_id:int}/widget-settings")
async def show_widget_settings(
    agent: Inject[AgentMember], app: Inject[AppContext]
) -> Response[WidgetSettings]:
    async with app.database.snapshot() as tx:
        project = await access.find_for_reading(tx, agent.project_id)
    return _tagged(looks_of(project), project)


@put("/projects/{project_id:int}/widget-settings")
async def replace_widget_settings(
    request: AnyRequest,
    data: JSONBody[WidgetSettings],
    manager: Inject[ManagerMember],
    app: Inject[AppContext],
) -> Response[WidgetSettings]:
    expected = expected_version(request)
    async with app.database.transaction() as tx:
        project = await actions.replace_widget_settings(
            tx, manager.user_id, manager.project_id, data, expected
        )
    return _tagged(looks_of(project), project)


@get("/projects/{project_id:int}/widget-seen")
async def show_widget_seen(agent: Inject[AgentMember], app: Inject[AppContext]) -> WidgetSeen:
    async with app.database.snapshot() as tx:
        project = await access.find_for_reading(tx, agent.project_id)
    seen_at = project.widget_seen_at
    return WidgetSeen(
        seen_at=to_wire_time(seen_at) if seen_at else None, origin=project.widget_seen_origin
    )


HANDLERS = [
    list_projects,
    create_project,
    show_project,
    edit_project,
    delete_project,
    show_widget_settings,
    replace_widget_settings,
    show_widget_seen,
]


def shown(project: Project, role: Role) -> ProjectWire:
    """Show a project to a member with this role."""
    return to_wire(ProjectWire, project, role=role.value)


def looks_of(project: Project) -> WidgetSettings:
    """Read how the widget looks; what was never set has its default."""
    return msgspec.convert(project.widget_settings, WidgetSettings)


def _tagged(answer: Any, project: Project) -> Response[Any]:  # noqa: ANN401 - any shape with a version
    return Response(answer, headers={"ETag": f'"{project.version}"'})
