"""Places for connections: so many per address, so many in all, and each comes back."""

from __future__ import annotations

import asyncio
import resource

import pytest

from frontdesk.infra.http import parse_networks
from frontdesk.infra.serving import TooFewFiles, connections_for_files
from tests.infra.serving.edge import edge
from tests.infra.serving.test_request_protocol import HEAD
from tests.infra.sockets.test_frames import HANDSHAKE


async def test_a_proxy_of_ours_may_hold_any_number() -> None:
    proxies = parse_networks("127.0.0.2")
    async with edge(sockets_per_address=1, trusted_proxies=proxies) as here:
        for _ in range(5):
            line = await here.dial("127.0.0.2")
            line.say(HEAD + b"\r\n")
            assert await line.hears(b"answered")


async def test_an_address_with_too_many_connections_is_told_so_and_others_are_served() -> None:
    async with edge(sockets_per_address=1) as here:
        first, second = await here.dial(), await here.dial()
        await here.until_connections(2)

        third = await here.dial()
        other = await here.dial("127.0.0.2")
        other.say(HEAD + b"\r\n")

        assert (await third.hears_the_end()).startswith(b"HTTP/1.1 429 ")
        assert await other.hears(b"answered")
        for line in (first, second):
            line.say(HEAD + b"\r\n")
            assert await line.hears(b"answered")


async def test_an_address_that_connects_again_and_again_is_not_even_answered() -> None:
    async with edge(sockets_per_address=1) as here:
        held = [await here.dial() for _ in range(2)]
        await here.until_connections(2)

        heard = [await (await here.dial()).hears_the_end() for _ in range(20)]
        other = await here.dial("127.0.0.2")
        other.say(HEAD + b"\r\n")

        assert b"" in heard
        assert await other.hears(b"answered")
        assert len(held) == 2


async def test_a_crowd_that_connects_at_once_is_served_whole() -> None:
    async with edge(sockets_per_address=0) as here:
        lines = await asyncio.gather(*(here.dial() for _ in range(300)))
        for line in lines:
            line.say(HEAD + b"\r\n")

        for line in lines:
            assert await line.hears(b"answered")


async def test_the_server_takes_nobody_any_more_once_it_stops() -> None:
    async with edge() as here:
        line = await here.dial()
        line.say(HEAD + b"\r\n")
        assert await line.hears(b"answered")

    with pytest.raises(OSError, match=r"refused|Connect call failed"):
        await here.dial()


async def test_a_full_process_turns_everybody_away_until_somebody_leaves() -> None:
    async with edge(places=1) as here:
        first = await here.dial()
        await here.until_connections(1)
        refused = await here.dial("127.0.0.2")
        assert (await refused.hears_the_end()).startswith(b"HTTP/1.1 503 ")

        first.writer.close()
        await here.until_connections(0)

        again = await here.dial()
        again.say(HEAD + b"\r\n")
        assert await again.hears(b"answered")


async def test_a_websocket_keeps_its_connections_place_and_gives_it_back() -> None:
    async with edge(places=1) as here:
        opened = await here.dial()
        opened.say(HANDSHAKE)
        # The application takes no websockets, so that one ends as soon as it began.
        await opened.hears_the_end()
        await here.until_connections(0)

        for _ in range(3):
            line = await here.dial()
            line.say(HEAD + b"Connection: close\r\n\r\n")
            assert (await line.hears_the_end()).endswith(b"answered")


def test_a_process_that_may_open_too_few_files_says_how_many_it_needs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(resource, "getrlimit", lambda _: (100, 300))
    monkeypatch.setattr(resource, "setrlimit", lambda _, limits: raised.append(limits))
    raised: list[tuple[int, int]] = []

    with pytest.raises(TooFewFiles, match="needs 456 open files, and the system allows 300"):
        connections_for_files(0)
    with pytest.raises(TooFewFiles, match="needs 1200 open files"):
        connections_for_files(1_000)
    assert connections_for_files(100) == 100
    assert raised == [(300, 300)] * 3


def test_the_limit_on_files_is_raised_and_decides_how_many_connections_there_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(resource, "getrlimit", lambda _: (1_024, 10_000))
    monkeypatch.setattr(resource, "setrlimit", lambda _, limits: raised.append(limits))
    raised: list[tuple[int, int]] = []

    assert connections_for_files(0) == 9_800
    assert raised == [(10_000, 10_000)]
