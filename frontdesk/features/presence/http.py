"""The visitor panel over HTTP."""

from __future__ import annotations

from litestar import get
from litestar.params import FromPath

from frontdesk.features import projects, visitors
from frontdesk.features.accounts.model import SignedIn
from frontdesk.features.presence.store import OnlineVisitors
from frontdesk.features.projects.model import Role
from frontdesk.features.visitors.wire import PageNow, VisitorDetails
from frontdesk.infra.http import Given, House, api_router
from frontdesk.kit.errors import NotFound
from frontdesk.kit.ids import ProjectId, VisitorId
from frontdesk.kit.wire import to_wire_time


@get("/projects/{project_id:int}/inbox/visitors/{visitor_id:int}")
async def show_visitor(
    project_id: FromPath[int],
    visitor_id: FromPath[int],
    someone: Given[SignedIn],
    house: Given[House],
    online: Given[OnlineVisitors],
) -> VisitorDetails:
    project = ProjectId(project_id)
    async with house.database.snapshot() as tx:
        await projects.find_member(tx, someone.user.id, project, Role.AGENT)
        row = await visitors.find_details(tx, project, VisitorId(visitor_id))
    if row is None:
        raise NotFound
    here = await online.are_online(project, [row["uid"]])
    page = await online.current_page(project, row["uid"])
    return VisitorDetails(
        id=row["id"],
        uid=row["uid"],
        name=row["name"],
        email=row["email"],
        is_online=bool(here),
        current_page=PageNow(page[0], page[1]) if page and here else None,
        session_metadata=row["session_metadata"],
        created_at=to_wire_time(row["created_at"]),
        last_seen_at=to_wire_time(row["last_seen_at"]),
        conversation_count=row["conversation_count"],
    )


router = api_router([show_visitor])
