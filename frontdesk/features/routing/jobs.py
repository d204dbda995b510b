"""Timers, the sweep behind them, and the push; any number of workers runs them at once."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

import structlog

from frontdesk.features import conversations
from frontdesk.features.routing import actions, store
from frontdesk.features.routing.model import (
    AUTO_PENDING,
    FIRST_REPLY_DUE,
    AutoPending,
    FirstReplyDue,
)
from frontdesk.infra.database import AWAY
from frontdesk.infra.jobs import on_job
from frontdesk.infra.notifier import Notifier
from frontdesk.infra.tasks import every
from frontdesk.kit.failures import kind_of

if TYPE_CHECKING:
    from frontdesk.infra.database import Database
    from frontdesk.infra.jobs import JobHandler
    from frontdesk.kit.ids import ProjectId

log = structlog.get_logger()

SWEEP_SECONDS = 5.0
PUSH_SECONDS = 1.0
_INTERVAL_SECONDS = 0.1


def routing_jobs(database: Database) -> list[JobHandler]:
    """Declare routing's timers and who does them."""
    return [
        on_job(AUTO_PENDING, partial(turn_pending, database)),
        on_job(FIRST_REPLY_DUE, partial(give_back_unanswered, database)),
    ]


async def turn_pending(database: Database, due: AutoPending) -> None:
    """Do what the timer of a reply is for."""
    async with database.transaction() as tx:
        await actions.turn_pending(tx, due)


async def give_back_unanswered(database: Database, due: FirstReplyDue) -> None:
    """Do what the timer of a new assignment is for."""
    async with database.transaction() as tx:
        await actions.give_back_unanswered(tx, due)


async def keep_sweeping(database: Database) -> None:
    """Do what is overdue, for ever; run as a task.

    Timers are jobs and come first. This finds what has none: agents who fell silent, and
    whatever became due by a changed setting or was there before its timer existed.
    """
    await every(SWEEP_SECONDS, partial(sweep, database), "The sweep has to wait")


async def sweep(database: Database) -> None:
    """Look through everything once; each thing found is done in a transaction of its own."""
    async with database.snapshot() as tx:
        lost = await store.find_lost_assignments(tx)
        unanswered = await store.find_unanswered_assignments(tx)
        silent = await store.find_fallen_silent(tx)
    for project_id, conversation_id in lost:
        async with database.transaction() as tx:
            await actions.give_back_lost(tx, project_id, conversation_id)
    for assignment in unanswered:
        await give_back_unanswered(database, assignment)
    for reply in silent:
        await turn_pending(database, reply)


class Pusher:
    """Gives waiting chats to agents, in projects that want that."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.notifier = Notifier()

    async def run(self) -> None:
        """Push for ever; run as a task. Without a notification it looks once a second."""
        while True:
            await self.notifier.wait(PUSH_SECONDS)
            # The relay got the same notification and goes first. What is said meanwhile adds up to
            # one more look.
            await asyncio.sleep(_INTERVAL_SECONDS)
            try:
                await push_everywhere(self._database)
            except AWAY as error:
                log.warning("Nobody can be pushed a chat", error=kind_of(error))
                await asyncio.sleep(PUSH_SECONDS)


async def push_everywhere(database: Database) -> None:
    """Push in every project until its queue is empty or nobody has room."""
    async with database.snapshot() as tx:
        waiting = await store.projects_to_push(tx)
    for project_id in waiting:
        while await _push_one(database, project_id):
            pass


async def _push_one(database: Database, project_id: ProjectId) -> bool:
    try:
        async with database.transaction() as tx:
            return await actions.push_one(tx, project_id)
    except conversations.AtCapacity:
        # They took a chat themselves while they were being chosen: choose again.
        return True
