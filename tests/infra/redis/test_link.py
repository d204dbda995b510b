"""The link knows whether Redis is there, whatever Redis does in the middle of an answer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from frontdesk.infra.redis import RedisLink, Subscriber
from frontdesk.infra.redis.link import AWAY
from tests.cut_line import CutLine, open_cut_line
from tests.fleet import until
from tests.patience import PATIENCE_SECONDS

_ROUND = [("SET", "a", "b"), ("GET", "a"), ("XADD", "s", "*", "name", "value")]


@pytest.fixture
async def line(redis_url: str) -> AsyncIterator[CutLine]:
    async with open_cut_line(redis_url) as line:
        yield line


@pytest.fixture
async def link(line: CutLine) -> AsyncIterator[RedisLink]:
    """A link through a line that can be cut."""
    link = RedisLink(line.url)
    yield link
    await link.close()


async def test_it_takes_note_when_redis_goes_and_says_when_it_is_back(
    line: CutLine, link: RedisLink
) -> None:
    returns: list[bool] = []
    link.when_up(lambda: returns.append(link.is_up))

    assert await link.probe() is True
    line.cut_after(0, is_reset=True)
    await link.client.connection_pool.disconnect()
    assert await link.attempt(link.client.get("a")) is None
    assert link.is_up is False
    assert await link.probe() is False
    line.mend()
    assert await link.probe() is True

    assert returns == [True, True]


async def test_a_refused_command_is_raised_and_the_next_round_gets_its_own_answers(
    link: RedisLink,
) -> None:
    for run_all in (link.run_all, link.dedicated_connection().run_all):
        with pytest.raises(AWAY):
            await run_all([("SET", "word", "w"), ("INCR", "word"), ("GET", "word")])

        assert await run_all([("GET", "word")]) == [b"w"]


@pytest.mark.parametrize("is_reset", [False, True])
@pytest.mark.parametrize("road", ["pool", "dedicated_connection"])
async def test_an_answer_cut_off_at_any_byte_means_away(
    line: CutLine, road: str, *, is_reset: bool
) -> None:
    await _round(line.url, road)
    whole = line.passed

    for byte in range(0, whole, 3):
        line.cut_after(byte, is_reset=is_reset)
        with pytest.raises(AWAY):
            await _round(line.url, road)


async def test_a_subscription_is_made_again_and_its_gap_is_told(
    line: CutLine, link: RedisLink, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("frontdesk.infra.redis.link._RESUBSCRIBE_SECONDS", 0)
    gap = asyncio.Event()
    listening = asyncio.create_task(Subscriber(link, {"news": _ignore}, gap.set).run())
    for byte in (0, 1, 20, 47):
        line.cut_after(byte, is_reset=bool(byte % 2))
        await line.was_cut.wait()
        gap.clear()
        line.mend()

        async with asyncio.timeout(PATIENCE_SECONDS):
            await gap.wait()
        assert not listening.done()
        await link.client.client_kill_filter(_type="pubsub")
    listening.cancel()


async def test_a_message_nobody_understands_does_not_end_the_subscription(link: RedisLink) -> None:
    heard: list[bytes] = []
    gap = asyncio.Event()

    def receive(data: bytes) -> None:
        if data == b"nonsense":
            raise ValueError("not understood")
        heard.append(data)

    listening = asyncio.create_task(Subscriber(link, {"news": receive}, gap.set).run())
    await gap.wait()
    await link.client.publish("news", b"nonsense")
    await link.client.publish("news", b"sense")

    await until(lambda: heard == [b"sense"])
    listening.cancel()


async def _round(url: str, road: str) -> None:
    link = RedisLink(url)
    dedicated_connection = link.dedicated_connection()
    try:
        run_all = dedicated_connection.run_all if road == "lane" else link.run_all
        await run_all(_ROUND)
    finally:
        await dedicated_connection.close()
        await link.close()


def _ignore(_: bytes) -> None:
    pass
