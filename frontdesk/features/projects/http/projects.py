"""Projects and their widget's look."""

from __future__ import annotations

import msgspec
from litestar import delete, get, patch, post, put
from litestar.params import JSONBody

from frontdesk.features.accounts.model import InvalidPicture, SignedIn, UnreadableName
from frontdesk.features.projects import access, actions, store
from frontdesk.features.projects.model import (
    AgentMember,
    InvalidDomain,
    ManagerMember,
    OwnerMember,
    Project,
    ProjectsOpenedByOwners,
    Role,
)
from frontdesk.features.projects.wire.projects import (
    CreateProject,
    PatchProject,
    ProjectPage,
    ProjectWire,
    WidgetSeen,
)
from frontdesk.features.projects.wire.settings import WidgetSettings
from frontdesk.infra.database import Transaction
from frontdesk.infra.http import (
    AppContext,
    Cursor,
    IdempotencyKey,
    IfMatch,
    Inject,
    PageSize,
    Tagged,
    cut_page,
    once,
)
from frontdesk.infra.http.openapi import refuses
from frontdesk.kit.wire import to_wire, to_wire_time


@get("/projects")
async def list_projects(
    someone: Inject[SignedIn], app: Inject[AppContext], cursor: Cursor = None, limit: PageSize = 50
) -> ProjectPage:
    """List the projects one belongs to."""
    async with app.database.snapshot() as tx:
        rows = await store.list_projects(tx, someone.user.id, cursor or 0, limit + 1)
        may_open = app.settings.anybody_opens_projects or await store.may_open_projects(
            tx, someone.user.id
        )
    page, next_cursor = cut_page(rows, limit, lambda row: row[0].id)
    return ProjectPage([shown(project, role) for project, role in page], next_cursor, may_open)


@post("/projects", status_code=201)
@refuses(UnreadableName, InvalidDomain, ProjectsOpenedByOwners)
async def create_project(
    data: JSONBody[CreateProject],
    someone: Inject[SignedIn],
    app: Inject[AppContext],
    idempotency_key: Inject[IdempotencyKey],
) -> ProjectWire:
    """Open a project; whoever opens it owns it.

    Unless the installation lets anybody, one must own a project already.
    """

    async def create(tx: Transaction) -> ProjectWire:
        if not app.settings.anybody_opens_projects:
            await access.require_owner_of_any(tx, someone.user.id)
        project = await actions.create_project(tx, someone.user.id, data, app.clock.now())
        return shown(project, Role.OWNER)

    return await once(app.database, idempotency_key, f"user:{someone.user.id}", ProjectWire, create)


@get("/projects/{project_id:int}")
async def show_project(agent: Inject[AgentMember], app: Inject[AppContext]) -> Tagged[ProjectWire]:
    """Show a project."""
    async with app.database.snapshot() as tx:
        project = await access.find_for_reading(tx, agent.project_id)
    return Tagged(shown(project, agent.role), project.version)


@patch("/projects/{project_id:int}")
@refuses(UnreadableName, InvalidDomain, InvalidPicture)
async def edit_project(
    data: JSONBody[PatchProject],
    manager: Inject[ManagerMember],
    app: Inject[AppContext],
    if_match: Inject[IfMatch],
) -> Tagged[ProjectWire]:
    """Change a project.

    Its name and its sites are for owners, the rest for managers too.
    """
    async with app.database.transaction() as tx:
        project, member = await actions.edit_project(
            tx, manager.user_id, manager.project_id, data, if_match.version()
        )
    return Tagged(shown(project, member.role), project.version)


@delete("/projects/{project_id:int}")
async def delete_project(owner: Inject[OwnerMember], app: Inject[AppContext]) -> None:
    """Remove a project and everything in it."""
    async with app.database.transaction() as tx:
        await actions.delete_project(tx, owner.user_id, owner.project_id)


@get("/projects/{project_id:int}/widget-settings")
async def show_widget_settings(
    agent: Inject[AgentMember], app: Inject[AppContext]
) -> Tagged[WidgetSettings]:
    """Show how the widget looks."""
    async with app.database.snapshot() as tx:
        project = await access.find_for_reading(tx, agent.project_id)
    return Tagged(looks_of(project), project.version)


@put("/projects/{project_id:int}/widget-settings")
async def replace_widget_settings(
    data: JSONBody[WidgetSettings],
    manager: Inject[ManagerMember],
    app: Inject[AppContext],
    if_match: Inject[IfMatch],
) -> Tagged[WidgetSettings]:
    """Give the widget another look."""
    async with app.database.transaction() as tx:
        project = await actions.replace_widget_settings(
            tx, manager.user_id, manager.project_id, data, if_match.version()
        )
    return Tagged(looks_of(project), project.version)


@get("/projects/{project_id:int}/widget-seen")
async def show_widget_seen(agent: Inject[AgentMember], app: Inject[AppContext]) -> WidgetSeen:
    """Show where and when a site last loaded the widget."""
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
