"""A dedicated connection to Redis: a round of commands and exactly its own answers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from redis.exceptions import ResponseError

from frontdesk.infra.redis import DedicatedConnection, RedisLink
from frontdesk.infra.redis.link import AWAY


@pytest.fixture
async def dedicated_connection(redis_url: str) -> AsyncIterator[DedicatedConnection]:
    link = RedisLink(redis_url)
    yield link.dedicated_connection()
    await link.close()


async def test_answers_come_in_the_order_of_their_commands(
    dedicated_connection: DedicatedConnection,
) -> None:
    answers = await dedicated_connection.run_all(
        [("SET", "a", 1), ("INCR", "a"), ("GET", "a"), ("ECHO", b"\x00\r\n$1")]
    )

    assert answers == [b"OK", 2, b"2", b"\x00\r\n$1"]


async def test_a_refused_command_is_an_answer_among_the_others(
    dedicated_connection: DedicatedConnection,
) -> None:
    refused, after = await dedicated_connection.try_all([("INCR", "a", "b"), ("ECHO", "next")])

    assert isinstance(refused, ResponseError)
    assert after == b"next"


async def test_a_round_with_a_refused_command_raises_and_the_next_is_answered(
    dedicated_connection: DedicatedConnection,
) -> None:
    with pytest.raises(ResponseError):
        await dedicated_connection.run_all([("INCR", "a", "b"), ("ECHO", "first")])

    assert await dedicated_connection.run_all([("ECHO", "second")]) == [b"second"]


async def test_who_was_called_off_leaves_no_answer_for_the_next(
    dedicated_connection: DedicatedConnection,
) -> None:
    await dedicated_connection.run_all([("ECHO", "before")])
    round_under_way = asyncio.create_task(
        dedicated_connection.run_all([("BLPOP", "nothing", "0.3")])
    )
    await asyncio.sleep(0.05)
    round_under_way.cancel()
    await asyncio.wait([round_under_way])

    assert await dedicated_connection.run_all([("ECHO", "after")]) == [b"after"]


async def test_a_connection_that_was_cut_is_away_once_and_then_another(
    dedicated_connection: DedicatedConnection, redis_url: str
) -> None:
    await dedicated_connection.run_all([("ECHO", "before")])
    [number] = await dedicated_connection.run_all([("CLIENT", "ID")])
    other = RedisLink(redis_url)
    await other.run_all([("CLIENT", "KILL", "ID", number)])
    await other.close()

    with pytest.raises(AWAY):
        await dedicated_connection.run_all([("ECHO", "lost")])
    assert await dedicated_connection.run_all([("ECHO", "after")]) == [b"after"]
