"""Arriving, leaving, and telling others about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from frontdesk.features.presence import store
from frontdesk.features.presence.events import AgentStateChanged
from frontdesk.features.presence.model import (
    RIGHTS_CHANNEL,
    AgentConnection,
    RightsEnded,
    VisitorConnection,
)
from frontdesk.features.presence.wire import (
    AGENT_STATUS_CHANGED,
    VISITOR_STATUS_CHANGED,
    AgentStatusChanged,
    VisitorStatusChanged,
)
from frontdesk.features.projects.wire.settings import GeneralGroup
from frontdesk.kit.audience import OneMember, ProjectMembers
from frontdesk.kit.errors import Unavailable
from frontdesk.kit.ids import ProjectId

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from frontdesk.features.accounts.events import SessionsEnded
    from frontdesk.features.presence.model import Activity, Attendance
    from frontdesk.features.presence.store import OnlineVisitors
    from frontdesk.features.presence.wire import AgentState
    from frontdesk.features.projects.events import (
        MemberRemoved,
        ProjectDeleted,
        RoleChanged,
        SettingsChanged,
    )
    from frontdesk.features.visitors.model import VisitorIdentity
    from frontdesk.infra.database import Database, Transaction
    from frontdesk.infra.sockets import EphemeralEvents, Socket
    from frontdesk.kit.ids import UserId

log = structlog.get_logger()


async def arrive(
    online: OnlineVisitors, ephemeral: EphemeralEvents, socket: Socket, identity: VisitorIdentity
) -> None:
    """Record that a visitor's socket is here; tell members if it is their first."""
    if await online.enter(identity.project_id, identity.uid, socket.sid):
        await _tell_status(ephemeral, identity.project_id, identity.uid, is_online=True)


async def leave(online: OnlineVisitors, attendance: Attendance, socket: Socket) -> None:
    """Record that a socket is gone; tell members if it was the last of its owner."""
    match socket.owner:
        case VisitorConnection(identity=identity) if identity is not None:
            if await online.leave(identity.project_id, identity.uid, socket.sid):
                ephemeral = attendance.ephemeral
                await _tell_status(ephemeral, identity.project_id, identity.uid, is_online=False)
        case AgentConnection(states=states):
            for project_id in list(states):
                await leave_as_agent(attendance, socket, ProjectId(project_id))
        case _:
            pass


async def leave_as_agent(attendance: Attendance, socket: Socket, project_id: ProjectId) -> None:
    """Take a member's socket out of a project; after their last one here they are offline."""
    connection: AgentConnection = socket.owner
    connection.beats.pop(project_id, None)
    connection.roles.pop(project_id, None)
    was_there = connection.states.pop(project_id, None) is not None
    user_id = connection.someone.user.id
    room = OneMember(project_id, user_id).room
    if not was_there or any(one is not socket for one in socket.hub.members(room)):
        return
    try:
        async with attendance.database.transaction() as tx:
            await store.mark_left(tx, project_id, user_id)
            changed = await _settle(tx, project_id, user_id)
    except Unavailable:
        # The sweep finds out when the database is back.
        log.warning("A member's leaving could not be noted")
        return
    await tell_states(attendance.ephemeral, [changed] if changed else [])


async def note_agent(
    attendance: Attendance,
    project_id: ProjectId,
    user_id: UserId,
    state: AgentState | None = None,
    activity: Activity | None = None,
) -> None:
    """Note that a member is here, and tell the others if that changes their state.

    Without an `activity` they are here and touch nothing: after a while they count as idle.
    """
    async with attendance.database.transaction() as tx:
        await store.note_beat(tx, project_id, user_id, state, activity)
        changed = await _settle(tx, project_id, user_id)
    await tell_states(attendance.ephemeral, [changed] if changed else [])


async def _settle(
    tx: Transaction, project_id: ProjectId, user_id: UserId
) -> AgentStateChanged | None:
    state = await store.settle_state(tx, project_id, user_id)
    if state is None:
        return None
    changed = AgentStateChanged(project_id, user_id, state)
    await tx.announce([changed])
    return changed


async def settle_states(database: Database) -> list[AgentStateChanged]:
    """Find whose state changed without a word from them: nobody beats, nobody touches a key."""
    async with database.transaction() as tx:
        changed = [AgentStateChanged(*one) for one in await store.settle_all_states(tx)]
        await tx.announce(changed)
    return changed


async def tell_states(ephemeral: EphemeralEvents, changed: Iterable[AgentStateChanged]) -> None:
    """Tell members of their colleagues' states."""
    for one in changed:
        status = AgentStatusChanged(user_id=one.user_id, state=one.state)
        await ephemeral.tell(ProjectMembers(one.project_id), AGENT_STATUS_CHANGED, status)


async def say_rights_of_user_ended(
    tx: Transaction, event: SessionsEnded | MemberRemoved | RoleChanged
) -> None:
    """Let every web process look whether this user's sockets may stay, once this is committed."""
    await tx.notify(RIGHTS_CHANNEL, RightsEnded("user", event.user_id).to_text())


async def say_rights_of_project_ended(tx: Transaction, event: ProjectDeleted) -> None:
    """Let every web process look who may stay in a project, once this is committed."""
    await tx.notify(RIGHTS_CHANNEL, RightsEnded("project", event.project_id).to_text())


async def say_sites_changed(tx: Transaction, event: SettingsChanged) -> None:
    """As for a project that goes, if a site may no longer show the widget."""
    match event.before, event.after:
        case GeneralGroup(), GeneralGroup() as after:
            if set(event.before.allowed_domains) - set(after.allowed_domains):
                ended = RightsEnded("project", event.project_id)
                await tx.notify(RIGHTS_CHANNEL, ended.to_text())


async def beat(
    online: OnlineVisitors, ephemeral: EphemeralEvents, sockets: Iterable[Socket]
) -> None:
    """Say that these sockets still live, and tell of visitors whose process died."""
    projects: set[int] = set()
    present: list[tuple[int, str, str]] = []
    for socket in sockets:
        match socket.owner:
            case VisitorConnection(identity=identity) if identity is not None:
                projects.add(identity.project_id)
                present.append((identity.project_id, identity.uid, socket.sid))
            case AgentConnection(states=states):
                projects.update(states)
            case _:
                pass
    await keep(online, ephemeral, present)
    for project_id, uid in await online.drop_stale(projects):
        await _tell_status(ephemeral, project_id, uid, is_online=False)


async def keep(
    online: OnlineVisitors, ephemeral: EphemeralEvents, present: Sequence[tuple[int, str, str]]
) -> None:
    """Say that these sockets (project, uid, socket) live; tell members who is back by that."""
    for project_id, uid in await online.keep(present):
        await _tell_status(ephemeral, project_id, uid, is_online=True)


async def _tell_status(
    ephemeral: EphemeralEvents, project_id: int, uid: str, *, is_online: bool
) -> None:
    status = VisitorStatusChanged(visitor_uid=uid, visitor_id=None, is_online=is_online)
    await ephemeral.tell(ProjectMembers(project_id), VISITOR_STATUS_CHANGED, status)
