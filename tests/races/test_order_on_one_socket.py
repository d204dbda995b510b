"""R34: what one socket sends is stored in that order, however slow a look-up in between is."""

from __future__ import annotations

import asyncio
import random
from itertools import pairwise

import pytest

from frontdesk.features.projects import ProjectCache
from frontdesk.features.projects.model import Project
from tests.fleet import connect_visitor, open_fleet

_COUNT = 500


@pytest.mark.parametrize("async_handlers", [False, True])
async def test_five_hundred_messages_keep_their_order_unless_handlers_overlap(
    database_url: str,
    redis_url: str,
    monkeypatch: pytest.MonkeyPatch,
    *,
    async_handlers: bool,
) -> None:
    """Planted by the second case: python-socketio's default, handlers that overlap."""
    chance = random.Random(7)  # noqa: S311 - a seed, not a secret
    find = ProjectCache.find

    async def find_slowly(cache: ProjectCache, project_id: int) -> Project:
        await asyncio.sleep(chance.random() / 250)
        return await find(cache, project_id)

    monkeypatch.setattr(ProjectCache, "find", find_slowly)
    async with open_fleet(database_url, redis_url) as fleet:
        web = await fleet.start_web()
        await fleet.start_worker()
        web.process.sockets.async_handlers = async_handlers
        if async_handlers:
            _let_events_overlap(web.process.sockets, monkeypatch)
        site = await fleet.door(web).project()
        ada = await connect_visitor(web.url, site, "ada")

        sent = [{"content": f"m{n}", "tempId": f"{n:03}"} for n in range(_COUNT)]
        acks = await asyncio.gather(*(ada.ask("sendMessage", one) for one in sent))
        await ada.close()

        assert all(ack["ok"] for ack in acks)
        rows = await fleet.database.fetch("select temp_id from messages order by seq")
        inversions = sum(after["temp_id"] < before["temp_id"] for before, after in pairwise(rows))
        assert len(rows) == _COUNT
        assert (inversions > 0) is async_handlers


def _let_events_overlap(sockets: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Do what the library does with `async_handlers=True`: a task per event."""
    handle = sockets._handle_event  # type: ignore[attr-defined]  # noqa: SLF001
    tasks: set[asyncio.Task[None]] = set()

    async def handle_in_background(*arguments: object) -> None:
        task = asyncio.create_task(handle(*arguments))
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    monkeypatch.setattr(sockets, "_handle_event", handle_in_background)
