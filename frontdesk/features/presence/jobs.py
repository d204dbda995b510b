"""The beats that keep presence and rights true."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

import structlog

from frontdesk.features.presence import actions
from frontdesk.features.presence.access import find_without_rights
from frontdesk.features.presence.model import (
    RIGHTS_CHANNEL,
    AgentConnection,
    RightsEnded,
    VisitorConnection,
    read_rights_ended,
)
from frontdesk.features.presence.store import BEAT_SECONDS
from frontdesk.features.projects.model import allowed_origin
from frontdesk.infra.database import AWAY
from frontdesk.infra.notifier import Notifier
from frontdesk.infra.tasks import every
from frontdesk.kit.errors import NotFound
from frontdesk.kit.failures import kind_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from frontdesk.features.presence.model import Attendance
    from frontdesk.features.presence.store import OnlineVisitors
    from frontdesk.features.projects import ProjectCache
    from frontdesk.infra.database import Database
    from frontdesk.infra.sockets import EphemeralEvents, Hub, Socket
    from frontdesk.kit.clock import Clock

log = structlog.get_logger()

# How often is looked whether anybody was missed; what ends is told at once.
RIGHTS_SECONDS = 4.0
STATES_SECONDS = 3.0
_TOGETHER_SECONDS = 0.1
_RELISTEN_SECONDS = 0.5


class RightsWatch:
    """Closes the sockets of this process whose right to be here has ended.

    A revoked session, a place or a role that was taken, a project or a domain that was removed
    is told in the transaction itself, and acted on when that is committed. What was not heard,
    because the connection to PostgreSQL was lost, is found by looking every few seconds.
    """

    def __init__(
        self, database: Database, hub: Hub, projects: ProjectCache, own_origin: str, clock: Clock
    ) -> None:
        self._database = database
        self._hub = hub
        self._projects = projects
        self._own_origin = own_origin
        self._clock = clock
        self._told: set[RightsEnded | None] = set()
        self._notifier = Notifier()

    def receive(self, told: str) -> None:
        """Look soon at whose rights ended; at everybody's when it is not said whose."""
        self._told.add(read_rights_ended(told))
        self._notifier.notify()

    async def listen(self) -> None:
        """Hear of what ends for ever; run as a task."""
        while True:
            with suppress(*AWAY):
                await self._database.listen(RIGHTS_CHANNEL, [self.receive])
            await asyncio.sleep(_RELISTEN_SECONDS)

    async def run(self) -> None:
        """Act on what was heard, for ever; run as a task."""
        while True:
            await self._notifier.wait()
            told, self._told = self._told, set()
            try:
                await self._look_at(told)
            except AWAY as error:
                log.warning("Rights could not be checked", error=kind_of(error))
                await asyncio.sleep(_RELISTEN_SECONDS)
                self.receive("")

    async def keep_checking(self) -> None:
        """Look at everybody now and then, for ever; run as a task."""
        await every(RIGHTS_SECONDS, partial(self._look_at, {None}), "Rights could not be checked")

    async def _look_at(self, told: set[RightsEnded | None]) -> None:
        for one in told:
            if one is not None and one.of == "project":
                self._projects.forget(one.id)
        sockets = [
            socket
            for socket in self._hub.sockets.values()
            if None in told or not told.isdisjoint(_could_be_told_of(socket))
        ]
        await self._close_agents(sockets)
        for socket in sockets:
            connection = socket.owner
            if isinstance(connection, VisitorConnection) and not await self._may_stay(connection):
                self._hub.close(socket)

    async def _close_agents(self, sockets: Collection[Socket]) -> None:
        by_id = {id(one.owner): one for one in sockets if isinstance(one.owner, AgentConnection)}
        if not by_id:
            return
        connections = [one.owner for one in by_id.values()]
        async with self._database.snapshot() as tx:
            ended = await find_without_rights(tx, connections, self._clock.now())
        for connection in ended:
            self._hub.close(by_id[id(connection)])

    async def _may_stay(self, connection: VisitorConnection) -> bool:
        try:
            project = await self._projects.find(connection.project_id)
        except NotFound:
            return False
        return allowed_origin(project, connection.origin, self._own_origin)


def _could_be_told_of(socket: Socket) -> list[RightsEnded]:
    match socket.owner:
        case AgentConnection(someone=someone, roles=roles):
            return [
                RightsEnded("user", someone.user.id),
                *(RightsEnded("project", one) for one in roles),
            ]
        case VisitorConnection(project_id=project_id):
            return [RightsEnded("project", project_id)]
    return []


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


async def keep_those_who_speak(online: OnlineVisitors, ephemeral: EphemeralEvents) -> None:
    """Keep visitors online by what they write, for ever; run as a task.

    A Redis that lost everything learns from a message that its writer is here, and not up
    to a beat later. Beside the message's way, so that it costs it nothing.
    """
    while True:
        await actions.keep(online, ephemeral, await online.next_live())
        # What is said meanwhile goes together.
        await asyncio.sleep(_TOGETHER_SECONDS)
