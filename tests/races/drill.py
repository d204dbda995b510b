"""One run: senders and viewers at work while something is broken, then heal, drain, judge."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, cast

from tests.fleet import Fleet, until
from tests.front_door import Door, InProcessServer
from tests.patience import PATIENCE_SECONDS
from tests.races.checker import History, Stored, Verdict, judge
from tests.races.people import Sender, Viewer
from tests.races.recount import contradictions

if TYPE_CHECKING:
    from frontdesk.entrypoints.web import WebProcess
    from tests.front_door import Site


@dataclass
class Drill:
    """Some visitors write, an agent watches, and a test does its worst."""

    fleet: Fleet
    urls: Sequence[str]
    history: History = field(default_factory=History)
    # Whether the first messages are confirmed before the worst begins.
    confirms_first: bool = True

    async def run(self, disturb: Callable[[], Awaitable[None]], *, senders: int = 8) -> Verdict:
        """Send from before the disturbance until after it; then wait, and count."""
        site, viewer = await self._prepare()
        watching = asyncio.create_task(viewer.watch())
        uids = [f"visitor-{number}" for number in range(senders)]
        people = [Sender(uid, site, self.urls, self.history) for uid in uids]
        sending = [asyncio.create_task(one.keep_sending()) for one in people]
        try:
            if self.confirms_first:
                await until(lambda: len(self.history.confirmed) >= 10 * senders)
            await disturb()
            for one in people:
                one.is_finishing = True
            async with asyncio.timeout(PATIENCE_SECONDS):
                await asyncio.gather(*sending)
            await until(self.fleet.is_drained, PATIENCE_SECONDS)
            await self._until_shown(site, viewer)
        finally:
            for task in (watching, *sending):
                task.cancel()
            await asyncio.gather(watching, *sending, return_exceptions=True)
        return await self._judge()

    async def _judge(self) -> Verdict:
        async with self.fleet.database.acquire() as connection:
            found = await contradictions(connection)
        counted = judge(self.history, await stored(self.fleet))
        verdict = replace(counted, unbalanced=len(found))
        if verdict.broken:
            print(asdict(verdict), found)  # noqa: T201 - what the numbers alone don't say
        return verdict

    async def _prepare(self) -> tuple[Site, Viewer]:
        # Only what a door needs to make people is used: the web may be a real process.
        server = InProcessServer(
            self.urls[0],
            cast("WebProcess", None),
            self.fleet.settings,
            self.fleet.database,
            self.fleet.redis,
        )
        door = Door(server)
        site = await door.project()
        grace = await door.member(site, "Grace")
        origin = self.fleet.settings.public_url
        return site, Viewer("grace", grace, site, self.urls, self.history, origin)

    async def _until_shown(self, site: Site, viewer: Viewer) -> None:
        latest_seq = await self.fleet.value(
            "select feed_seq from feed_cursors where project_id = $1", site.id
        )
        # If this times out the verdict says what is missing; that tells more than a timeout.
        with suppress(TimeoutError):
            await until(lambda: viewer.seen >= latest_seq)


async def stored(fleet: Fleet) -> list[Stored]:
    """Read what PostgreSQL holds."""
    rows = await fleet.database.fetch(
        "select temp_id, sender_id, conversation_id, seq from messages order by id"
    )
    return [
        Stored(row["temp_id"], str(row["sender_id"]), row["conversation_id"], row["seq"])
        for row in rows
    ]
