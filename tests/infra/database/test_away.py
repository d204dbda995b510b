"""A PostgreSQL that goes away says so in many ways; callers hear one: try again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import asyncpg
import pytest

from frontdesk.entrypoints.wiring import WIRING
from frontdesk.infra.database import AWAY, Database, DatabaseAway
from frontdesk.infra.database.away import means_away, saying_away
from frontdesk.infra.outbox.commit_notifier import listen
from tests.cut_line import CutLine, open_cut_line
from tests.patience import PATIENCE_SECONDS

# What a server answers that is starting, ending, dying, failing over or out of room.
_CODES = {
    "admin_shutdown": "57P01",
    "crash_shutdown": "57P02",
    "cannot_connect_now": "57P03",
    "idle_session_timeout": "57P05",
    "query_canceled": "57014",
    "too_many_connections": "53300",
    "disk_full": "53100",
    "out_of_memory": "53200",
    "io_error": "58030",
    "connection_failure": "08006",
    "read_only_sql_transaction": "25006",
    "idle_in_transaction_session_timeout": "25P03",
}
_OUR_OWN_FAULT = {"undefined_table": "42P01", "check_violation": "23514"}


@pytest.fixture
async def line(database_url: str) -> AsyncIterator[CutLine]:
    async with open_cut_line(database_url) as line:
        yield line


@pytest.mark.parametrize("code", _CODES.values(), ids=_CODES)
async def test_each_way_of_being_away_is_unavailable(database: Database, code: str) -> None:
    with pytest.raises(DatabaseAway):
        await _provoke(database, code)


@pytest.mark.parametrize("code", _OUR_OWN_FAULT.values(), ids=_OUR_OWN_FAULT)
async def test_what_waiting_cannot_mend_is_not_called_away(database: Database, code: str) -> None:
    with pytest.raises(asyncpg.PostgresError) as refused:
        await _provoke(database, code)

    assert isinstance(refused.value, AWAY)


async def test_a_value_that_can_never_be_stored_is_not_called_away(database: Database) -> None:
    with pytest.raises(asyncpg.DataError):
        async with database.transaction() as tx:
            await tx.fetch_value("select $1::int", "three")


async def test_tasks_that_lose_their_connection_together_are_one_loss() -> None:
    with pytest.raises(DatabaseAway), saying_away():
        raise ExceptionGroup("both", [ConnectionResetError(), asyncpg.InterfaceError("closed")])

    assert not means_away(ExceptionGroup("one is a bug", [ConnectionResetError(), KeyError()]))


@pytest.mark.parametrize("is_reset", [False, True])
async def test_an_answer_cut_off_at_any_byte_is_unavailable(
    line: CutLine, *, is_reset: bool
) -> None:
    """From the first byte of the greeting to the last of COMMIT's answer."""
    await _work(line.url)
    whole = line.passed

    for byte in range(0, whole, 5):
        line.cut_after(byte, is_reset=is_reset)
        with pytest.raises(DatabaseAway):
            await _work(line.url)


async def test_listening_goes_on_whatever_byte_it_was_cut_at(
    line: CutLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("frontdesk.infra.outbox.commit_notifier._RELISTEN_SECONDS", 0)
    database = Database(line.url, WIRING, max_connections=1)
    rung = asyncio.Event()
    for byte in range(0, 600, 40):
        line.cut_after(byte, is_reset=bool(byte % 80))
        listening = asyncio.create_task(listen(database, [rung.set]))
        await line.was_cut.wait()
        rung.clear()
        line.mend()

        async with asyncio.timeout(PATIENCE_SECONDS):
            await rung.wait()
        assert not listening.done()
        listening.cancel()


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = Database(database_url, WIRING, max_connections=1)
    await database.open("tests")
    yield database
    await database.close()


async def _provoke(database: Database, code: str) -> None:
    async with database.transaction() as tx:
        await tx.execute(f"do $$ begin raise exception 'no' using errcode = '{code}'; end $$")


async def _work(url: str) -> None:
    database = Database(url, WIRING, max_connections=1)
    await database.open("tests")
    try:
        async with database.transaction() as tx:
            await tx.fetch("select n, $1::text from generate_series(1, 3) n", "a word")
            await tx.execute("notify nobody")
    finally:
        await database.close()
