"""Waking the relay of another process: one NOTIFY for all commits of a moment.

A NOTIFY inside each transaction makes PostgreSQL commit them one after the other. So
it is sent after commit, coalesced, and may be lost: the relay looks by itself each second.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from frontdesk.infra.database import AWAY
from frontdesk.infra.notifier import Notifier

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from frontdesk.infra.database import Database

CHANNEL = "frontdesk_outbox"
_RELISTEN_SECONDS = 0.5


class CommitNotifier:
    """Sends NOTIFY to the listeners on the channel."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.notifier = Notifier()

    async def run(self) -> None:
        """Send NOTIFY for ever; run as a task."""
        while True:
            await self.notifier.wait()
            try:
                async with self._database.transaction() as tx:
                    await tx.execute(f"notify {CHANNEL}")
            except AWAY:
                await asyncio.sleep(_RELISTEN_SECONDS)


async def listen(database: Database, wanting: Sequence[Callable[[], None]]) -> None:
    """Listen for NOTIFY for ever; run as a task.

    Each new subscription counts as a notification, as one may have been missed.
    """
    receivers = [partial(_wake, notify) for notify in wanting]
    while True:
        with suppress(*AWAY):
            await database.listen(CHANNEL, receivers)
        await asyncio.sleep(_RELISTEN_SECONDS)


def _wake(notify: Callable[[], None], _: str) -> None:
    notify()
