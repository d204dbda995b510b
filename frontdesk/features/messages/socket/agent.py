"""How an agent's socket enters a project's room and learns what it missed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, cast

from frontdesk.features import conversations, presence, projects
from frontdesk.features.conversations.wire import (
    JOIN_PROJECT_ROOM,
    LEAVE_PROJECT_ROOM,
    FeedPage,
    JoinedProjectRoom,
    JoinProjectRoom,
    LeaveProjectRoom,
)
from frontdesk.features.presence.model import Activity
from frontdesk.features.projects.model import Role
from frontdesk.infra.pause_points import pause_point
from frontdesk.infra.sockets import SocketEvent, on
from frontdesk.kit.audience import OneMember, ProjectMembers
from frontdesk.kit.errors import NotFound
from frontdesk.kit.ids import ProjectId
from frontdesk.kit.wire import OkAck

if TYPE_CHECKING:
    from frontdesk.features.presence.model import AgentConnection, Attendance
    from frontdesk.infra.database import Database
    from frontdesk.infra.outbox import FeedTail
    from frontdesk.infra.sockets import Socket
    from frontdesk.kit.clock import Clock

_MAX_EVENTS = 500


@dataclass(frozen=True)
class AgentDependencies:
    """What the agent's handlers work with."""

    database: Database
    tail: FeedTail
    attendance: Attendance
    clock: Clock


def agent_events(deps: AgentDependencies) -> list[SocketEvent]:
    """Declare the agent's events and their handlers."""
    return [
        on(JOIN_PROJECT_ROOM, partial(join_project_room, deps)),
        on(LEAVE_PROJECT_ROOM, partial(leave_project_room, deps)),
    ]


async def join_project_room(
    deps: AgentDependencies, socket: Socket, payload: JoinProjectRoom
) -> JoinedProjectRoom:
    """Enter the room first, then read the feed: nothing can fall between the two."""
    connection = cast("AgentConnection", socket.owner)
    project_id = ProjectId(payload.project_id)
    async with deps.database.snapshot() as tx:
        member = await projects.find_member(tx, connection.someone.user.id, project_id, Role.AGENT)
    await pause_point("join.admitted")
    await deps.tail.follow(project_id)
    room = ProjectMembers(project_id).room
    connection.roles[project_id] = member.role
    socket.join(room)
    socket.join(OneMember(project_id, connection.someone.user.id).room)
    async with deps.database.snapshot() as tx:
        # A right that ended while nothing here could be cut is not told of again.
        if await presence.find_without_rights(tx, [connection], deps.clock.now()):
            await _leave(deps, socket, project_id)
            raise NotFound
        page = await conversations.read_feed(tx, project_id, payload.after_feed_seq, _MAX_EVENTS)
    if project_id not in connection.states:
        connection.states[project_id] = "available"
        # A client that asks for everything has just opened the page; the others reconnected.
        activity = Activity() if payload.after_feed_seq is None else None
        await presence.note_agent(
            deps.attendance, project_id, connection.someone.user.id, activity=activity
        )
    return _joined(room, page)


def _joined(room: str, page: FeedPage) -> JoinedProjectRoom:
    has_all = not page.data or page.data[-1].feed_seq == page.feed_seq
    return JoinedProjectRoom(
        room_name=room,
        feed_seq=page.feed_seq,
        events=page.data if has_all else [],
        resync=page.resync or not has_all,
    )


async def leave_project_room(
    deps: AgentDependencies, socket: Socket, payload: LeaveProjectRoom
) -> OkAck:
    """Leave a project's room; leaving one you are not in changes nothing."""
    await _leave(deps, socket, ProjectId(payload.project_id))
    return OkAck()


async def _leave(deps: AgentDependencies, socket: Socket, project_id: ProjectId) -> None:
    connection = cast("AgentConnection", socket.owner)
    socket.leave(ProjectMembers(project_id).room)
    socket.leave(OneMember(project_id, connection.someone.user.id).room)
    await presence.leave_as_agent(deps.attendance, socket, project_id)
