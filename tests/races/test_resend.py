"""R6: the commit is done and its answer lost, or the first attempt fails beneath its twin."""

from __future__ import annotations

import asyncpg
import pytest

from frontdesk.entrypoints.wiring import WIRING
from frontdesk.features.messages.jobs import store_batch
from frontdesk.infra.database import Database
from frontdesk.infra.ingest import EntryReply
from frontdesk.infra.pause_points import pause_point
from frontdesk.kit.errors import Unavailable
from tests.races.proxy import open_proxy
from tests.races.recount import contradictions
from tests.races.schedules import open_race
from tests.races.seeds import entry, has_conversation, replies, seed_project, writes

_HELD, _WRITTEN = "messages.visitors_held", "messages.before_commit"


async def test_the_second_twin_is_stored_when_the_first_rolls_back(database_url: str) -> None:
    async with open_race(database_url, ["first", "second"], [_HELD, _WRITTEN]) as race:
        seed = await seed_project(race.monitor)

        async def fails_at_the_end(database: Database) -> list[EntryReply]:
            async with database.transaction() as tx:
                await store_batch(_Within(tx), [entry(seed.ada, "one")])  # type: ignore[arg-type]
                raise ConnectionResetError

        works = {"first": fails_at_the_end, "second": writes(seed.ada, "one")}
        order = ("first", "first", "second", "second", "first", "second", "second")
        result = await race.run(works, order)

        assert isinstance(result["first"], Unavailable)
        assert b'"ok":true' in bytes(result["second"][0].ack)
        assert await race.monitor.fetchval("select count(*) from messages") == 1
        assert await contradictions(race.monitor) == []
        assert race.blocked > 0


@pytest.mark.parametrize("who", ["visitor", "agent"])
async def test_a_swallowed_commit_answer_is_unavailable_and_the_resend_finds_the_first(
    database_url: str, who: str
) -> None:
    async with open_proxy(database_url) as proxy, open_race(database_url, ["ada"], []) as race:
        seed = await seed_project(race.monitor)
        conversation_id = await has_conversation(race.sessions["ada"].database, seed)
        database = Database(proxy.url, WIRING, max_connections=1)
        await database.open("through the proxy")
        send = (
            writes(seed.ada, "one") if who == "visitor" else replies(seed, conversation_id, "one")
        )

        proxy.swallow_answer_to = b"COMMIT;"
        with pytest.raises(Unavailable):
            await send(database)
        await send(database)
        await database.close()

        assert proxy.swallowed == 1
        count = await race.monitor.fetchval("select count(*) from messages where temp_id = 'one'")
        assert count == 1
        assert await contradictions(race.monitor) == []


async def test_without_the_look_and_the_key_the_resend_is_stored_twice(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Planted: nobody looks for an earlier message, and the unique key is gone."""

    async def find_nothing(*_: object) -> dict[object, object]:
        return {}

    monkeypatch.setattr("frontdesk.features.messages.store.find_by_temp_ids", find_nothing)
    async with open_race(database_url, ["ada"], []) as race:
        seed = await seed_project(race.monitor)
        database = race.sessions["ada"].database
        await writes(seed.ada, "one")(database)
        with pytest.raises(asyncpg.UniqueViolationError):
            await writes(seed.ada, "one")(database)

        await race.monitor.execute(f"alter table messages drop constraint {_KEY}")
        try:
            await writes(seed.ada, "one")(database)
            broken = await contradictions(race.monitor)
        finally:
            await race.monitor.execute("delete from messages")
            await race.monitor.execute(
                f"alter table messages add constraint {_KEY} "
                "unique (project_id, sender_type, sender_id, temp_id)"
            )

        assert any(one.startswith("a message stored twice") for one in broken)


class _Within:
    """Lets the batch run inside a transaction that the test ends as it likes."""

    def __init__(self, tx: object) -> None:
        self._tx = tx

    def transaction(self) -> _Within:
        return self

    async def __aenter__(self) -> object:
        return self._tx

    async def __aexit__(self, *_: object) -> None:
        await pause_point("test.open")


_KEY = "messages_project_id_sender_type_sender_id_temp_id_key"
