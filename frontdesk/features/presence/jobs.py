"""The beats that keep presence and rights true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features import accounts, projects
from frontdesk.features.presence import actions
from frontdesk.features.presence.model import AgentConnection, VisitorConnection
from frontdesk.features.presence.store import BEAT_SECONDS
from frontdesk.features.projects.model import allowed_origin
from frontdesk.infra.tasks import every
from frontdesk.kit.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from frontdesk.features.presence.model import Attendance
    from frontdesk.features.presence.store import OnlineVisitors
    from frontdesk.features.projects.model import Project
    from frontdesk.infra.database import Database
    from frontdesk.infra.sockets import EphemeralEvents, Hub
    from frontdesk.kit.clock import Clock

RIGHTS_SECONDS = 4.0
STATES_SECONDS = 3.0


async def keep_checking_rights(
    database: Database,
    hub: Hub,
    project_of: Callable[[int], Awaitable[Project]],
    own_origin: str,
    clock: Clock,
) -> None:
    """Close sockets whose right to be here has ended, for ever; run as a task.

    A revoked session, a lost membership or a removed domain is acted on within five
    seconds, whether or not anybody announced it.
    """

    async def check() -> None:
        await close_those_without_rights(database, hub, clock)
        await _close_removed_origins(hub, project_of, own_origin)

    await every(RIGHTS_SECONDS, check, "Rights could not be checked")


async def close_those_without_rights(database: Database, hub: Hub, clock: Clock) -> None:
    """Close agents' sockets whose session ended; empty the rooms of those removed."""
    agents = [
        (socket, socket.owner)
        for socket in hub.sockets.values()
        if isinstance(socket.owner, AgentConnection)
    ]
    if not agents:
        return
    sessions = {connection.someone.session_id for _, connection in agents}
    places = {
        (connection.someone.user.id, project)
        for _, connection in agents
        for project in connection.states
    }
    async with database.snapshot() as tx:
        dead = await accounts.revoked_or_removed(tx, sessions, clock.now())
        lost = await projects.lost_memberships(tx, places)
    for socket, connection in agents:
        has_lost_place = any((connection.someone.user.id, one) in lost for one in connection.states)
        if connection.someone.session_id in dead or has_lost_place:
            hub.close(socket)


async def _close_removed_origins(
    hub: Hub, project_of: Callable[[int], Awaitable[Project]], own_origin: str
) -> None:
    for socket in list(hub.sockets.values()):
        connection = socket.owner
        if isinstance(connection, VisitorConnection) and not await _may_stay(
            connection, project_of, own_origin
        ):
            hub.close(socket)


async def _may_stay(
    connection: VisitorConnection, project_of: Callable[[int], Awaitable[Project]], own_origin: str
) -> bool:
    try:
        project = await project_of(connection.project_id)
    except NotFound:
        return False
    return allowed_origin(project, connection.origin, own_origin)


async def keep_beating(online: OnlineVisitors, ephemeral: EphemeralEvents, hub: Hub) -> None:
    """Beat for every socket of this process, for ever; run as a task."""

    async def beat() -> None:
        await actions.beat(online, ephemeral, list(hub.sockets.values()))

    await every(BEAT_SECONDS, beat, "Presence has to wait")


async def keep_settling_states(attendance: Attendance) -> None:
    """Tell of members who became idle or offline by doing nothing, for ever; run as a task.

    Any number of processes may look at once: each change is told by one of them.
    """

    async def settle() -> None:
        changed = await actions.settle_states(attendance.database)
        await actions.tell_states(attendance.ephemeral, changed)

    await every(STATES_SECONDS, settle, "Agents' states could not be read")
