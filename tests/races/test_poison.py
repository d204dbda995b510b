"""R8: ten poisoned entries among a thousand good ones harm nobody but themselves."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

import asyncpg
import msgspec
import pytest

from frontdesk.infra.ingest import Entry, EntryReply, keys
from frontdesk.infra.ingest.batch import Batcher
from frontdesk.infra.ingest.intake import Intake
from frontdesk.kit.errors import Unavailable
from tests.fleet import Fleet, open_fleet, until
from tests.patience import PATIENCE_SECONDS
from tests.races.recount import contradictions
from tests.races.seeds import Seed, entry, seed_project

_KINDS: dict[str, bytes] = {
    "NUL in the text": b'{"%s","content":"a\\u0000b"}',
    "half a surrogate pair": b'{"%s","content":"\\ud800"}',
    "NaN": b'{"%s","content":NaN}',
    "Infinity": b'{"%s","content":Infinity}',
    "a number too large": b'{"%s","content":1e400}',
    "a number with 4,301 digits": b'{"%s","content":' + b"9" * 4301 + b"}",
    "1,100 levels": b'{"%s","content":' + b"[" * 1100 + b"]" * 1100 + b"}",
    "not JSON": b"content",
    "nothing": b"",
    "invalid UTF-8": b'{"%s","content":"\xff"}',
}


async def test_ten_poisoned_entries_among_a_thousand_harm_only_themselves(
    database_url: str, redis_url: str
) -> None:
    async with open_fleet(database_url, redis_url) as fleet:
        async with fleet.database.acquire() as connection:
            seed = await seed_project(connection)
        web = await fleet.start_web()
        answers: dict[str, asyncio.Future[msgspec.Raw]] = {}
        for number in range(1000):
            body = entry(seed.ada, f"good-{number}").body
            answers[f"good-{number}"] = web.process.intake.submit(_key(seed), str(number), body)
            if number % 100 == 50:
                kind = list(_KINDS)[number // 100]
                poison = _poison(seed, kind)
                answers[kind] = web.process.intake.submit(_key(seed), kind, poison)
        await fleet.start_worker()

        async with asyncio.timeout(PATIENCE_SECONDS):
            acks = dict(zip(answers, await asyncio.gather(*answers.values()), strict=True))

        assert {kind for kind in acks if b'"ok":false' in bytes(acks[kind])} == set(_KINDS)
        assert await _order(fleet) == [f"good-{number}" for number in range(1000)]
        assert await _reasons(fleet) == ["invalid"] * len(_KINDS)
        async with fleet.database.acquire() as connection:
            assert await contradictions(connection) == []
        await until(fleet.is_drained)


async def test_an_entry_that_breaks_the_database_holds_nobody_up(
    database_url: str, redis_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It passed every check and still no transaction with it can commit."""
    monkeypatch.setattr("frontdesk.features.messages.jobs.clean_content", _as_it_is)
    async with open_fleet(database_url, redis_url) as fleet:
        async with fleet.database.acquire() as connection:
            seed = await seed_project(connection)
        web = await fleet.start_web()
        await fleet.start_worker()
        await web.process.intake.submit(_key(seed), "first", entry(seed.ada, "first").body)
        bodies = [entry(seed.ada, f"good-{number}").body for number in range(50)]
        bodies.insert(25, entry(seed.ada, "poison", "x" * 5001).body)

        async with asyncio.timeout(PATIENCE_SECONDS):
            acks = await asyncio.gather(*_submit(web.process.intake, seed, bodies))

        assert [b'"ok":true' in bytes(ack) for ack in acks].count(False) == 1
        assert await _order(fleet) == ["first", *(f"good-{number}" for number in range(50))]
        assert await _reasons(fleet) == ["CheckViolationError"]


async def test_a_batch_that_is_tried_again_as_a_whole_holds_everybody_up(
    database_url: str, redis_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Planted: a batch with a poisoned entry is not taken apart."""
    monkeypatch.setattr("frontdesk.features.messages.jobs.clean_content", _as_it_is)
    monkeypatch.setattr(Batcher, "run", _again_as_a_whole)
    async with open_fleet(database_url, redis_url) as fleet:
        async with fleet.database.acquire() as connection:
            seed = await seed_project(connection)
        web = await fleet.start_web()
        await fleet.start_worker()
        bodies = [entry(seed.ada, f"good-{number}").body for number in range(9)]
        bodies.insert(5, entry(seed.ada, "poison", "x" * 5001).body)
        waiting = asyncio.gather(*_submit(web.process.intake, seed, bodies))

        with pytest.raises(TimeoutError):
            async with asyncio.timeout(3):
                await waiting

        assert await _order(fleet) == []


async def _again_as_a_whole(batcher: Batcher, entries: Sequence[Entry]) -> list[EntryReply]:
    try:
        return await batcher._handle(entries)  # noqa: SLF001 - what the planted bug does
    except asyncpg.PostgresError as error:
        raise Unavailable from error


def _as_it_is(text: str) -> str:
    return text


def _submit(intake: Intake, seed: Seed, bodies: list[bytes]) -> list[asyncio.Future[msgspec.Raw]]:
    return [intake.submit(_key(seed), str(number), body) for number, body in enumerate(bodies)]


def _key(seed: Seed) -> str:
    return f"{seed.project_id}:{seed.ada.uid}"


def _poison(seed: Seed, kind: str) -> bytes:
    head = f'project_id":{seed.project_id},"uid":"ada","key":"{seed.ada.key}","temp_id":"p'
    return _KINDS[kind].replace(b"%s", head.encode())


async def _reasons(fleet: Fleet) -> list[str]:
    """Return why each dead letter could not be stored.

    An entry whose answer is late is handled again, so it may leave more than one.
    """
    letters: Any = await fleet.redis.xrange(keys.DEAD_LETTERS)
    return list({fields[b"id"]: fields[b"reason"].decode() for _, fields in letters}.values())


async def _order(fleet: Fleet) -> list[str]:
    rows = await fleet.database.fetch("select temp_id from messages order by seq")
    return [row["temp_id"] for row in rows]
