"""Arriving, leaving, and telling others about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from frontdesk.features.presence.model import (
    AgentSeat,
    VisitorSeat,
    member_room,
    project_room,
)
from frontdesk.features.presence.wire import AgentStatusChanged, VisitorStatusChanged

if TYPE_CHECKING:
    from collections.abc import Iterable

    from frontdesk.features.presence.store import OnlineVisitors
    from frontdesk.features.visitors.model import VisitorIdentity
    from frontdesk.infra.sockets import Passing, Socket

log = structlog.get_logger()


async def arrive(
    online: OnlineVisitors, passing: Passing, socket: Socket, identity: VisitorIdentity
) -> None:
    """Record that a visitor's socket is here; tell members if it is his first."""
    if await online.enter(identity.project_id, identity.uid, socket.sid):
        await _tell_status(passing, identity.project_id, identity.uid, is_online=True)


async def leave(online: OnlineVisitors, passing: Passing, socket: Socket) -> None:
    """Record that a socket is gone; tell members if it was the last of its owner."""
    match socket.owner:
        case VisitorSeat(identity=identity) if identity is not None:
            if await online.leave(identity.project_id, identity.uid, socket.sid):
                await _tell_status(passing, identity.project_id, identity.uid, is_online=False)
        case AgentSeat(someone=someone, states=states):
            for project_id in states:
                if any(socket.hub.members(member_room(project_id, someone.user.id))):
                    continue
                gone = AgentStatusChanged(user_id=someone.user.id, state="offline")
                await passing.tell(project_room(project_id), "agentStatusChanged", gone)
        case _:
            pass


async def beat(online: OnlineVisitors, passing: Passing, sockets: Iterable[Socket]) -> None:
    """Say that these sockets still live, and tell of visitors whose process died."""
    projects: set[int] = set()
    present: list[tuple[int, str, str]] = []
    for socket in sockets:
        match socket.owner:
            case VisitorSeat(identity=identity) if identity is not None:
                projects.add(identity.project_id)
                present.append((identity.project_id, identity.uid, socket.sid))
            case AgentSeat(states=states):
                projects.update(states)
            case _:
                pass
    for project_id, uid in await online.keep(present):
        await _tell_status(passing, project_id, uid, is_online=True)
    for project_id, uid in await online.drop_stale(projects):
        await _tell_status(passing, project_id, uid, is_online=False)


async def _tell_status(passing: Passing, project_id: int, uid: str, *, is_online: bool) -> None:
    status = VisitorStatusChanged(visitor_uid=uid, visitor_id=None, is_online=is_online)
    await passing.tell(project_room(project_id), "visitorStatusChanged", status)
