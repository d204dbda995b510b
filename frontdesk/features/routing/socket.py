"""Where visitors stand in the queue, told while they wait.

A visitor who leaves the queue moves all behind them, so places are worked out per project, for
the visitors connected here, soon after something changed in it; and told when they differ
from what was told before.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import msgspec
import structlog

from frontdesk.features.conversations.wire import CONVERSATION_UPDATED, ConversationUpdated
from frontdesk.features.messages.wire import NEW_MESSAGE
from frontdesk.features.presence.model import VisitorConnection
from frontdesk.features.routing import store
from frontdesk.features.routing.model import estimated_wait_seconds
from frontdesk.features.routing.wire import QUEUE_POSITION, QueuePosition
from frontdesk.infra.database import AWAY
from frontdesk.infra.notifier import Notifier
from frontdesk.kit.failures import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from frontdesk.infra.database import Database
    from frontdesk.infra.outbox import FeedEntry
    from frontdesk.infra.sockets import Hub, Socket

log = structlog.get_logger()

LOOK_SECONDS = 1.0
# Estimates change without any event: agents come and go, medians move.
ESTIMATE_SECONDS = 15.0
_INTERVAL_SECONDS = 0.25
_REST = 4

_NOT_WAITING = QueuePosition(position=None, estimated_wait_seconds=None)


class QueuePlaces:
    """Tells the visitors connected to this process where they stand."""

    def __init__(self, database: Database, hub: Hub) -> None:
        self._database = database
        self._hub = hub
        self._told: dict[str, QueuePosition] = {}
        self._changed: set[int] = set()
        self._rooms: set[str] = set()
        self._notifier = Notifier()

    def receive(self, entry: FeedEntry) -> None:
        """Take an entry of the feed: if it may move somebody, look soon."""
        if entry.event == NEW_MESSAGE.name or _may_move_somebody(entry):
            self._changed.add(entry.project_id)
            if entry.audience is not None:
                self._rooms.add(entry.audience.room)
            self._notifier.notify()

    async def run(self) -> None:
        """Tell for ever; run as a task."""
        clock = asyncio.get_running_loop().time
        look_at_all = clock() + ESTIMATE_SECONDS
        while True:
            await self._notifier.wait(LOOK_SECONDS)
            if clock() >= look_at_all:
                look_at_all = clock() + ESTIMATE_SECONDS
                self._changed.update(one.owner.project_id for one in self._waiting())
            began = clock()
            try:
                await self._tell_those_concerned()
            except AWAY as error:
                log.warning("Places in the queue could not be read", error=kind_of(error))
                await asyncio.sleep(LOOK_SECONDS)
            # What changes meanwhile adds up to one more look; a long queue is looked at less.
            await asyncio.sleep(max(_INTERVAL_SECONDS, _REST * (clock() - began)))

    async def _tell_those_concerned(self) -> None:
        changed, self._changed = self._changed, set()
        rooms, self._rooms = self._rooms, set()
        concerned = list(self._concerned(changed, rooms))
        if not concerned:
            return
        identities = list(dict.fromkeys(socket.owner.identity for socket in concerned))
        try:
            async with self._database.snapshot() as tx:
                positions = await store.find_places(tx, identities)
                waits = {
                    project_id: await store.find_wait(tx, project_id)
                    for project_id in {identity.project_id for identity in positions}
                }
        except BaseException:
            self._changed |= changed
            self._rooms |= rooms
            raise
        for socket in concerned:
            place, identity = _NOT_WAITING, socket.owner.identity
            if (position := positions.get(identity)) is not None:
                seconds = estimated_wait_seconds(position, *waits[identity.project_id])
                place = QueuePosition(position=position, estimated_wait_seconds=seconds)
            self._tell(socket, place)

    def _concerned(self, changed: set[int], rooms: set[str]) -> Iterable[Socket]:
        """Those who wait where something changed, whom it happened to, and who is new here."""
        gone = self._told.keys() - self._hub.sockets.keys()
        for sid in gone:
            del self._told[sid]
        for socket in list(self._hub.sockets.values()):
            connection = socket.owner
            if not isinstance(connection, VisitorConnection) or connection.identity is None:
                continue
            told = self._told.get(socket.sid)
            waits = told is not None and told.position is not None
            is_moved = waits and connection.project_id in changed
            if told is None or is_moved or connection.identity.sockets.room in rooms:
                yield socket

    def _waiting(self) -> Iterable[Socket]:
        for sid, told in self._told.items():
            if told.position is not None and sid in self._hub.sockets:
                yield self._hub.sockets[sid]

    def _tell(self, socket: Socket, place: QueuePosition) -> None:
        told = self._told.get(socket.sid, _NOT_WAITING)
        self._told[socket.sid] = place
        if place != told:
            socket.tell(QUEUE_POSITION, place)


def _may_move_somebody(entry: FeedEntry) -> bool:
    if entry.event != CONVERSATION_UPDATED.name:
        return False
    try:
        updated = _updated.decode(entry.payload)
    except msgspec.DecodeError:
        # Written by another version: one look too many does no harm.
        return True
    changed = (getattr(updated.fields, name) for name in _PLACED_BY)
    return any(value is not msgspec.UNSET for value in changed)


_updated = msgspec.json.Decoder(ConversationUpdated)
# What a conversation's place in the queue depends on.
_PLACED_BY = ("chat_state", "queued_at", "priority")
