"""What a request may cost before it is complete, tried byte by byte."""

from __future__ import annotations

import pytest

from tests.infra.serving.edge import edge

HEAD = b"GET / HTTP/1.1\r\nHost: a\r\n"
POST = b"POST / HTTP/1.1\r\nHost: a\r\n"

TOO_LARGE = {
    "one endless header": (HEAD + b"X: " + b"a" * 40_000, 431),
    "one header that ends": (HEAD + b"X: " + b"a" * 40_000 + b"\r\n\r\n", 431),
    "many headers": (HEAD + b"".join(b"X%d: a\r\n" % n for n in range(200)) + b"\r\n", 431),
    "an endless name": (HEAD + b"X" * 40_000, 431),
    "an endless address": (b"GET /" + b"a" * 40_000, 414),
    "an address that ends": (b"GET /" + b"a" * 17_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n", 414),
    "trailers": (
        POST + b"Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\nX: " + b"a" * 60_000,
        431,
    ),
    "a chunk's extension": (
        POST + b"Transfer-Encoding: chunked\r\n\r\n1;x=" + b"a" * 60_000,
        431,
    ),
    "no request at all": (b"\x16\x03\x01" * 10, 400),
}


@pytest.mark.parametrize(("said", "status"), TOO_LARGE.values(), ids=TOO_LARGE)
async def test_what_is_too_large_is_refused_with_a_status(said: bytes, status: int) -> None:
    async with edge() as here:
        line = await here.dial()

        line.say(said)

        assert (await line.hears_the_end()).startswith(b"HTTP/1.1 %d " % status)
        assert here.asked == []


async def test_headers_of_just_the_allowed_size_are_taken_and_one_byte_more_is_not() -> None:
    async with edge(head_bytes=4_096) as here:
        line = await here.dial()
        padding = 4_096 - len(HEAD) - len(b"X: \r\n\r\n")

        line.say(HEAD + b"X: " + b"a" * padding + b"\r\n\r\n")
        assert await line.hears(b"answered")

        line.say(HEAD + b"X: " + b"a" * (padding + 1) + b"\r\n\r\n")
        assert b" 431 " in await line.hears_the_end()


DRIPS = {
    "a header's value": (HEAD + b"X: ", b"a"),
    "headers": (HEAD, b"X: a\r\n"),
    "empty lines before a request": (b"", b"\r\n"),
}


@pytest.mark.parametrize(("begun", "piece"), DRIPS.values(), ids=DRIPS)
async def test_headers_that_drip_are_given_up(begun: bytes, piece: bytes) -> None:
    async with edge(head_seconds=0.1, head_bytes=10_000_000) as here:
        line = await here.dial()

        line.say(begun)

        assert (await line.drips(piece)).startswith(b"HTTP/1.1 408 ")
        await here.until_connections(0)


@pytest.mark.parametrize(
    ("framing", "piece"),
    [
        (b"Content-Length: 100000\r\n\r\n", b"x"),
        (b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
    ],
)
async def test_a_body_that_drips_is_given_up(framing: bytes, piece: bytes) -> None:
    async with edge(body_seconds=0.1) as here:
        line = await here.dial()

        line.say(POST + framing)

        assert (await line.drips(piece)).startswith(b"HTTP/1.1 408 ")
        await here.until_connections(0)


async def test_a_body_that_goes_on_after_its_answer_ends_without_a_second_one() -> None:
    async with edge(body_seconds=0.1) as here:
        line = await here.dial()

        line.say(b"POST /unread HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n")

        heard = await line.drips(b"x")
        assert heard.count(b"HTTP/1.1 ") == 1
        assert heard.endswith(b"answered")


UPGRADE = b"Connection: Upgrade\r\nUpgrade: websocket\r\n"
NO_UPGRADES = {
    "of a request that posts": POST + UPGRADE + b"\r\n",
    "with a body that never comes": HEAD + UPGRADE + b"Content-Length: 10\r\n\r\n",
    "without a key": HEAD + UPGRADE + b"Sec-WebSocket-Version: 13\r\n\r\n",
    "with a header too long for it": HEAD + UPGRADE + b"X: " + b"a" * 20_000 + b"\r\n\r\n",
}


@pytest.mark.parametrize("said", NO_UPGRADES.values(), ids=NO_UPGRADES)
async def test_an_upgrade_that_is_none_ends_with_a_status(said: bytes) -> None:
    async with edge() as here:
        line = await here.dial()

        line.say(said)

        assert (await line.hears_the_end()).startswith(b"HTTP/1.1 4")


async def test_an_upgrade_to_something_else_is_answered_as_a_request() -> None:
    async with edge() as here:
        line = await here.dial()

        line.say(HEAD + b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n\r\n")

        assert await line.hears(b"answered")


async def test_a_connection_that_rests_is_closed_before_a_request_and_after_one() -> None:
    async with edge(idle_seconds=0.5) as here:
        fresh = await here.dial()
        used = await here.dial()

        used.say(HEAD + b"\r\n")

        assert (await used.hears_the_end()).endswith(b"answered")
        assert await fresh.hears_the_end() == b""


async def test_requests_in_pieces_and_behind_each_other_are_answered_in_order() -> None:
    async with edge(head_seconds=60, body_seconds=60) as here:
        line = await here.dial()
        said = b"".join(
            b"POST /%d HTTP/1.1\r\nHost: a\r\nContent-Length: 40000\r\n\r\n" % n + b"b" * 40_000
            for n in range(3)
        )

        for at in range(0, len(said), 7_001):
            line.say(said[at : at + 7_001])
        for _ in range(3):
            await line.hears(b"answered")

        assert here.asked == [(f"/{n}", b"b" * 40_000) for n in range(3)]


async def test_of_many_requests_sent_ahead_only_a_few_are_kept() -> None:
    async with edge() as here:
        line = await here.dial()

        line.say((HEAD + b"\r\n") * 1_000)

        await line.hears_the_end()
        assert len(here.asked) < 20


async def test_an_answer_nobody_reads_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("frontdesk.infra.serving.request_protocol._STALL_SECONDS", 0.2)
    async with edge() as here:
        line = await here.dial()
        line.writer.transport.pause_reading()  # type: ignore[attr-defined]  # a transport that reads

        line.say(b"GET /large HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")

        await here.until_connections(1)
        await here.until_connections(0)
