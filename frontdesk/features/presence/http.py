"""The visitor panel over HTTP: who the visitor is, where they are, and whether they may write."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any, Protocol, TypeAlias

import msgspec
from litestar import delete, get, post
from litestar.params import FromPath, JSONBody

from frontdesk.features import projects, visitors
from frontdesk.features.presence.actions import note_agent
from frontdesk.features.presence.model import Activity, Attendance
from frontdesk.features.presence.store import BlockedAddresses, OnlineVisitors
from frontdesk.features.projects.model import AgentMember
from frontdesk.features.visitors.wire import BlockVisitor, PageNow, SiteProfile, VisitorDetails
from frontdesk.infra.database import Transaction
from frontdesk.infra.http import AnyRequest, AppContext, Inject, api_router
from frontdesk.kit.errors import NotFound
from frontdesk.kit.ids import ProjectId, VisitorId
from frontdesk.kit.wire import to_wire_time

FindMember: TypeAlias = Callable[[AnyRequest, ProjectId, AppContext], Awaitable[AgentMember]]

_ONLY_READS = ("GET", "HEAD", "OPTIONS")
# What only somebody does who answers visitors.
_WORK = re.compile(r"/projects/\d+/(?:queue/|inbox/(?:conversations/(?P<chat>\d+)/)?)")
_VISITOR = "/projects/{project_id:int}/inbox/visitors/{visitor_id:int}"


class VisitorsChats(Protocol):
    """Who knows what a visitor has talked about: a feature above this one."""

    async def count_of_visitor(
        self, tx: Transaction, project_id: ProjectId, visitor_id: VisitorId, /
    ) -> int:
        """Return how many conversations a visitor has had."""
        ...


@get(_VISITOR)
async def show_visitor(
    visitor_id: FromPath[VisitorId],
    agent: Inject[AgentMember],
    app: Inject[AppContext],
    online: Inject[OnlineVisitors],
    visitors_chats: Inject[VisitorsChats],
) -> VisitorDetails:
    """Show what is known of a visitor, and where they are now."""
    async with app.database.snapshot() as tx:
        details = await _details(tx, agent.project_id, visitor_id, visitors_chats)
    return await _with_presence(online, agent.project_id, details)


@post(f"{_VISITOR}/block", status_code=200)
async def block_visitor(
    visitor_id: FromPath[VisitorId],
    data: JSONBody[BlockVisitor],
    agent: Inject[AgentMember],
    app: Inject[AppContext],
    online: Inject[OnlineVisitors],
    blocked_addresses: Inject[BlockedAddresses],
    visitors_chats: Inject[VisitorsChats],
) -> VisitorDetails:
    """Block a visitor: their messages are refused, and for a while new ones of their address."""
    async with projects.changing(app.database, agent) as tx:
        await visitors.block_visitor(tx, agent.project_id, agent.user_id, visitor_id, data.reason)
        details = await _details(tx, agent.project_id, visitor_id, visitors_chats)
    await blocked_addresses.cover(agent.project_id, details.uid)
    return await _with_presence(online, agent.project_id, details)


@delete(f"{_VISITOR}/block", status_code=200)
async def unblock_visitor(
    visitor_id: FromPath[VisitorId],
    agent: Inject[AgentMember],
    app: Inject[AppContext],
    online: Inject[OnlineVisitors],
    blocked_addresses: Inject[BlockedAddresses],
    visitors_chats: Inject[VisitorsChats],
) -> VisitorDetails:
    """Let a blocked visitor write again."""
    async with projects.changing(app.database, agent) as tx:
        await visitors.unblock_visitor(tx, agent.project_id, agent.user_id, visitor_id)
        details = await _details(tx, agent.project_id, visitor_id, visitors_chats)
    await blocked_addresses.uncover(agent.project_id, details.uid)
    return await _with_presence(online, agent.project_id, details)


router = api_router([show_visitor, block_visitor, unblock_visitor])


async def _details(
    tx: Transaction, project_id: ProjectId, visitor_id: VisitorId, chats: VisitorsChats
) -> VisitorDetails:
    row = await visitors.find_details(tx, project_id, visitor_id)
    if row is None:
        raise NotFound
    session: dict[str, Any] = row["session_metadata"]
    return VisitorDetails(
        id=row["id"],
        uid=row["uid"],
        name=row["name"],
        email=row["email"],
        is_online=False,
        current_page=None,
        session_metadata=session,
        created_at=to_wire_time(row["created_at"]),
        last_seen_at=to_wire_time(row["last_seen_at"]),
        conversation_count=await chats.count_of_visitor(tx, project_id, visitor_id),
        is_blocked=row["blocked_at"] is not None,
        block_reason=row["block_reason"],
        profile=msgspec.convert(session.pop("profile", None), SiteProfile | None),
    )


async def _with_presence(
    online: OnlineVisitors, project_id: ProjectId, details: VisitorDetails
) -> VisitorDetails:
    here = await online.are_online(project_id, [details.uid])
    page = await online.current_page(project_id, details.uid)
    details.is_online = bool(here)
    details.current_page = PageNow(page[0], page[1]) if page and here else None
    return details


def noting_presence(find_member: FindMember, attendance: Attendance) -> Callable[..., Any]:
    """Count work in the inbox over HTTP as presence, for agents who have no window open.

    Nobody answers visitors by saving settings. Before the handler runs: a chat taken by a
    request must not look, to a sweep of the next second, as if nobody were there to answer it.
    """

    async def provide_member(
        request: AnyRequest, project_id: FromPath[ProjectId], app: Inject[AppContext]
    ) -> AgentMember:
        member = await find_member(request, project_id, app)
        work = _WORK.search(request.url.path)
        if work and request.method not in _ONLY_READS:
            activity = _activity(request.method, work["chat"])
            await note_agent(attendance, project_id, member.user_id, activity=activity)
        return member

    return provide_member


def _activity(method: str, chat: str | None) -> Activity:
    """Return what a write says of its author; a PATCH may be a read mark, set by a page itself."""
    return Activity(int(chat) if chat is not None and method == "POST" else None)
