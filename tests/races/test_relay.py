"""R10, R11, R12, R21: what was committed is told, whatever happens to the one who tells it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
import pytest
from typing_extensions import override

from frontdesk.entrypoints.wiring import WIRING
from frontdesk.infra.database import Database
from frontdesk.infra.notifier import Notifier
from frontdesk.infra.outbox import Relay, relay
from frontdesk.infra.pause_points import clear_gates, set_gate
from frontdesk.infra.redis import RedisLink
from tests.fleet import Fleet, connect_member, connect_visitor, open_fleet, until
from tests.races.recount import contradictions
from tests.races.seeds import has_conversation, seed_project


class DeafNotifier(Notifier):
    """One whose task is never woken."""

    @override
    def notify(self) -> None:
        pass


async def test_without_any_nudge_a_message_is_shown_within_three_seconds(
    database_url: str, redis_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("frontdesk.infra.outbox.relay.Notifier", DeafNotifier)
    async with open_fleet(database_url, redis_url) as fleet:
        await _shows_in_time(fleet)


async def test_with_every_publication_lost_a_message_is_shown_within_three_seconds(
    database_url: str, redis_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A relay that dies between commit and publish, every time."""

    async def publish_nothing(*_: object) -> None:
        return

    monkeypatch.setattr(Relay, "_publish", publish_nothing)
    async with open_fleet(database_url, redis_url) as fleet:
        await _shows_in_time(fleet)


async def test_a_terminated_listener_listens_again(database_url: str, redis_url: str) -> None:
    async with open_fleet(database_url, redis_url) as fleet:
        web = await fleet.start_web()
        await fleet.start_worker()
        await until(lambda: fleet.value(_LISTENER))
        await fleet.value("select pg_terminate_backend($1)", await fleet.value(_LISTENER))
        await _shows_in_time(fleet, web.url)


async def test_two_relays_and_a_long_transaction_skip_nothing(
    database_url: str, redis_url: str
) -> None:
    """The first relay holds a project's cursor; a second passes it by and serves the others."""
    async with (
        open_fleet(database_url, redis_url) as fleet,
        _relay(fleet) as (first, writer),
        fleet.database.acquire() as connection,
        _relay(fleet) as (second, _),
    ):
        busy, other = await seed_project(connection), await seed_project(connection)
        await has_conversation(writer, busy, "one")
        is_held, may_go = _lock_first("relay.numbered")
        holding = asyncio.create_task(first.relay_once())
        await is_held.wait()

        await has_conversation(writer, busy, "two")
        await has_conversation(writer, other, "three")
        told_meanwhile = await second.relay_once()
        may_go.set()
        await holding
        while await second.relay_once():
            pass

        assert told_meanwhile == 1
        feed = await connection.fetch(_FEED, busy.project_id)
        assert [tuple(row) for row in feed] == [(1, "one"), (2, "two")]
        assert await contradictions(connection) == []


async def test_a_cursor_over_serial_ids_skips_what_commits_late(database_url: str) -> None:
    """Planted: a relay that remembers the highest id it saw, instead of emptying the outbox."""
    late, early = [await asyncpg.connect(database_url) for _ in "ab"]
    seed = await seed_project(early)
    insert = "insert into outbox (project_id, event, payload) values ($1, $2, '{}')"
    slow = late.transaction()
    await slow.start()
    await late.execute(insert, seed.project_id, "late")
    await early.execute(insert, seed.project_id, "early")
    planted = "select max(id) as id, array_agg(event) as told from outbox where id > $1"
    cursor, told = await early.fetchrow(planted, 0) or (0, [])
    await slow.commit()
    _, told_later = await early.fetchrow(planted, cursor) or (0, None)
    assert (told, told_later) == (["early"], None)

    numbered = await early.fetch(relay._NUMBER, 500)  # noqa: SLF001

    assert [row["event"] for row in numbered] == ["late", "early"]
    await late.close()
    await early.close()


@asynccontextmanager
async def _relay(fleet: Fleet) -> AsyncIterator[tuple[Relay, Database]]:
    database = Database(fleet.settings.database_url, WIRING, max_connections=2)
    link = RedisLink(fleet.settings.redis_url)
    await database.open("relay")
    await link.probe()
    yield Relay(database, link), database
    await link.close()
    await database.close()


async def _shows_in_time(fleet: Fleet, url: str | None = None) -> None:
    if url is None:
        web = await fleet.start_web()
        await fleet.start_worker()
    else:
        web = fleet.webs[0]
    door = fleet.door(web)
    site = await door.project()
    grace = await door.member(site, "Grace")
    await connect_member(web.url, grace, site)
    ada = await connect_visitor(web.url, site, "ada")
    try:
        await ada.writes("Hello?")
        await grace.hears("newMessage", lambda message: message["content"] == "Hello?")
    finally:
        await ada.close()


def _lock_first(point: str) -> tuple[asyncio.Event, asyncio.Event]:
    """Hold the first that passes the point; everybody else passes freely."""
    is_held, may_go = asyncio.Event(), asyncio.Event()

    async def gate() -> None:
        clear_gates()
        is_held.set()
        await may_go.wait()

    set_gate(point, gate)
    return is_held, may_go


_FEED = """
select feed_seq, payload ->> 'content' from feed where project_id = $1 order by feed_seq
"""
_LISTENER = """
select pid from pg_stat_activity where pid <> pg_backend_pid()
and datname = current_database() and (query ilike 'listen%' or query = 'select 1') limit 1
"""
